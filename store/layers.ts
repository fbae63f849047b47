import { sql, type Selectable } from 'kysely';
import { BadInputError } from '#domain/errors.js';
import type { AreaGeometry, BboxWgs84 } from '#domain/geometry.js';
import { contentHashOf } from '#domain/id.js';
import type { Layer, LayerFeature, LayerKind } from '#domain/layer.js';
import { inTransaction, type Database, type Db } from './database.js';
import { geoJsonOf, intersectsBbox } from './geometry.js';
import { pageSize } from './page.js';

/** A version of a layer as it stands stored. */
export interface StoredLayer extends Layer {
  readonly featureCount: number;
}

export interface NewLayerVersion {
  readonly layer: Layer;
  readonly features: readonly Pick<LayerFeature, 'featureId' | 'name' | 'properties' | 'geometry'>[];
  /** What the import found and repaired. */
  readonly report?: unknown;
}

const INSERT_BATCH = 500;
/** Features given at once at most. */
const MAX_FEATURES = 10_000;

/**
 * Stores one version of a layer with all its features, or nothing. The same content again changes nothing.
 * @throws BadInputError where that version stands stored with other content, or the version ends before it begins
 */
export async function saveLayerVersion(db: Db, version: NewLayerVersion): Promise<{ readonly created: boolean }> {
  const { layer, features } = version;
  refuseReversedTerm(layer);
  const contentHash = contentHashOf([layer, features.map((f) => [f.featureId, f.name, f.properties, f.geometry])]);
  return inTransaction(db, async (transaction) => {
    const inserted = await transaction
      .insertInto('layers')
      .values({
        id: layer.id,
        version: layer.version,
        kind: layer.kind,
        title: layer.title,
        valid_from: layer.validFrom,
        valid_to: layer.validTo,
        owner: layer.owner,
        as_of: layer.asOf,
        content_hash: contentHash,
        feature_count: features.length,
        report: JSON.stringify(version.report ?? {}),
      })
      .onConflict((conflict) => conflict.columns(['id', 'version']).doNothing())
      .executeTakeFirst();
    if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) {
      await refuseOtherContent(transaction, layer, contentHash);
      return { created: false };
    }
    for (let start = 0; start < features.length; start += INSERT_BATCH) {
      await insertFeatures(transaction, layer, features.slice(start, start + INSERT_BATCH));
    }
    return { created: true };
  });
}

function refuseReversedTerm(layer: Layer): void {
  if (layer.validTo === null || layer.validFrom <= layer.validTo) return;
  throw new BadInputError('the layer version ends before it begins', {
    code: 'layer.reversedTerm',
    where: `layer ${layer.id}, version ${layer.version}: validTo`,
    found: layer.validTo,
    expected: `${layer.validFrom} or later`,
  });
}

async function refuseOtherContent(db: Db, layer: Layer, contentHash: string): Promise<void> {
  const stored = await db
    .selectFrom('layers')
    .select(['content_hash', 'feature_count'])
    .where('id', '=', layer.id)
    .where('version', '=', layer.version)
    .executeTakeFirstOrThrow();
  if (stored.content_hash === contentHash) return;
  throw new BadInputError('this version of the layer stands stored with other content', {
    code: 'layer.versionExists',
    where: `layer ${layer.id}, version ${layer.version}`,
    found: `content that differs from the stored one (${stored.feature_count} features)`,
    expected: 'a new version name for new content',
  });
}

async function insertFeatures(db: Db, layer: Layer, features: NewLayerVersion['features']): Promise<void> {
  const rows = features.map((feature) => ({
    id: feature.featureId,
    name: feature.name,
    properties: feature.properties,
    geometry: { type: feature.geometry.type, coordinates: feature.geometry.coordinates },
  }));
  await sql`
    INSERT INTO layer_features (layer_id, layer_version, feature_id, name, properties, geometry)
    SELECT ${layer.id}, ${layer.version}, f.id, f.name, f.properties, ST_SetSRID(ST_GeomFromGeoJSON(f.geometry), 4326)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS f(id text, name text, properties jsonb, geometry jsonb)
  `.execute(db);
}

/** Every version of every layer, by id, newest version first. */
export async function listLayers(db: Db): Promise<readonly StoredLayer[]> {
  const rows = await db.selectFrom('layers').selectAll().orderBy('id').orderBy('valid_from', 'desc').execute();
  return rows.map(toStoredLayer);
}

/** One version of a layer; null where there is none. */
export async function getLayer(db: Db, id: string, version: string): Promise<StoredLayer | null> {
  const row = await db
    .selectFrom('layers')
    .selectAll()
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return row === undefined ? null : toStoredLayer(row);
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

function toStoredLayer(row: Selectable<Database['layers']>): StoredLayer {
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
  };
}
