import { BadInputError } from '#domain/errors.js';
import type { FeatureCrs } from '#store/features/index.js';

export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const epsgUri = (code: number): string => `http://www.opengis.net/def/crs/EPSG/0/${code}`;
const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

const WEB_MERCATOR = 3857;
/** CGCS2000 geographic and its 3° and 6° Gauss–Krüger planes, WGS84, and the maps of browsers. */
const EPSG_CODES: readonly number[] = [4326, 4490, ...range(4491, 4554), WEB_MERCATOR];

const SYSTEMS: ReadonlyMap<string, FeatureCrs> = new Map([
  [CRS84, { srid: 4326, isNorthFirst: false }],
  // The authority writes latitude, and the X (north) of the planes, first.
  ...EPSG_CODES.map((code) => [epsgUri(code), { srid: code, isNorthFirst: code !== WEB_MERCATOR }] as const),
]);

/** URIs of all systems that features can be had in; those are stored in CRS84. */
export const CRS_URIS: readonly string[] = [...SYSTEMS.keys()];

/** @throws BadInputError where features cannot be had in it */
export function crsOfUri(uri: string, where: 'query.crs' | 'query.bbox-crs'): FeatureCrs {
  const crs = SYSTEMS.get(uri);
  if (crs !== undefined) return crs;
  throw new BadInputError('not a reference system of this collection', {
    code: 'ogc.crs',
    where,
    found: uri.slice(0, 100),
    expected: `one of the collection's \`crs\`, for example ${CRS84} or ${epsgUri(4490)}`,
  });
}
