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
  readonly dash?: string;
}

/** Areas (permits, patches, an alert's outline) drawn on a canvas; a click opens `popup` where there is one. */
export function AreaMarks<F extends Feature>(props: {
  readonly features: readonly F[];
  readonly pane: PaneName;
  readonly style: AreaStyle;
  readonly popup?: (feature: F) => HTMLElement;
}): null {
  const map = useMap();
  const { features, pane, style, popup } = props;
  useEffect(() => {
    const group = L.featureGroup();
    for (const feature of features) {
      const shape = L.geoJSON(feature, {
        pane: PANES[pane].name,
        interactive: popup !== undefined,
        style: pathOptions(style),
      });
      if (popup !== undefined) shape.bindPopup(() => popup(feature), { maxWidth: 320, minWidth: 220 });
      shape.addTo(group);
    }
    group.addTo(map);
    return () => {
      group.remove();
    };
  }, [map, features, pane, style, popup]);
  return null;
}

function pathOptions(style: AreaStyle): Leaflet.PathOptions {
  return {
    color: style.stroke,
    weight: style.width,
    fill: style.fill !== null,
    ...(style.fill === null ? {} : { fillColor: style.fill, fillOpacity: 1 }),
    ...(style.dash === undefined ? {} : { dashArray: style.dash }),
  };
}
