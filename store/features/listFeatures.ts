import { sql, type RawBuilder } from 'kysely';
import type { Position } from 'geojson';
import type { CqlExpression } from '#domain/cql2.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import type { Db } from '../database.js';
import { decodeCursor, encodeCursor, notACursor } from '../page.js';
import type { FeatureCollectionSource } from './collections.js';
import { cqlCondition } from './cqlCondition.js';

/** A reference system as PostGIS knows it. */
export interface FeatureCrs {
  readonly srid: number;
  /** Whether the authority writes north (latitude) first. */
  readonly isNorthFirst: boolean;
}

export interface FeatureQuery {
  readonly filter: CqlExpression | null;
  /** First and last day, each null where it is open. */
  readonly during: readonly [from: string | null, to: string | null] | null;
  /** In the system that goes with it, in that system's order of axes. */
  readonly box: { readonly bounds: readonly [number, number, number, number]; readonly crs: FeatureCrs } | null;
  readonly crs: FeatureCrs;
  readonly limit: number;
  readonly cursor: string | null;
}

export interface PlainFeature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: {
    readonly type: AreaGeometry['type'];
    readonly coordinates: readonly (readonly Position[][] | readonly Position[])[];
  };
  readonly properties: Readonly<Record<string, string | number | null>>;
}

/** Features that the caller may see and the query means, by key. */
export async function listFeatures(
  db: Db,
  caller: Caller,
  source: FeatureCollectionSource,
  query: FeatureQuery,
): Promise<{
  readonly features: readonly PlainFeature[];
  readonly numberMatched: number;
  readonly nextCursor: string | null;
}> {
  const { rows, key, keyType } = source;
  const conditions = conditionsOf(caller, source, query);
  const order = `features.${source.id}`;
  const after = query.cursor === null ? sql`true` : sql`${key} > ${placeOf(order, keyType, query.cursor)}`;
  const counted = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM ${rows} AS f WHERE ${conditions}`.execute(db);
  const page = await sql<PlainFeature>`${selectionOf(source, query.crs)} FROM ${rows} AS f
    WHERE ${conditions} AND ${after} ORDER BY ${key} LIMIT ${query.limit + 1}`.execute(db);
  const features = page.rows.slice(0, query.limit);
  const isMore = page.rows.length > query.limit;
  const nextCursor = isMore ? encodeCursor(order, [features.at(-1)!.id]) : null;
  return { features, numberMatched: counted.rows[0]!.count, nextCursor };
}

/** @throws BadInputError for what is no cursor of this collection */
function placeOf(order: string, keyType: FeatureCollectionSource['keyType'], cursor: string): RawBuilder<unknown> {
  const [key = ''] = decodeCursor(order, 1, cursor);
  if (keyType === 'text') return sql`${key.replaceAll('\0', '')}::text`;
  if (!isUuid(key)) throw notACursor(cursor);
  return sql`${key}::uuid`;
}

/** One feature that the caller may see; null where there is none. */
export async function getFeature(
  db: Db,
  caller: Caller,
  source: FeatureCollectionSource,
  id: string,
  crs: FeatureCrs,
): Promise<PlainFeature | null> {
  if (source.keyType === 'uuid' && !isUuid(id)) return null;
  const value = source.keyType === 'uuid' ? sql`${id}::uuid` : sql`${id}::text`;
  const { rows } = await sql<PlainFeature>`${selectionOf(source, crs)} FROM ${source.rows} AS f
    WHERE ${source.isVisible(caller)} AND ${source.key} = ${value}`.execute(db);
  return rows[0] ?? null;
}

function conditionsOf(caller: Caller, source: FeatureCollectionSource, query: FeatureQuery): RawBuilder<boolean> {
  const { filter, during, box } = query;
  const conditions = [source.isVisible(caller)];
  if (filter !== null) conditions.push(cqlCondition(filter, source.properties));
  if (during !== null) {
    const [from, to] = during;
    const [first, last] = source.interval;
    if (to !== null) conditions.push(sql<boolean>`${first} <= ${to}::date`);
    if (from !== null) conditions.push(sql<boolean>`(${last} IS NULL OR ${last} >= ${from}::date)`);
  }
  if (box !== null) conditions.push(meets(box));
  return sql<boolean>`(${sql.join(conditions, sql` AND `)})`;
}

function meets({ bounds, crs }: NonNullable<FeatureQuery['box']>): RawBuilder<boolean> {
  const [a, b, c, d] = bounds;
  const [west, south, east, north] = crs.isNorthFirst ? [b, a, d, c] : [a, b, c, d];
  const box = sql`ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, ${crs.srid}::int)`;
  // Geographic degrees are WGS84's by policy, whatever their datum is called.
  return sql<boolean>`ST_Intersects(f.geometry, ${isDegrees(crs) ? sql`ST_SetSRID(${box}, 4326)` : sql`ST_Transform(${fineEdges(box)}, 4326)`})`;
}

/** Straight edges of a plane are not straight in degrees. */
const fineEdges = (box: RawBuilder<unknown>): RawBuilder<unknown> => sql`ST_Segmentize(${box}, 10000)`;
const isDegrees = ({ srid }: FeatureCrs): boolean => srid === 4326 || srid === 4490;

function selectionOf({ key, properties }: FeatureCollectionSource, crs: FeatureCrs): RawBuilder<unknown> {
  const moved = isDegrees(crs) ? sql`f.geometry` : sql`ST_Transform(ST_SetSRID(f.geometry, 4326), ${crs.srid}::int)`;
  const geometry = crs.isNorthFirst ? sql`ST_FlipCoordinates(${moved})` : moved;
  const digits = isDegrees(crs) ? 8 : 3;
  const pairs = Object.entries(properties).map(([name, { column, type }]) => {
    const shown =
      type === 'date-time' ? sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : column;
    return sql`${name}::text, ${shown}`;
  });
  return sql`SELECT 'Feature' AS type, ${key}::text AS id, ST_AsGeoJSON(${geometry}, ${sql.lit(digits)}, 0)::json AS geometry,
    json_build_object(${sql.join(pairs)}) AS properties`;
}
