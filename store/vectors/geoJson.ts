import { BadInputError } from '#domain/errors.js';
import { canonicalJson } from '#domain/id.js';
import { isGeographicEpsg, projectorOf, WGS84 } from '../rasters/projection.js';
import { epsgOfName, refuseObfuscated } from './crsName.js';
import { asArray, asObject, excerpt, readPolygonGeometry, type ToLonLat } from './polygonGeometry.js';
import type { VectorFeature, VectorFile, VectorReadOptions } from './vectorFeature.js';

/** CGCS2000 geographic; taken as WGS84 by declared policy. */
const CGCS2000 = 4490;

/**
 * Reads a GeoJSON FeatureCollection of polygons. A legacy `crs` member is honoured, self-intersections are repaired and
 * reported, exact duplicates and features without geometry left out and reported.
 * @param where name of the file, for messages
 * @throws BadInputError with the path of the first field that is wrong
 */
export function parseGeoJson(text: string, where: string, options: VectorReadOptions = {}): VectorFile {
  return readFeatureCollection(parseJson(text, where), where, options);
}

/** As `parseGeoJson`, from JSON that is parsed already. */
export function readFeatureCollection(value: unknown, where: string, options: VectorReadOptions = {}): VectorFile {
  const root = asObject(value, where);
  if (root.type !== 'FeatureCollection') {
    throw new BadInputError('not a FeatureCollection', {
      code: 'vector.notFeatureCollection',
      where: `${where}: type`,
      found: excerpt(root.type),
      expected: '"FeatureCollection"',
    });
  }
  const toLonLat = conversionOf(root, where, options.crs ?? null);
  const list = asArray(root.features, `${where}: features`);
  const notes = { repaired: [] as string[], skipped: [] as string[], warnings: [] as string[] };
  const seen = new Map<string, string>();
  const features: VectorFeature[] = [];
  list.forEach((item, index) => {
    const name = `features[${index}]`;
    const feature = readFeature(item, { file: where, name, toLonLat, notes });
    if (feature === null) return;
    const key = canonicalJson([feature.id, feature.properties, feature.geometry]);
    const earlier = seen.get(key);
    if (earlier === undefined) features.push(feature);
    else notes.skipped.push(`${name}: the same as ${earlier}`);
    seen.set(key, earlier ?? name);
  });
  if (features.length === 0) {
    throw new BadInputError('no feature with an area', {
      code: 'vector.empty',
      where: `${where}: features`,
      found: list.length === 0 ? 'an empty list' : `${list.length} features, none usable (${notes.skipped[0]})`,
      expected: 'at least one polygon',
    });
  }
  return { features, report: { features: features.length, ...notes } };
}

export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new BadInputError(
      'broken JSON',
      {
        code: 'vector.brokenJson',
        where,
        found: error instanceof Error ? error.message : String(error),
        expected: 'a GeoJSON FeatureCollection',
      },
      { cause: error },
    );
  }
}

interface FeatureReading {
  readonly file: string;
  readonly name: string;
  readonly toLonLat: ToLonLat;
  readonly notes: { repaired: string[]; skipped: string[]; warnings: string[] };
}

function readFeature(value: unknown, { file, name, toLonLat, notes }: FeatureReading): VectorFeature | null {
  const feature = asObject(value, `${file}: ${name}`);
  if (feature.type !== 'Feature') {
    throw new BadInputError('not a feature', {
      code: 'vector.notFeature',
      where: `${file}: ${name}.type`,
      found: excerpt(feature.type),
      expected: '"Feature"',
    });
  }
  const { id, geometry } = feature;
  const properties = asObject(feature.properties ?? {}, `${file}: ${name}.properties`);
  if (geometry === null || geometry === undefined) {
    notes.skipped.push(`${name}: no geometry`);
    return null;
  }
  return {
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : null,
    where: name,
    properties,
    geometry: readPolygonGeometry(geometry, `${file}: ${name}.geometry`, {
      toLonLat,
      onRepair: (what) => notes.repaired.push(`${name}: ${what}`),
    }),
  };
}

function conversionOf(root: Record<string, unknown>, where: string, declared: string | null): ToLonLat {
  const epsg = declared === null ? epsgOfMember(root.crs, `${where}: crs`) : epsgOfName(declared, 'crs');
  if (epsg === null || epsg === WGS84 || epsg === CGCS2000) return (x, y) => [x, y];
  const projector = projectorOf(epsg, WGS84);
  if (isGeographicEpsg(epsg)) return projector;
  return (x, y) => {
    const lonLat = projector(x, y);
    return lonLat.every(Number.isFinite) ? lonLat : [Infinity, Infinity];
  };
}

/** The legacy member of GeoJSON 2008: `{ "type": "name", "properties": { "name": "…" } }`, or the bare name. */
function epsgOfMember(crs: unknown, where: string): number | null {
  if (crs === undefined || crs === null) return null;
  if (typeof crs === 'string') return epsgOfName(crs, where);
  const properties = asObject(asObject(crs, where).properties ?? {}, `${where}.properties`);
  const { name, code } = properties;
  refuseObfuscated(JSON.stringify(crs), where);
  if (typeof name === 'string') return epsgOfName(name, `${where}.properties.name`);
  if (typeof code === 'number') return epsgOfName(String(code), `${where}.properties.code`);
  throw new BadInputError('a coordinate reference system without a name', {
    code: 'crs.unnamed',
    where,
    found: excerpt(crs),
    expected: '{ "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::4549" } }',
  });
}
