import { useEffect, useRef } from 'react';
import type { Ring } from '../state/markedAlerts.js';
import { L } from './leaflet.js';
import { useMap } from './MapFrame.js';

/**
 * While it stands, clicks set the corners of a line or an area. By keyboard: arrows move the map, the space bar sets a
 * corner at its middle. Backspace takes the last corner back, Enter or a double click ends, Escape gives up.
 */
export function DrawPath(props: {
  readonly isArea: boolean;
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
    const click = (event: { readonly latlng: { lat: number; lng: number } }): void => add(event.latlng);
    const end = (): void => latest.current.onEnd();
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
    map.on('click', click);
    map.on('dblclick', end);
    container.addEventListener('keydown', key, true);
    return () => {
      map.off('click', click);
      map.off('dblclick', end);
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
