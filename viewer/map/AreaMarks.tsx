import type { Feature } from 'geojson';
import type * as Leaflet from 'leaflet';
import { useEffect } from 'react';
import { L } from './leaflet.js';
import { useMap } from './MapFrame.js';
import { PANES, type PaneName } from './panes.js';

export interface AreaStyle {
  readonly stroke: string;
  readonly width: number;
  readonly fill: string | null;
}

/** Areas (permits, patches, an alert's outline); a click picks one where `onPick` is given. */
export function AreaMarks<F extends Feature>(props: {
  readonly features: readonly F[];
  readonly pane: PaneName;
  readonly style: AreaStyle;
  readonly onPick?: (feature: F) => void;
}): null {
  const map = useMap();
  const { features, pane, style, onPick } = props;
  useEffect(() => {
    const group = L.featureGroup();
    for (const feature of features) {
      const shape = L.geoJSON(feature, {
        pane: PANES[pane].name,
        interactive: onPick !== undefined,
        style: pathOptions(style),
      });
      if (onPick !== undefined) shape.on('click', () => onPick(feature));
      shape.addTo(group);
    }
    group.addTo(map);
    return () => {
      group.remove();
    };
  }, [map, features, pane, style, onPick]);
  return null;
}

function pathOptions({ stroke, width, fill }: AreaStyle): Leaflet.PathOptions {
  const line = { color: stroke, weight: width };
  return fill === null ? { ...line, fill: false } : { ...line, fillColor: fill, fillOpacity: 1 };
}
