import type * as Leaflet from 'leaflet';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../api/model.js';
import { worstSeverity } from '../state/severityOrder.js';
import { SEVERITY_COLOURS } from '../theme.js';
import { clusterIcon, markIcon, type Emphasis } from './alertIcons.js';
import { L } from './leaflet.js';
import { useMap } from './MapFrame.js';
import { PANES } from './panes.js';

/** From this zoom on, alerts stand apart however close they are. */
const APART_FROM_ZOOM = 16;

interface Marks {
  readonly shapes: ReadonlyMap<string, Leaflet.GeoJSON>;
  readonly pins: ReadonlyMap<string, Leaflet.Marker>;
}

/** Alerts as outlines and, at their centre, pins that gather into counted clusters. */
export function AlertMarks(props: {
  readonly alerts: readonly Alert[];
  readonly highlightedId: string | null;
  readonly selectedId: string | null;
  readonly onHover: (id: string | null) => void;
  readonly onSelect: (id: string) => void;
}): null {
  const map = useMap();
  const { t } = useTranslation();
  const { alerts, highlightedId, selectedId } = props;
  const handlers = useRef(props);
  const marks = useRef<Marks>({ shapes: new Map(), pins: new Map() });
  useEffect(() => {
    handlers.current = props;
  });
  useEffect(() => {
    const group = L.featureGroup();
    const clusters = L.markerClusterGroup({
      disableClusteringAtZoom: APART_FROM_ZOOM,
      maxClusterRadius: 44,
      showCoverageOnHover: false,
      spiderfyOnMaxZoom: false,
      iconCreateFunction: (cluster) => {
        const severities = cluster.getAllChildMarkers().map((pin) => severityOfPin.get(pin) ?? 'low');
        const worst = worstSeverity(severities);
        const count = cluster.getChildCount();
        return clusterIcon(worst, count, t('alerts.cluster', { count, severity: t(`severity.${worst}`) }));
      },
    });
    const severityOfPin = new WeakMap<Leaflet.Marker, Alert['properties']['severity']>();
    const shapes = new Map<string, Leaflet.GeoJSON>();
    const pins = new Map<string, Leaflet.Marker>();
    for (const alert of alerts) {
      const { kind, severity, centre } = alert.properties;
      const title = `${t(`violation.${kind}`)} · ${t(`severity.${severity}`)}`;
      const shape = L.geoJSON(alert, { pane: PANES.alerts.name, style: shapeStyle(severity, 'plain') });
      const pin = L.marker([centre[1], centre[0]], { icon: markIcon(severity, 'plain'), title, alt: title });
      severityOfPin.set(pin, severity);
      for (const mark of [shape, pin]) {
        mark.on('mouseover', () => handlers.current.onHover(alert.id));
        mark.on('mouseout', () => handlers.current.onHover(null));
        mark.on('click', () => handlers.current.onSelect(alert.id));
      }
      shapes.set(alert.id, shape.addTo(group));
      pins.set(alert.id, pin);
    }
    clusters.addLayers([...pins.values()]);
    group.addTo(map);
    clusters.addTo(map);
    marks.current = { shapes, pins };
    return () => {
      group.remove();
      clusters.remove();
    };
  }, [map, alerts, t]);
  useEffect(() => {
    const raised = alerts.filter(({ id }) => id === highlightedId || id === selectedId);
    const { shapes, pins } = marks.current;
    const draw = (emphasis: Emphasis): void => {
      for (const { id, properties } of raised) {
        const shape = shapes.get(id)?.setStyle(shapeStyle(properties.severity, emphasis));
        if (emphasis === 'raised') shape?.bringToFront();
        pins.get(id)?.setIcon(markIcon(properties.severity, emphasis));
      }
    };
    draw('raised');
    return () => draw('plain');
  }, [alerts, highlightedId, selectedId]);
  return null;
}

function shapeStyle(severity: Alert['properties']['severity'], emphasis: Emphasis): Leaflet.PathOptions {
  const { outline } = SEVERITY_COLOURS[severity];
  return emphasis === 'plain'
    ? { color: outline, weight: 2, fillColor: outline, fillOpacity: 0.12 }
    : { color: '#fff', weight: 4, fillColor: outline, fillOpacity: 0.4 };
}
