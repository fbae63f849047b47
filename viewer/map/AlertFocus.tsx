import { useEffect, useRef } from 'react';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import { grown } from '../state/extent.js';
import { boundsOf, useMap } from './MapFrame.js';

/** Never nearer than this when going to an alert: its surroundings explain it. */
const NEAREST_ZOOM = 16;

/** Goes to an area whenever another one is given, unless it is already seen large enough. */
export function AlertFocus(props: { readonly id: string; readonly geometry: AreaGeometry }): null {
  const map = useMap();
  const { id, geometry } = props;
  // Behind a reference: a fresh reading of the same alert must not move the map again.
  const area = useRef(geometry);
  useEffect(() => {
    area.current = geometry;
  }, [geometry]);
  useEffect(() => {
    const bounds = boundsOf(grown(bboxOfArea(area.current), 0.6, 0.004));
    if (map.getBounds().contains(bounds) && map.getZoom() >= NEAREST_ZOOM - 1) return;
    map.flyToBounds(bounds, { maxZoom: NEAREST_ZOOM, duration: 0.6 });
  }, [map, id]);
  return null;
}
