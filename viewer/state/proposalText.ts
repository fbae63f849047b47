import type { AreaGeometry } from '#domain/geometry.js';
import type { Ring } from './markedAlerts.js';

/** What came of reading an area that somebody wrote, pasted or drew. */
export type WrittenArea =
  | { readonly geometry: AreaGeometry; readonly problem: null }
  | {
      readonly geometry: null;
      readonly problem: 'empty' | 'notGeoJson' | 'noPolygon' | 'fewCorners' | 'line';
      readonly line?: number;
    };

/**
 * An area from GeoJSON (a Polygon or MultiPolygon, a feature, or a collection of one feature) or from corners, one a line,
 * x (east) before y (north), numbers parted by blanks or a comma.
 */
export function areaOfText(text: string): WrittenArea {
  const trimmed = text.trim();
  if (trimmed === '') return { geometry: null, problem: 'empty' };
  return trimmed.startsWith('{') ? areaOfGeoJson(trimmed) : areaOfLines(trimmed);
}

/** The corners, one a line, as `areaOfText` reads them. @param corners degrees */
export function textOfRing(corners: Ring): string {
  return corners.map(([lon, lat]) => `${lon.toFixed(7)} ${lat.toFixed(7)}`).join('\n');
}

function areaOfGeoJson(text: string): WrittenArea {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { geometry: null, problem: 'notGeoJson' };
  }
  const geometry = polygonIn(value);
  return geometry === null ? { geometry: null, problem: 'noPolygon' } : { geometry, problem: null };
}

interface Node {
  readonly type?: unknown;
  readonly geometry?: unknown;
  readonly features?: unknown;
  readonly coordinates?: unknown;
}

function polygonIn(value: unknown): AreaGeometry | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, geometry, features, coordinates } = value as Node;
  if (type === 'Feature') return polygonIn(geometry);
  if (type === 'FeatureCollection') {
    return Array.isArray(features) && features.length === 1 ? polygonIn(features[0]) : null;
  }
  const isArea = (type === 'Polygon' || type === 'MultiPolygon') && Array.isArray(coordinates);
  return isArea ? (value as AreaGeometry) : null;
}

function areaOfLines(text: string): WrittenArea {
  const corners: [number, number][] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [x, y, ...rest] = line
      .trim()
      .split(/[\s,，;；]+/)
      .map(Number);
    if (x === undefined || y === undefined || rest.length > 0 || !Number.isFinite(x) || !Number.isFinite(y)) {
      return { geometry: null, problem: 'line', line: index + 1 };
    }
    corners.push([x, y]);
  }
  const [first] = corners;
  const last = corners.at(-1);
  const isClosed = corners.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  if (corners.length - (isClosed ? 1 : 0) < 3 || first === undefined) return { geometry: null, problem: 'fewCorners' };
  const ring = isClosed ? corners : [...corners, first];
  return { geometry: { type: 'Polygon', coordinates: [ring] }, problem: null };
}
