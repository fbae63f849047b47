import type { Geometry } from 'geojson';
import { sql, type RawBuilder } from 'kysely';
import type { AreaGeometry, BboxWgs84 } from '#domain/geometry.js';

/** Decimals of a degree that show the position to about a millimetre; enough for people and maps. */
const DISPLAY_DIGITS = 8;
/** Decimals at which a stored coordinate reads back as the very number that was written. */
const EXACT_DIGITS = 15;

/**
 * How near, in degrees, a permit, feature, order or alert must come to a patch to count for it: about 200 m north–south, beyond any
 * registration error that a run accepts and any reach that pixels of 30 m have.
 */
export const NEAR_DEGREES = 0.002;

/** An area as a value to insert. Coordinates are stored exactly as given. */
export function geometryFrom(area: AreaGeometry): RawBuilder<string> {
  return sql<string>`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify({ type: area.type, coordinates: area.coordinates })}), 4326)`;
}

/** A geometry column as a GeoJSON object without `crs` member. */
export function geoJsonOf(column: string, precision: 'exact' | 'display' = 'exact'): RawBuilder<AreaGeometry> {
  const digits = precision === 'exact' ? EXACT_DIGITS : DISPLAY_DIGITS;
  return sql<AreaGeometry>`ST_AsGeoJSON(${sql.ref(column)}, ${sql.lit(digits)}, 0)::json`;
}

/** True where the column's geometry meets the box. A box whose west is beyond its east crosses the date line. */
export function intersectsBbox(column: string, bbox: BboxWgs84): RawBuilder<boolean> {
  const [west, south, east, north] = bbox;
  if (west > east) {
    return sql<boolean>`(${intersectsBbox(column, [west, south, 180, north])} OR ${intersectsBbox(column, [-180, south, east, north])})`;
  }
  const box = sql`ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`;
  return sql<boolean>`ST_Intersects(${sql.ref(column)}, ${box})`;
}

/** True where the column's geometry meets another of any kind; rings that cross themselves are mended before. */
export function meetsGeometry(column: string, geometry: Geometry): RawBuilder<boolean> {
  const given = sql`ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(geometry)}), 4326))`;
  return sql<boolean>`ST_Intersects(${sql.ref(column)}, ${given})`;
}

/** Square metres, geodesic on the CGCS2000 ellipsoid (EPSG:4490), of a geometry whose coordinates are WGS84 by policy. */
export function areaM2Of(geometry: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`ST_Area(ST_SetSRID(${geometry}, 4490)::geography)`;
}
