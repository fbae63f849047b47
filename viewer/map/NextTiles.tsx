import { useEffect } from 'react';
import { bboxOfArea } from '#domain/geometry.js';
import { layerTileAddress, sceneTileAddress } from '../api/addresses.js';
import type { AlertDetail, Layer, Scene } from '../api/model.js';
import { bandsToShow, type BandCombination } from '../state/bandCombination.js';
import { nativeZoom } from '../state/nativeZoom.js';
import { bboxOfTile, tileAddress, tilesInView, touches } from '../state/tilesInView.js';
import { alertExtent, EXTENT_PADDING_PX } from './alertExtent.js';
import { useMap } from './MapFrame.js';
import { MAX_ZOOM, MIN_ZOOM } from './panes.js';

/** Not before the alert that is shown has its own tiles. */
const WAIT_MS = 300;

/** Asks ahead for the tiles that the map will show of the next alert, so that the browser has them. */
export function NextTiles(props: {
  readonly next: AlertDetail;
  readonly scenes: readonly Scene[];
  readonly combination: BandCombination;
  readonly layers: readonly Layer[];
}): null {
  const map = useMap();
  const { next, scenes, combination, layers } = props;
  useEffect(() => {
    const ask = (): void => {
      const { x: widthPx, y: heightPx } = map.getSize();
      const view = { widthPx, heightPx, paddingPx: EXTENT_PADDING_PX };
      const extent = alertExtent(next.geometry);
      for (const id of [next.beforeSceneId, next.afterSceneId]) {
        const scene = scenes.find((one) => one.id === id);
        if (scene === undefined) continue;
        const footprint = bboxOfArea(scene.footprintWgs84);
        const native = nativeZoom(scene.gsdMetres, (footprint[1] + footprint[3]) / 2, MAX_ZOOM);
        const template = sceneTileAddress(scene.id, bandsToShow(combination, scene.bands));
        for (const tile of tilesInView(extent, view, { least: MIN_ZOOM, most: MAX_ZOOM, native })) {
          if (touches(bboxOfTile(tile), footprint)) new Image().src = tileAddress(template, tile);
        }
      }
      const zooms = { least: MIN_ZOOM, most: MAX_ZOOM, native: MAX_ZOOM };
      for (const layer of layers) {
        for (const tile of tilesInView(extent, view, zooms)) {
          // What fails here is asked for again, and told, when it is shown.
          fetch(tileAddress(layerTileAddress(layer), tile), { priority: 'low' }).catch(() => undefined);
        }
      }
    };
    const timer = setTimeout(ask, WAIT_MS);
    return () => clearTimeout(timer);
  }, [map, next, scenes, combination, layers]);
  return null;
}
