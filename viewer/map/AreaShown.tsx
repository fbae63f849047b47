import { useEffect } from 'react';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import { L } from './leaflet.js';
import { boundsOf, useMap } from './MapFrame.js';

/** Draws an area, and goes there where asked to. */
export function AreaShown(props: {
  readonly geometry: AreaGeometry;
  readonly colour: string;
  readonly goesThere: boolean;
}): null {
  const map = useMap();
  const { geometry, colour, goesThere } = props;
  useEffect(() => {
    const style = { color: colour, weight: 3, fillOpacity: 0.18 };
    const shape = L.geoJSON(geometry, { style, interactive: false }).addTo(map);
    if (goesThere) map.fitBounds(boundsOf(bboxOfArea(geometry)), { padding: [80, 80], maxZoom: 17 });
    return () => void shape.remove();
  }, [map, geometry, colour, goesThere]);
  return null;
}
