import type * as Leaflet from 'leaflet';
import { useEffect, useRef } from 'react';
import { AlertTileLayer } from './AlertTileLayer.js';
import { useMap } from './MapFrame.js';
import { MAX_ZOOM, PANES } from './panes.js';

/** How far a click on a group goes in. */
const ZOOM_STEPS = 2;

/** Alerts from vector tiles, for more of them than marks of their own can be made. */
export function AlertTiles(props: { readonly address: string; readonly onSelect: (id: string) => void }): null {
  const map = useMap();
  const { address } = props;
  const handlers = useRef(props);
  useEffect(() => {
    handlers.current = props;
  });
  useEffect(() => {
    const tiles = new AlertTileLayer(address, { pane: PANES.alerts.name, maxZoom: MAX_ZOOM }).addTo(map);
    const pick = (event: Leaflet.LeafletMouseEvent): void => {
      const mark = tiles.markAt(map, event.latlng);
      if (mark === null) return;
      if (mark.id !== null) handlers.current.onSelect(mark.id);
      else map.setView(mark.latlng, Math.min(MAX_ZOOM, map.getZoom() + ZOOM_STEPS));
    };
    map.on('click', pick);
    return () => {
      map.off('click', pick);
      tiles.remove();
    };
  }, [map, address]);
  return null;
}
