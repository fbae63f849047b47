import type * as Leaflet from 'leaflet';
import { useEffect, useRef } from 'react';
import { bboxOfArea } from '#domain/geometry.js';
import { sceneTileAddress } from '../api/addresses.js';
import type { Scene } from '../api/model.js';
import { bandsToShow, type BandCombination } from '../state/bandCombination.js';
import { nativeZoom } from '../state/nativeZoom.js';
import { L } from './leaflet.js';
import { boundsOf, useMap } from './MapFrame.js';
import { MAX_ZOOM, PANES } from './panes.js';

/** How long the old picture may stay below a new one that does not finish loading. */
const HAND_OVER_MS = 4000;

/** One scene's imagery in the pane of its epoch. The old picture stays until the new one has loaded. */
export function SceneTiles(props: {
  readonly epoch: 'before' | 'after';
  readonly scene: Scene | null;
  readonly combination: BandCombination;
  readonly onLoading?: (isLoading: boolean) => void;
}): null {
  const map = useMap();
  const { epoch, scene, combination } = props;
  const onLoading = useRef(props.onLoading);
  useEffect(() => {
    onLoading.current = props.onLoading;
  });
  useEffect(() => {
    if (scene === null) return;
    const layer = tilesOf(scene, combination, PANES[epoch].name);
    layer.on('loading', () => onLoading.current?.(true));
    layer.on('load', () => onLoading.current?.(false));
    layer.addTo(map);
    return () => retire(map, layer);
  }, [map, epoch, scene, combination]);
  return null;
}

function tilesOf(scene: Scene, combination: BandCombination, pane: string): Leaflet.TileLayer {
  const bbox = bboxOfArea(scene.footprintWgs84);
  return L.tileLayer(sceneTileAddress(scene.id, bandsToShow(combination, scene.bands)), {
    pane,
    bounds: boundsOf(bbox),
    maxNativeZoom: nativeZoom(scene.gsdMetres, (bbox[1] + bbox[3]) / 2, MAX_ZOOM),
    maxZoom: MAX_ZOOM,
    keepBuffer: 3,
    className: 'planwatch-imagery',
  });
}

/** Takes a layer off once its successor had time to load, so that changing dates does not flash. */
function retire(map: Leaflet.Map, layer: Leaflet.TileLayer): void {
  // Only ours: Leaflet's own listener takes the layer's from the map when it goes.
  layer.off('loading').off('load');
  layer.setZIndex(0);
  setTimeout(() => {
    if (map.hasLayer(layer)) layer.remove();
  }, HAND_OVER_MS);
}
