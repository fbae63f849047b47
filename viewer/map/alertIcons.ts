import type * as Leaflet from 'leaflet';
import type { Severity } from '#domain/violation.js';
import { SEVERITY_COLOURS } from '../theme.js';
import { L } from './leaflet.js';
import styles from './map.module.css';
import { SEVERITY_SHAPES } from './severityShapes.js';

/** `raised`: the one pointed at or selected. */
export type Emphasis = 'plain' | 'raised';

/** The picture of one alert as markup for Leaflet. */
function markSvg(severity: Severity): string {
  return `<svg viewBox="0 0 24 24" fill="${SEVERITY_COLOURS[severity].mark}" stroke="#fff" stroke-width="2.5" stroke-linejoin="round" aria-hidden="true"><path d="${SEVERITY_SHAPES[severity]}"/></svg>`;
}

export function markIcon(severity: Severity, emphasis: Emphasis): Leaflet.DivIcon {
  const size = emphasis === 'plain' ? 18 : 28;
  const names = [styles['pin'], emphasis === 'plain' ? '' : styles['pinRaised']];
  return L.divIcon({ className: names.join(' ').trim(), iconSize: [size, size], html: markSvg(severity) });
}

/** @param label read out instead of the bare number */
export function clusterIcon(worst: Severity, count: number, label: string): Leaflet.DivIcon {
  const size = count < 10 ? 32 : count < 100 ? 38 : 46;
  const disc = `<svg viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="18.5" fill="${SEVERITY_COLOURS[worst].mark}" stroke="#fff" stroke-width="2.5"/></svg>`;
  const html = `${disc}<span aria-hidden="true">${count}</span><span class="visuallyHidden">${label}</span>`;
  return L.divIcon({ className: styles['cluster'] ?? '', iconSize: [size, size], html });
}
