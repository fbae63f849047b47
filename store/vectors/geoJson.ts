import type { Position } from 'geojson';
import { BadInputError } from '#domain/errors.js';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import { contentHashOf } from '#domain/id.js';
import { WGS84 } from '../rasters/projection.js';
import { epsgOfName, refuseObfuscated } from './crsName.js';
import { asArray, asObject, excerpt, GeometryError, readPolygonGeometry } from './polygonGeometry.js';
import { checkPlace, isNearAreaOfUse, sourceCrsOf, type SourceCrs } from './sourceCrs.js';
import {
  sentenceOf,
  type FeatureNote,
  type VectorFeature,
  type VectorFile,
  type VectorReadOptions,
} from './vectorFeature.js';

/** Positions of a file that are held against its coordinate reference system. */
const PLACES_CHECKED = 2000;

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
  const crs = sourceCrsOf(epsgOf(root, where, options.crs ?? null), `${where}: crs`);
  const list = asArray(root.features, `${where}: features`);
  const notes: FeatureNote[] = [];
  const misplaced = checkPlace(crs, samplePlaces(list), `${where}: ${firstPlaced(list)}`);
  if (misplaced !== null) {
    notes.push({ kind: 'warning', feature: '', code: 'crs.partlyOutside', message: misplaced, at: null });
  }
  const seen = new Map<string, string>();
  const features: VectorFeature[] = [];
  list.forEach((item, index) => {
    const name = `features[${index}]`;
    const feature = readOrReport(item, { file: where, name, crs, notes }, options.brokenFeatures ?? 'refuseFile');
    if (feature === null) return;
    const key = contentHashOf([feature.id, feature.properties, feature.geometry]);
    const earlier = seen.get(key);
    if (earlier === undefined) features.push(feature);
    else
      notes.push({
        kind: 'leftOut',
        feature: name,
        code: 'vector.duplicate',
        message: `the same as ${earlier}`,
        at: placeOf(feature),
      });
    seen.set(key, earlier ?? name);
  });
  if (features.length === 0) throw nothingUsable(list, notes, where);
  return { features, report: { features: features.length, notes, epsg: crs.epsg } };
}

function nothingUsable(list: readonly unknown[], notes: readonly FeatureNote[], where: string): BadInputError {
  const first = notes.find(({ kind }) => kind === 'refused' || kind === 'leftOut');
  return new BadInputError('no feature with an area', {
    code: 'vector.empty',
    where: `${where}: features`,
    found:
      list.length === 0
        ? 'an empty list'
        : `${list.length} features, none usable (${first === undefined ? '' : sentenceOf(first)})`,
    expected: 'at least one polygon',
  });
}

/** Evenly chosen features' first positions: enough to tell where the file as a whole lies. */
function samplePlaces(list: readonly unknown[]): [number, number][] {
  const step = Math.max(1, Math.ceil(list.length / PLACES_CHECKED));
  const perFeature = Math.max(1, Math.floor(PLACES_CHECKED / Math.max(1, list.length)));
  const places: [number, number][] = [];
  for (let i = 0; i < list.length; i += step) places.push(...positionsOf(list[i], perFeature));
  return places;
}

/** Path of the first position of the file. */
function firstPlaced(list: readonly unknown[]): string {
  const index = list.findIndex((item) => positionsOf(item, 1).length > 0);
  return `features[${index}].geometry.coordinates${'[0]'.repeat(firstRingOf(list[index]).depth + 1)}`;
}

/** The innermost list of positions that comes first in a feature of unknown quality, and how deep it lies. */
function firstRingOf(item: unknown): { readonly ring: unknown; readonly depth: number } {
  let ring: unknown = (item as { geometry?: { coordinates?: unknown } | null } | null)?.geometry?.coordinates;
  let depth = 0;
  while (Array.isArray(ring) && Array.isArray(ring[0]) && Array.isArray((ring[0] as unknown[])[0])) {
    ring = ring[0] as unknown;
    depth += 1;
  }
  return { ring, depth };
}

/** Up to `most` positions of a feature of unknown quality, spread over its first ring. */
function positionsOf(item: unknown, most: number): [number, number][] {
  const { ring: inner } = firstRingOf(item);
  if (!Array.isArray(inner)) return [];
  const ring = inner as unknown[];
  const step = Math.max(1, Math.ceil(ring.length / most));
  return ring.filter((position, i): position is [number, number] => {
    if (i % step !== 0 || !Array.isArray(position)) return false;
    return position.slice(0, 2).length === 2 && position.slice(0, 2).every(Number.isFinite);
  });
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
  readonly crs: SourceCrs;
  readonly notes: FeatureNote[];
}

/** A feature; null where it is left out or, when asked to go on, refused. The notes say why. */
function readOrReport(
  value: unknown,
  reading: FeatureReading,
  brokenFeatures: NonNullable<VectorReadOptions['brokenFeatures']>,
): VectorFeature | null {
  if (brokenFeatures === 'refuseFile') return readFeature(value, reading);
  const { file, name, crs, notes } = reading;
  const before = notes.length;
  try {
    return readFeature(value, reading);
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error;
    // What was mended of a feature that is refused after all is nobody's business.
    notes.length = before;
    const message = error.message.replace(`${file}: `, '');
    const [place] = positionsOf(value, 1);
    const lonLat = place === undefined ? null : crs.toLonLat(...place);
    const at = error instanceof GeometryError ? lonLatOf(error.at) : lonLat?.every(Number.isFinite) ? lonLat : null;
    notes.push({ kind: 'refused', feature: name, code: error.detail.code, message, at });
    return null;
  }
}

function readFeature(value: unknown, { file, name, crs, notes }: FeatureReading): VectorFeature | null {
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
  refuseHuge(properties, `${file}: ${name}.properties`);
  if (geometry === null || geometry === undefined) {
    notes.push({ kind: 'leftOut', feature: name, code: 'vector.noGeometry', message: 'no geometry', at: null });
    return null;
  }
  const area = readPolygonGeometry(geometry, `${file}: ${name}.geometry`, {
    toLonLat: crs.toLonLat,
    onRepair: (message, at) =>
      notes.push({ kind: 'repaired', feature: name, code: 'vector.repaired', message, at: lonLatOf(at) }),
  });
  refuseFarPlace(area.geometry, crs, `${file}: ${name}.geometry`);
  return {
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : null,
    where: name,
    properties,
    geometry: area.geometry,
    planeAreaM2: crs.unitAreaM2 === null || crs.isGeographic ? null : area.drawnArea * crs.unitAreaM2,
  };
}

/** Characters that one attribute may have; more is no attribute. */
const MAX_ATTRIBUTE_LENGTH = 100_000;

function refuseHuge(properties: Readonly<Record<string, unknown>>, where: string): void {
  for (const [key, value] of Object.entries(properties)) {
    const length = typeof value === 'string' ? value.length : sizeOfNested(value);
    if (length <= MAX_ATTRIBUTE_LENGTH && key.length <= 1000) continue;
    throw new BadInputError('an attribute is too long', {
      code: 'vector.attributeTooLong',
      where: `${where}.${key.slice(0, 100)}`,
      found: `${Math.max(length, key.length)} characters`,
      expected: `at most ${MAX_ATTRIBUTE_LENGTH}`,
    });
  }
}

const sizeOfNested = (value: unknown): number =>
  value !== null && typeof value === 'object' ? JSON.stringify(value).length : 0;

/** One feature far from the rest is a slip of the pen, and would be judged where nobody looks. */
function refuseFarPlace(area: AreaGeometry, crs: SourceCrs, where: string): void {
  const [west, south, east, north] = bboxOfArea(area);
  if (isNearAreaOfUse(crs, [west, south]) && isNearAreaOfUse(crs, [east, north])) return;
  throw new BadInputError('the feature lies outside the area that its reference system is made for', {
    code: 'crs.outsideAreaOfUse',
    where,
    found: `${west.toFixed(4)}, ${south.toFixed(4)} to ${east.toFixed(4)}, ${north.toFixed(4)}`,
    expected: `a place in the area of use of EPSG:${crs.epsg}`,
  });
}

function placeOf({ geometry }: VectorFeature): readonly [number, number] | null {
  return lonLatOf(geometry.coordinates.flat(geometry.type === 'Polygon' ? 1 : 2)[0] as Position);
}

const lonLatOf = (place: Position | null): readonly [number, number] | null =>
  place === null ? null : [place[0]!, place[1]!];

function epsgOf(root: Record<string, unknown>, where: string, declared: string | null): number {
  return (declared === null ? epsgOfMember(root.crs, `${where}: crs`) : epsgOfName(declared, 'crs')) ?? WGS84;
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
