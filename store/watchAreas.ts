import { sql, type RawBuilder } from 'kysely';
import { adminCodePrefix } from '#domain/adminCode.js';
import { BadInputError } from '#domain/errors.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { canonicalJson, idOf, isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import { SERIES_MONITOR_DEFAULTS, type SeriesMonitor } from '#domain/seriesMonitor.js';
import type { IsoTime } from '#domain/time.js';
import type { Db } from './database.js';
import { geoJsonOf, geometryFrom } from './geometry.js';

/** Where to look, with which recipe, judged by which rule set. */
export interface WatchArea {
  readonly id: string;
  readonly name: string;
  readonly adminCode: string;
  /** Name of the recipe that its runs use. */
  readonly recipe: string;
  /** Id of the rule set that its patches are judged by. */
  readonly ruleSet: string;
  readonly geometry: AreaGeometry;
  /** How its series is watched; null: it is not. */
  readonly seriesMonitor: SeriesMonitor | null;
  readonly createdAt: IsoTime;
}

export type NewWatchArea = Omit<WatchArea, 'id' | 'createdAt' | 'seriesMonitor'>;

/** True where the column's administrative code lies in the caller's region. */
export function inRegionOf(caller: Pick<Caller, 'adminCode'>, column: string): RawBuilder<boolean> {
  const prefix = adminCodePrefix(caller.adminCode);
  if (prefix === '') return sql<boolean>`${sql.ref(column)} IS NOT NULL`;
  return sql<boolean>`starts_with(${sql.ref(column)} COLLATE "C", ${prefix})`;
}

/**
 * Stores a watch area, or finds the one of that name.
 * @throws BadInputError where the name stands for another area, region, recipe or rule set
 */
export async function saveWatchArea(
  db: Db,
  area: NewWatchArea,
): Promise<{ readonly watchArea: WatchArea; readonly created: boolean }> {
  const id = idOf('watchArea', area.name);
  const inserted = await db
    .insertInto('watch_areas')
    .values({
      id,
      name: area.name,
      admin_code: area.adminCode,
      recipe: area.recipe,
      rule_set: area.ruleSet,
      geometry: geometryFrom(area.geometry),
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirst();
  const row = await watchAreaRows(db).where('name', '=', area.name).executeTakeFirstOrThrow();
  const watchArea = toWatchArea(row);
  if (contentOf(watchArea) !== contentOf(area)) throw contradiction(area.name);
  return { watchArea, created: (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n };
}

function contentOf(area: NewWatchArea): string {
  const { type, coordinates } = area.geometry;
  return canonicalJson([area.adminCode, area.recipe, area.ruleSet, type, coordinates]);
}

function contradiction(name: string): BadInputError {
  return new BadInputError('a watch area of this name stands stored with another area, region, recipe or rule set', {
    code: 'watchArea.nameTaken',
    where: 'name',
    found: name,
    expected: 'a name of its own, or the stored content',
  });
}

/** Watch areas in the caller's region, by name. */
export async function listWatchAreas(db: Db, caller: Caller): Promise<readonly WatchArea[]> {
  const rows = await watchAreaRows(db).where(inRegionOf(caller, 'admin_code')).orderBy('name').execute();
  return rows.map(toWatchArea);
}

/** One watch area in the caller's region; null where there is none. */
export async function getWatchArea(db: Db, caller: Caller, id: string): Promise<WatchArea | null> {
  if (!isUuid(id)) return null;
  const row = await watchAreaRows(db).where('id', '=', id).where(inRegionOf(caller, 'admin_code')).executeTakeFirst();
  return row === undefined ? null : toWatchArea(row);
}

/** One watch area wherever it lies, for work that nobody in particular asked for; null where there is none. */
export async function loadWatchArea(db: Db, id: string): Promise<WatchArea | null> {
  if (!isUuid(id)) return null;
  const row = await watchAreaRows(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toWatchArea(row);
}

function watchAreaRows(db: Db) {
  return db
    .selectFrom('watch_areas')
    .select([
      'id',
      'name',
      'admin_code',
      'recipe',
      'rule_set',
      'series_monitor',
      'created_at',
      geoJsonOf('geometry').as('geometry_json'),
    ]);
}

interface WatchAreaRow {
  id: string;
  name: string;
  admin_code: string;
  recipe: string;
  rule_set: string;
  series_monitor: unknown;
  created_at: IsoTime;
  geometry_json: AreaGeometry;
}

function toWatchArea(row: WatchAreaRow): WatchArea {
  return {
    id: row.id,
    name: row.name,
    adminCode: row.admin_code,
    recipe: row.recipe,
    ruleSet: row.rule_set,
    geometry: row.geometry_json,
    seriesMonitor: monitorFrom(row.series_monitor),
    createdAt: row.created_at,
  };
}

/** Monitors that were set before a field was there have its default. */
const monitorFrom = (stored: unknown): SeriesMonitor | null =>
  stored === null ? null : { ...SERIES_MONITOR_DEFAULTS, ...(stored as SeriesMonitor) };
