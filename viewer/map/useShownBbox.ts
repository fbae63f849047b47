import type * as Leaflet from 'leaflet';
import { useEffect, useState } from 'react';
import { useMap } from './MapFrame.js';

/** A quarter of the screen more on each side, so that small moves ask for nothing. */
const MARGIN = 0.25;

/**
 * What the map shows, as `west,south,east,north`, from `fromZoom` on; null further out, where it would be too much.
 * It follows the map when the shown part leaves what was last given.
 */
export function useShownBbox(fromZoom: number): string | null {
  const map = useMap();
  const [covered, setCovered] = useState(() => (map.getZoom() < fromZoom ? null : map.getBounds().pad(MARGIN)));
  useEffect(() => {
    const follow = (): void =>
      setCovered((current) => {
        if (map.getZoom() < fromZoom) return null;
        return current?.contains(map.getBounds()) === true ? current : map.getBounds().pad(MARGIN);
      });
    map.on('moveend', follow);
    return () => {
      map.off('moveend', follow);
    };
  }, [map, fromZoom]);
  return covered === null ? null : bboxText(covered);
}

function bboxText(bounds: Leaflet.LatLngBounds): string {
  return [
    Math.max(-180, bounds.getWest()),
    Math.max(-90, bounds.getSouth()),
    Math.min(180, bounds.getEast()),
    Math.min(90, bounds.getNorth()),
  ]
    .map((degrees) => degrees.toFixed(5))
    .join(',');
}
