import type { Geometry } from 'geojson';
import { sql, type Selectable } from 'kysely';
import { BadInputError } from '#domain/errors.js';
import type { AreaGeometry, BboxWgs84 } from '#domain/geometry.js';
import { idOf, isUuid } from '#domain/id.js';
import type { RasterGrid } from '#domain/raster.js';
import type { Scene, SceneAsset, SensorKind } from '#domain/scene.js';
import type { IsoDate, IsoTime } from '#domain/time.js';
import { inTransaction, type Database, type Db } from './database.js';
import { geoJsonOf, geometryFrom, intersectsBbox, meetsGeometry } from './geometry.js';
import { requestMonitoring } from './monitoringRequests.js';
import { afterCursor, cursorKey, pageSize, toPage, type Page, type PageRequest, type SortOrder } from './page.js';

export type NewScene = Omit<Scene, 'id'>;

/**
 * Stores a scene and has the watch areas monitored that wait for it; or finds the one that was stored from the same file
 * before.
 * @throws BadInputError where it was acquired in the future, or the same file stands stored with another time or sensor
 */
export async function registerScene(
  db: Db,
  scene: NewScene,
): Promise<{ readonly scene: Scene; readonly created: boolean }> {
  refuseFuture(scene);
  return inTransaction(db, (transaction) => storeScene(transaction, scene));
}

async function storeScene(db: Db, scene: NewScene): Promise<{ readonly scene: Scene; readonly created: boolean }> {
  const id = idOf('scene', scene.contentHash);
  const inserted = await db
    .insertInto('scenes')
    .values({
      id,
      title: scene.title,
      acquired_at: scene.acquiredAt,
      sensor: scene.sensor,
      platform: scene.platform,
      asset: JSON.stringify(scene.asset),
      grid: JSON.stringify(scene.grid),
      footprint: geometryFrom(scene.footprintWgs84),
      gsd_metres: scene.gsdMetres,
      content_hash: scene.contentHash,
      clear_share: scene.clearShare,
    })
    .onConflict((conflict) => conflict.column('content_hash').doNothing())
    .executeTakeFirst();
  const stored = await getScene(db, id);
  if (stored === null) throw new Error(`scene ${id} vanished while it was registered`);
  refuseContradiction(stored, scene);
  const created = (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
  if (created) await requestMonitoring(db, stored);
  return { scene: stored, created };
}

function refuseFuture(scene: NewScene): void {
  if (Date.parse(scene.acquiredAt) <= Date.now()) return;
  throw new BadInputError('the acquisition lies in the future', {
    code: 'scene.future',
    where: 'acquiredAt',
    found: scene.acquiredAt,
    expected: `a time up to now (${new Date().toISOString()})`,
  });
}

function refuseContradiction(stored: Scene, scene: NewScene): void {
  const isSameTime = Date.parse(stored.acquiredAt) === Date.parse(scene.acquiredAt);
  if (isSameTime && stored.sensor === scene.sensor) return;
  throw new BadInputError('the same file stands registered as another acquisition', {
    code: 'scene.contradicts',
    where: isSameTime ? 'sensor' : 'acquiredAt',
    found: isSameTime ? scene.sensor : scene.acquiredAt,
    expected: `${isSameTime ? stored.sensor : stored.acquiredAt} as scene ${stored.id} has it`,
  });
}

export interface SceneFilter extends PageRequest {
  /** Acquired at or after. */
  readonly from?: IsoTime | undefined;
  /** Acquired at or before. */
  readonly to?: IsoTime | undefined;
  readonly sensor?: SensorKind | undefined;
  readonly bbox?: BboxWgs84 | undefined;
  /** Only these; what is no id of a scene chooses nothing. */
  readonly ids?: readonly string[] | undefined;
  /** Footprint meets it, WGS84. */
  readonly meets?: Geometry | undefined;
}

const NEWEST_FIRST: SortOrder = {
  name: 'scenes',
  columns: [
    { column: 'acquired_at', type: 'timestamptz' },
    { column: 'id', type: 'uuid' },
  ],
  direction: 'desc',
};

/** Scenes, newest first. */
export async function listScenes(db: Db, filter: SceneFilter = {}): Promise<Page<Scene>> {
  const size = pageSize(filter.limit);
  let query = sceneRows(db)
    .select(cursorKey(NEWEST_FIRST).as('cursor_key'))
    .orderBy('acquired_at', 'desc')
    .orderBy('id', 'desc')
    .limit(size + 1);
  if (filter.from !== undefined) query = query.where('acquired_at', '>=', new Date(filter.from).toISOString());
  if (filter.to !== undefined) query = query.where('acquired_at', '<=', new Date(filter.to).toISOString());
  if (filter.sensor !== undefined) query = query.where('sensor', '=', filter.sensor);
  if (filter.bbox !== undefined) query = query.where(intersectsBbox('footprint', filter.bbox));
  if (filter.ids !== undefined) query = query.where('id', '=', sql<string>`ANY(${filter.ids.filter(isUuid)}::uuid[])`);
  if (filter.meets !== undefined) query = query.where(meetsGeometry('footprint', filter.meets));
  if (filter.cursor) query = query.where(afterCursor(NEWEST_FIRST, filter.cursor));
  return toPage(await query.execute(), size, NEWEST_FIRST, toScene);
}

export interface SceneExtent {
  /** Null where there is no scene. */
  readonly bboxWgs84: BboxWgs84 | null;
  /** First and last acquisition. */
  readonly interval: readonly [from: IsoTime | null, to: IsoTime | null];
}

/** Where and when there are scenes. */
export async function sceneExtent(db: Db): Promise<SceneExtent> {
  const row = await db
    .selectFrom('scenes')
    .select((eb) => [eb.fn.min('acquired_at').as('first'), eb.fn.max('acquired_at').as('last')])
    .select(
      sql<
        [number, number, number, number] | null
      >`(SELECT json_build_array(ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e)) FROM (SELECT ST_Extent(footprint) AS e) AS box WHERE e IS NOT NULL)`.as(
        'box',
      ),
    )
    .executeTakeFirstOrThrow();
  return { bboxWgs84: row.box, interval: [row.first, row.last] };
}

/** One scene; null where there is none. */
export async function getScene(db: Db, id: string): Promise<Scene | null> {
  if (!isUuid(id)) return null;
  const row = await sceneRows(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toScene(row);
}

/** The scenes with these ids, in the same order; ids that are not there are left out. */
export async function getScenes(db: Db, ids: readonly string[]): Promise<readonly Scene[]> {
  const known = ids.filter(isUuid);
  if (known.length === 0) return [];
  const rows = await sceneRows(db).where('id', 'in', known).execute();
  const byId = new Map(rows.map((row) => [row.id, toScene(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Scenes whose footprint meets the area, oldest first. */
export async function scenesOver(db: Db, area: AreaGeometry): Promise<readonly Scene[]> {
  const rows = await sceneRows(db)
    .where(sql<boolean>`ST_Intersects(footprint, ${geometryFrom(area)})`)
    .orderBy('acquired_at')
    .orderBy('id')
    .execute();
  return rows.map(toScene);
}

/**
 * The scenes of one kind whose footprint meets the area, oldest first, at most `limit` of the newest. Of several files of
 * one acquisition (instant, platform, grid) the one that was registered last: it replaces the others.
 */
export async function seriesScenes(
  db: Db,
  area: AreaGeometry,
  sensor: SensorKind,
  limit: number,
): Promise<readonly Scene[]> {
  const newest = db
    .selectFrom('scenes')
    .distinctOn(['acquired_at', 'platform', 'grid'])
    .select('id')
    .where('sensor', '=', sensor)
    .where(sql<boolean>`ST_Intersects(footprint, ${geometryFrom(area)})`)
    .orderBy('acquired_at')
    .orderBy('platform')
    .orderBy('grid')
    .orderBy('created_at', 'desc')
    .orderBy('id');
  const rows = await sceneRows(db)
    .where('id', 'in', newest)
    .orderBy('acquired_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toScene).reverse();
}

/** The look of a day at a place, of the same kind as another scene; the clearest where there are several, null where none. */
export async function sceneOfDay(
  db: Db,
  { geometry }: { readonly geometry: AreaGeometry },
  likeSceneId: string,
  day: IsoDate,
): Promise<Scene | null> {
  const row = await sceneRows(db)
    .where(sql<boolean>`sensor = (SELECT sensor FROM scenes other WHERE other.id = ${likeSceneId})`)
    .where(sql<boolean>`ST_Intersects(footprint, ${geometryFrom(geometry)})`)
    .where(sql<boolean>`(acquired_at AT TIME ZONE 'UTC')::date = ${day}`)
    .orderBy('clear_share', 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toScene(row);
}

function sceneRows(db: Db) {
  return db
    .selectFrom('scenes')
    .select(['id', 'title', 'acquired_at', 'sensor', 'platform', 'asset', 'grid', 'gsd_metres', 'content_hash'])
    .select(['clear_share', geoJsonOf('footprint').as('footprint_json')]);
}

type SceneRow = Omit<Selectable<Database['scenes']>, 'footprint' | 'created_at'> & { footprint_json: AreaGeometry };

function toScene(row: SceneRow): Scene {
  return {
    id: row.id,
    title: row.title,
    acquiredAt: row.acquired_at,
    sensor: row.sensor as SensorKind,
    platform: row.platform,
    asset: row.asset as SceneAsset,
    grid: row.grid as RasterGrid,
    footprintWgs84: row.footprint_json,
    gsdMetres: row.gsd_metres,
    contentHash: row.content_hash,
    clearShare: row.clear_share,
  };
}
