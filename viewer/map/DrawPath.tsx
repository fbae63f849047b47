import { useEffect, useRef } from 'react';
import type { Ring } from '../state/markedAlerts.js';
import { L } from './leaflet.js';
import { useMap } from './MapFrame.js';

/** A hand shakes by so much between press and release. */
const MOST_SHAKE_PX = 4;

/**
 * While it stands, clicks set the corners of a line or an area. By keyboard: arrows move the map, the space bar sets a
 * corner at its middle. Backspace takes the last corner back, Enter or a double click ends, Escape gives up.
 */
export function DrawPath(props: {
  /** Longitude and latitude of the corners so far; the caller keeps them. */
  readonly corners: Ring;
  readonly onCorners: (corners: Ring) => void;
  readonly onEnd: () => void;
  readonly onCancel: () => void;
}): null {
  const map = useMap();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const container = map.getContainer();
    const add = ({ lat, lng }: { readonly lat: number; readonly lng: number }): void => {
      const { corners, onCorners } = latest.current;
      const last = corners.at(-1);
      // The second click of a double click sets no corner of its own.
      if (last?.[0] !== lng || last[1] !== lat) onCorners([...corners, [lng, lat]]);
    };
    const end = (): void => latest.current.onEnd();
    let pressedAt = { x: 0, y: 0 };
    const press = ({ clientX: x, clientY: y }: PointerEvent): void => {
      pressedAt = { x, y };
    };
    const click = (event: MouseEvent): void => {
      // Nothing below is picked meanwhile; what moved the map sets no corner.
      event.stopPropagation();
      const isMove = Math.hypot(event.clientX - pressedAt.x, event.clientY - pressedAt.y) > MOST_SHAKE_PX;
      if (!isMove) add(map.mouseEventToLatLng(event));
    };
    const doubleClick = (event: MouseEvent): void => {
      event.stopPropagation();
      end();
    };
    const key = (event: KeyboardEvent): void => {
      const act = {
        Escape: () => latest.current.onCancel(),
        Enter: end,
        Backspace: () => latest.current.onCorners(latest.current.corners.slice(0, -1)),
        ' ': () => add(map.getCenter()),
      }[event.key];
      if (act === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    map.doubleClickZoom.disable();
    container.style.cursor = 'crosshair';
    container.focus();
    container.addEventListener('pointerdown', press, true);
    container.addEventListener('click', click, true);
    container.addEventListener('dblclick', doubleClick, true);
    container.addEventListener('keydown', key, true);
    return () => {
      container.removeEventListener('pointerdown', press, true);
      container.removeEventListener('click', click, true);
      container.removeEventListener('dblclick', doubleClick, true);
      container.removeEventListener('keydown', key, true);
      container.style.cursor = '';
      map.doubleClickZoom.enable();
    };
  }, [map]);
  return null;
}

/** Draws a line or an area with its corners. */
export function PathShown({ corners, isArea }: { readonly corners: Ring; readonly isArea: boolean }): null {
  const map = useMap();
  useEffect(() => {
    const places = corners.map(([lng, lat]): [number, number] => [lat, lng]);
    const style = { color: '#0b6bcb', weight: 2.5, fillOpacity: 0.15, interactive: false };
    const shape = isArea ? L.polygon(places, style) : L.polyline(places, { ...style, fill: false });
    const marks = places.map((place) =>
      L.circleMarker(place, { ...style, radius: 4, fillColor: '#fff', fillOpacity: 1, weight: 2 }),
    );
    const group = L.layerGroup([shape, ...marks]).addTo(map);
    return () => void group.remove();
  }, [map, corners, isArea]);
  return null;
}
