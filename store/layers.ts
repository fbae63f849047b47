import { sql, type RawBuilder, type Selectable } from 'kysely';
import { adminCodePrefix, adminCodesAround } from '#domain/adminCode.js';
import type { AreaGeometry, BboxWgs84 } from '#domain/geometry.js';
import type { Layer, LayerFeature, LayerKind, LayerStatus } from '#domain/layer.js';
import type { LayerComparison, LayerQuality } from '#domain/layerQuality.js';
import { hasRight, type Caller } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import type { Database, Db } from './database.js';
import { geoJsonOf, intersectsBbox } from './geometry.js';
import { pageSize } from './page.js';

/** A version of a layer as it stands stored. */
export interface StoredLayer extends Layer {
  readonly featureCount: number;
  readonly status: LayerStatus;
  /** Region that the layer is kept for; '' for all. */
  readonly adminCode: string;
  readonly legalBasis: string | null;
  readonly updateCycleMonths: number | null;
  readonly importedBy: string | null;
  readonly importedAt: IsoTime;
  readonly publishedBy: string | null;
  readonly publishedAt: IsoTime | null;
}

/** Where a version came from, what was found in it, and how it differs from the version before. */
export interface LayerRecord extends StoredLayer {
  readonly source: Readonly<Record<string, unknown>>;
  readonly quality: LayerQuality | null;
  readonly comparison: LayerComparison | null;
  readonly publishNote: string | null;
}

/** Features given at once at most. */
const MAX_FEATURES = 10_000;

/**
 * True where the caller may see what is kept for a region: in the own region, or for one that holds it (a city's plans
 * count in its counties).
 */
export function isVisibleTo(caller: Pick<Caller, 'adminCode'>, column: string): RawBuilder<boolean> {
  const around = ['', ...adminCodesAround(caller.adminCode)];
  const code = sql.ref(column);
  return sql<boolean>`(starts_with(${code}, ${adminCodePrefix(caller.adminCode)}) OR ${code} = ANY(${around}))`;
}

/** Only who imports or publishes sees what is not published. */
const maySeeDrafts = (caller: Caller): boolean => hasRight(caller, 'writeLayers') || hasRight(caller, 'publishLayers');

function layerRows(db: Db, caller: Caller) {
  const rows = db.selectFrom('layers').where(isVisibleTo(caller, 'admin_code'));
  return maySeeDrafts(caller) ? rows : rows.where('status', '=', 'published');
}

/** Versions of layers that the caller may see, by id, newest version first; published ones where nothing else is asked for. */
export async function listLayers(
  db: Db,
  caller: Caller,
  filter: { readonly status?: LayerStatus | 'all' | undefined; readonly id?: string | undefined } = {},
): Promise<readonly StoredLayer[]> {
  let query = layerRows(db, caller);
  const status = filter.status ?? 'published';
  if (status !== 'all') query = query.where('status', '=', status);
  if (filter.id !== undefined) query = query.where('id', '=', filter.id);
  const rows = await query
    .select(LAYER_COLUMNS)
    .orderBy('id')
    .orderBy('valid_from', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('version')
    .execute();
  return rows.map(toStoredLayer);
}

/** One version of a layer that the caller may see; null where there is none. */
export async function getLayer(db: Db, caller: Caller, id: string, version: string): Promise<StoredLayer | null> {
  const row = await layerRows(db, caller)
    .select(LAYER_COLUMNS)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return row === undefined ? null : toStoredLayer(row);
}

/** As `getLayer`, with everything that its import found. */
export async function getLayerRecord(db: Db, caller: Caller, id: string, version: string): Promise<LayerRecord | null> {
  const row = await layerRows(db, caller)
    .select([...LAYER_COLUMNS, 'source', 'quality', 'comparison', 'publish_note'])
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    ...toStoredLayer(row),
    source: row.source as Record<string, unknown>,
    quality: row.quality as LayerQuality | null,
    comparison: row.comparison as LayerComparison | null,
    publishNote: row.publish_note,
  };
}

/** What was recorded about a version's validity, oldest first. */
export interface LayerState {
  readonly recordedAt: IsoTime;
  readonly status: 'published' | 'withdrawn';
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly actor: string | null;
  readonly note: string | null;
}

export async function listLayerStates(db: Db, id: string, version: string): Promise<readonly LayerState[]> {
  const rows = await db
    .selectFrom('layer_states')
    .select(['recorded_at', 'status', 'valid_from', 'valid_to', 'actor', 'note'])
    .where('layer_id', '=', id)
    .where('layer_version', '=', version)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    recordedAt: row.recorded_at,
    status: row.status,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    actor: row.actor,
    note: row.note,
  }));
}

/** Features of one version of a layer that meet the box (all where none is given), by feature id. */
export async function listLayerFeatures(
  db: Db,
  id: string,
  version: string,
  filter: { readonly bbox?: BboxWgs84 | undefined; readonly limit?: number | undefined } = {},
): Promise<{ readonly features: readonly LayerFeature[]; readonly numberMatched: number }> {
  let matching = db.selectFrom('layer_features').where('layer_id', '=', id).where('layer_version', '=', version);
  if (filter.bbox !== undefined) matching = matching.where(intersectsBbox('geometry', filter.bbox));
  const rows = await matching
    .innerJoin('layers', (join) =>
      join.onRef('layers.id', '=', 'layer_id').onRef('layers.version', '=', 'layer_version'),
    )
    .select(['layer_id', 'layer_version', 'kind', 'feature_id', 'name', 'properties'])
    .select(geoJsonOf('geometry', 'display').as('geometry_json'))
    .orderBy('feature_id')
    .limit(pageSize(filter.limit, MAX_FEATURES))
    .execute();
  const { count } = await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return { features: rows.map(toLayerFeature), numberMatched: count };
}

/** A feature row as the store's queries select it. */
export interface LayerFeatureRow {
  readonly layer_id: string;
  readonly layer_version: string;
  readonly kind: string;
  readonly feature_id: string;
  readonly name: string | null;
  readonly properties: Record<string, unknown>;
  readonly geometry_json: AreaGeometry;
}

export function toLayerFeature(row: LayerFeatureRow): LayerFeature {
  return {
    layerId: row.layer_id,
    layerVersion: row.layer_version,
    layerKind: row.kind as LayerKind,
    featureId: row.feature_id,
    name: row.name,
    properties: row.properties,
    geometry: row.geometry_json,
  };
}

const LAYER_COLUMNS = [
  'id',
  'version',
  'kind',
  'title',
  'valid_from',
  'valid_to',
  'owner',
  'as_of',
  'feature_count',
  'status',
  'admin_code',
  'legal_basis',
  'update_cycle_months',
  'imported_by',
  'recorded_at',
  'published_by',
  'published_at',
] as const;

function toStoredLayer(row: Pick<Selectable<Database['layers']>, (typeof LAYER_COLUMNS)[number]>): StoredLayer {
  return {
    id: row.id,
    version: row.version,
    kind: row.kind as LayerKind,
    title: row.title,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    owner: row.owner,
    asOf: row.as_of,
    featureCount: row.feature_count,
    status: row.status,
    adminCode: row.admin_code,
    legalBasis: row.legal_basis,
    updateCycleMonths: row.update_cycle_months,
    importedBy: row.imported_by,
    importedAt: row.recorded_at,
    publishedBy: row.published_by,
    publishedAt: row.published_at,
  };
}
