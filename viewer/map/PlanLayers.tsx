import type * as Leaflet from 'leaflet';
import { useEffect, useRef } from 'react';
import { layerTileAddress } from '../api/addresses.js';
import type { Layer } from '../api/model.js';
import type { Place } from '../state/areaAt.js';
import { drawRank } from '../state/layersInForce.js';
import { planFeatureLabel, type PlanFeature } from '../state/planFeature.js';
import { useMap } from './MapFrame.js';
import { MAX_ZOOM, PANES } from './panes.js';
import { PlanTileLayer } from './PlanTileLayer.js';

/**
 * Plan layers, drawn in the order of `layers`. A click beside alerts, permits and patches picks the place with what the plans
 * say there, the topmost layer first; empty where they say nothing.
 */
export function PlanLayers(props: {
  readonly layers: readonly Layer[];
  readonly onPick?: (features: readonly PlanFeature[], place: Place) => void;
}): null {
  const map = useMap();
  const { layers } = props;
  const handlers = useRef(props);
  const tilesByLayer = useRef(new Map<string, PlanTileLayer>());
  useEffect(() => {
    handlers.current = props;
  });
  useEffect(() => {
    const shown = tilesByLayer.current;
    const wanted = new Map(layers.map((layer) => [keyOf(layer), layer]));
    for (const [key, tiles] of shown) {
      if (wanted.has(key)) continue;
      tiles.remove();
      shown.delete(key);
    }
    for (const [key, { id, version, kind }] of wanted) {
      if (shown.has(key)) continue;
      const options = { pane: PANES.plans.name, zIndex: drawRank({ kind }) + 1, maxZoom: MAX_ZOOM };
      shown.set(key, new PlanTileLayer(layerTileAddress({ id, version }), kind, options).addTo(map));
    }
  }, [map, layers]);
  useEffect(() => {
    const shown = tilesByLayer.current;
    const pick = ({ latlng, originalEvent: { target } }: Leaflet.LeafletMouseEvent): void => {
      if (target instanceof Element && target.closest('.leaflet-interactive') !== null) return;
      const found = handlers.current.layers.toReversed().flatMap((layer) =>
        (shown.get(keyOf(layer))?.featuresAt(map, latlng) ?? []).map((properties) => ({
          layer,
          label: planFeatureLabel(properties),
        })),
      );
      handlers.current.onPick?.(found, { lon: latlng.lng, lat: latlng.lat });
    };
    map.on('click', pick);
    return () => {
      map.off('click', pick);
      for (const tiles of shown.values()) tiles.remove();
      shown.clear();
    };
  }, [map]);
  return null;
}

const keyOf = ({ id, version }: Layer): string => `${id}/${version}`;
