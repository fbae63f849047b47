import type * as Leaflet from 'leaflet';
import { useEffect } from 'react';
import { useMap } from './MapFrame.js';

/** Maps that show the same place: what one is moved to, the others follow. */
export type MapLink = Set<Leaflet.Map>;

/** Puts the map it stands in under a link. */
export function LinkedMap({ link }: { readonly link: MapLink }): null {
  const map = useMap();
  useEffect(() => {
    const lead = (): void => {
      for (const other of link) {
        // A map that follows fires `move` itself: where it stands already, the chain ends.
        if (other !== map && !isAt(other, map)) other.setView(map.getCenter(), map.getZoom(), { animate: false });
      }
    };
    link.add(map);
    map.on('move zoomend', lead);
    return () => {
      link.delete(map);
      map.off('move zoomend', lead);
    };
  }, [map, link]);
  return null;
}

function isAt(other: Leaflet.Map, map: Leaflet.Map): boolean {
  const zoom = map.getZoom();
  if (other.getZoom() !== zoom) return false;
  return other.project(other.getCenter(), zoom).distanceTo(map.project(map.getCenter(), zoom)) < 1;
}
