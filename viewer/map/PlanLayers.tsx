import { useEffect } from 'react';
import { layerTileAddress } from '../api/addresses.js';
import type { Layer } from '../api/model.js';
import { drawRank } from '../state/layersInForce.js';
import { useMap } from './MapFrame.js';
import { MAX_ZOOM, PANES } from './panes.js';
import { PlanTileLayer } from './PlanTileLayer.js';

export function PlanLayers({ layers }: { readonly layers: readonly Layer[] }): React.ReactElement {
  return (
    <>
      {layers.map((layer) => (
        <PlanLayer key={`${layer.id}/${layer.version}`} layer={layer} />
      ))}
    </>
  );
}

function PlanLayer({ layer }: { readonly layer: Layer }): null {
  const map = useMap();
  const { id, version, kind } = layer;
  useEffect(() => {
    const tiles = new PlanTileLayer(layerTileAddress({ id, version }), kind, {
      pane: PANES.plans.name,
      zIndex: drawRank({ kind }) + 1,
      maxZoom: MAX_ZOOM,
    });
    tiles.addTo(map);
    return () => {
      tiles.remove();
    };
  }, [map, id, version, kind]);
  return null;
}
