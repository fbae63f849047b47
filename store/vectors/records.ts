import type { Geometry } from 'geojson';
import { wktToGeoJSON } from 'betterknown';
import { valueAt } from '#domain/fieldMapping.js';
import { BadInputError } from '#domain/errors.js';

/** Where a document of another system keeps its geometry: paths such as `data.boundary.site`, the first that is there counts. */
export interface RecordLayout {
  readonly geometry: readonly string[];
  /** Path of the list of records; without it the document is one record, or a list of them. */
  readonly records?: string | null | undefined;
}

/**
 * Records of a document as a FeatureCollection: each record's fields are its properties, its geometry may be a GeoJSON
 * geometry, feature or collection, or WKT. Records without geometry stay in, so that they are reported.
 * @throws BadInputError where the path of the records leads nowhere
 */
export function collectionOfRecords(document: unknown, where: string, layout: RecordLayout): object {
  const found = layout.records ? valueAt(document, layout.records) : document;
  const records: unknown = Array.isArray(found) ? found : [found];
  if (found === undefined || !Array.isArray(records)) {
    throw new BadInputError('no records', {
      code: 'records.missing',
      where: `${where}: ${layout.records ?? ''}`,
      expected: 'a list of records, or one',
    });
  }
  const features = records.map((record: unknown) => ({
    type: 'Feature',
    geometry: geometryOf(record, layout.geometry),
    properties: record,
  }));
  return { type: 'FeatureCollection', features };
}

function geometryOf(record: unknown, paths: readonly string[]): unknown {
  for (const path of paths) {
    const geometry = areaIn(valueAt(record, path));
    if (geometry !== null) return geometry;
  }
  return null;
}

/** The area that a value stands for, null for none. What is no area stays as it is: the reader says what is wrong with it. */
export function areaIn(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? null : areaOfText(value);
  if (value === null || typeof value !== 'object') return null;
  const { type, geometry, features } = value as { type?: unknown; geometry?: unknown; features?: unknown };
  if (type === 'Feature') return geometry ?? null;
  if (type !== 'FeatureCollection') return value;
  const parts = (Array.isArray(features) ? features : []).map(areaIn).filter((part) => part !== null);
  return parts.length < 2 ? (parts[0] ?? null) : joined(parts as Geometry[]);
}

function areaOfText(text: string): unknown {
  try {
    return text.trimStart().startsWith('{') ? areaIn(JSON.parse(text)) : wktToGeoJSON(text.trim());
  } catch {
    return { type: `unreadable text ${text.slice(0, 40)}` };
  }
}

function joined(parts: readonly Geometry[]): unknown {
  const polygons = parts.flatMap((part) => {
    if (part.type === 'Polygon') return [part.coordinates];
    return part.type === 'MultiPolygon' ? part.coordinates : [];
  });
  return polygons.length === 0 ? parts[0] : { type: 'MultiPolygon', coordinates: polygons };
}
