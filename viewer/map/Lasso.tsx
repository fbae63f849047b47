import { useEffect, useRef } from 'react';
import type { Ring } from '../state/markedAlerts.js';
import { L } from './leaflet.js';
import { useMap } from './MapFrame.js';

/** Fewer corners than this were a click, not a ring. */
const LEAST_CORNERS = 3;

/** While it stands, a drag on the map draws a ring instead of moving the map; Escape gives up. */
export function Lasso(props: {
  /** Longitude and latitude of the ring's corners. */
  readonly onRing: (ring: Ring) => void;
  readonly onCancel: () => void;
}): null {
  const map = useMap();
  const handlers = useRef(props);
  useEffect(() => {
    handlers.current = props;
  });
  useEffect(() => {
    const container = map.getContainer();
    const line = L.polyline([], { color: '#0b6bcb', weight: 2, dashArray: '4 3' }).addTo(map);
    let isDrawing = false;
    const down = (event: PointerEvent): void => {
      isDrawing = true;
      container.setPointerCapture(event.pointerId);
      line.setLatLngs([map.mouseEventToLatLng(event)]);
      // Nothing below is picked or dragged meanwhile.
      event.stopPropagation();
      event.preventDefault();
    };
    const move = (event: PointerEvent): void => {
      if (isDrawing) line.addLatLng(map.mouseEventToLatLng(event));
    };
    const up = (): void => {
      if (!isDrawing) return;
      isDrawing = false;
      const corners = line.getLatLngs() as { lat: number; lng: number }[];
      line.setLatLngs([]);
      if (corners.length >= LEAST_CORNERS) handlers.current.onRing(corners.map(({ lng, lat }) => [lng, lat]));
    };
    const cancel = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') handlers.current.onCancel();
    };
    map.dragging.disable();
    container.style.cursor = 'crosshair';
    container.addEventListener('pointerdown', down, true);
    container.addEventListener('pointermove', move);
    container.addEventListener('pointerup', up);
    window.addEventListener('keydown', cancel);
    return () => {
      line.remove();
      map.dragging.enable();
      container.style.cursor = '';
      container.removeEventListener('pointerdown', down, true);
      container.removeEventListener('pointermove', move);
      container.removeEventListener('pointerup', up);
      window.removeEventListener('keydown', cancel);
    };
  }, [map]);
  return null;
}
