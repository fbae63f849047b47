import { sql } from 'kysely';
import { BadInputError } from '#domain/errors.js';
import { contentHashOf } from '#domain/id.js';
import type { Layer } from '#domain/layer.js';
import type { LayerComparison, LayerQuality } from '#domain/layerQuality.js';
import type { Caller } from '#domain/people.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { compareWithBefore } from './layerComparison.js';
import { publishLayerVersion } from './layerPublishing.js';
import { assessLayer } from './layerQuality.js';
import type { NewLayerVersion } from './newLayerVersion.js';
import { actorOf, OPERATOR, refuseOtherRegion } from './operator.js';
import { inRegionOf } from './watchAreas.js';

export type ImportOutcome = 'draft' | 'replacedDraft' | 'unchanged';

const INSERT_BATCH = 500;
const IMPORT_LOCK = 7101;

/**
 * Stores one version of a layer as a draft with its quality report and its differences from the version before, or
 * nothing. A draft of that version is replaced; the same content again changes nothing. What is published stays as it is.
 * @throws BadInputError where that version stands published with other content, other versions are of another kind, or
 *   the version ends before it begins; ForbiddenError outside the caller's region
 */
export async function importLayerVersion(
  db: Db,
  caller: Caller,
  version: NewLayerVersion,
): Promise<{ readonly outcome: ImportOutcome; readonly quality: LayerQuality; readonly comparison: LayerComparison }> {
  const { layer, features } = version;
  refuseReversedTerm(layer);
  const adminCode = layer.adminCode ?? caller.adminCode;
  refuseOtherRegion(caller, adminCode, `layer ${layer.id}`);
  const contentHash = contentHashOfVersion(version);
  return inTransaction(db, async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(IMPORT_LOCK)}, hashtext(${layer.id}))`.execute(transaction);
    await refuseForeignLayer(transaction, caller, layer);
    const stored = await transaction
      .selectFrom('layers')
      .select(['content_hash', 'feature_count', 'status', 'quality', 'comparison'])
      .where('id', '=', layer.id)
      .where('version', '=', layer.version)
      .executeTakeFirst();
    if (stored !== undefined && stored.content_hash === contentHash) {
      const quality = (stored.quality as LayerQuality | null) ?? (await assessLayer(transaction, version));
      const comparison = (stored.comparison as LayerComparison | null) ?? (await compareWithBefore(transaction, layer));
      return { outcome: 'unchanged', quality, comparison };
    }
    if (stored !== undefined && stored.status !== 'draft') throw otherContent(layer, stored.feature_count);
    if (stored !== undefined) await deleteDraft(transaction, layer);
    await insertDraft(transaction, version, { adminCode, contentHash, importedBy: caller.name });
    const quality = await assessLayer(transaction, version);
    const comparison = await compareWithBefore(transaction, layer);
    await transaction
      .updateTable('layers')
      .set({ quality: JSON.stringify(quality), comparison: JSON.stringify(comparison) })
      .where('id', '=', layer.id)
      .where('version', '=', layer.version)
      .execute();
    await appendAudit(transaction, [
      {
        ...actorOf(caller),
        act: 'layerImported',
        noun: 'layer',
        nounId: `${layer.id}/${layer.version}`,
        adminCode,
        detail: {
          contentHash,
          features: features.length,
          refused: quality.refused.count,
          source: version.source ?? {},
        },
      },
    ]);
    return { outcome: stored === undefined ? 'draft' : 'replacedDraft', quality, comparison };
  });
}

/**
 * Imports a version and publishes it in one go, whatever its report says: for what the machine makes itself.
 * @returns created: false where it stood published with the same content
 */
export async function saveLayerVersion(db: Db, version: NewLayerVersion): Promise<{ readonly created: boolean }> {
  return inTransaction(db, async (transaction) => {
    await importLayerVersion(transaction, OPERATOR, version);
    const { id, version: name } = version.layer;
    const { published } = await publishLayerVersion(transaction, OPERATOR, id, name, { acceptProblems: true });
    return { created: published };
  });
}

/** Columns that came later count only where they say something, so that what stands stored keeps its hash. */
function contentHashOfVersion({ layer, features }: NewLayerVersion): string {
  const { adminCode, legalBasis, updateCycleMonths, ...core } = layer;
  const further = [adminCode ?? null, legalBasis ?? null, updateCycleMonths ?? null];
  const content = features.map((f) => [f.featureId, f.name, f.properties, f.geometry]);
  return contentHashOf([core, content, ...(further.every((value) => value === null) ? [] : [further])]);
}

async function refuseForeignLayer(db: Db, caller: Caller, layer: Layer): Promise<void> {
  const others = await db
    .selectFrom('layers')
    .select(['version', 'kind', 'admin_code'])
    .where('id', '=', layer.id)
    .orderBy('recorded_at')
    .execute();
  for (const other of others) {
    refuseOtherRegion(caller, other.admin_code, `layer ${layer.id}`);
    if (other.kind === layer.kind || other.version === layer.version) continue;
    throw new BadInputError('versions of one layer differ in kind', {
      code: 'layer.kindContradicts',
      where: `layer ${layer.id}, version ${layer.version}: kind`,
      found: layer.kind,
      expected: `${other.kind}, as version ${other.version}`,
    });
  }
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

function otherContent(layer: Layer, featureCount: number): BadInputError {
  return new BadInputError('this version of the layer stands published with other content', {
    code: 'layer.versionExists',
    where: `layer ${layer.id}, version ${layer.version}`,
    found: `content that differs from the stored one (${featureCount} features)`,
    expected: 'a new version name for new content',
  });
}

/** Takes a draft in the caller's region away with its features; false where there is none. What was published never goes. */
export async function discardDraft(
  db: Db,
  caller: Caller,
  { id, version }: Pick<Layer, 'id' | 'version'>,
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const stored = await transaction
      .selectFrom('layers')
      .select('admin_code')
      .where('id', '=', id)
      .where('version', '=', version)
      .where('status', '=', 'draft')
      .where(inRegionOf(caller, 'admin_code'))
      .forUpdate()
      .executeTakeFirst();
    if (stored === undefined) return false;
    await deleteDraft(transaction, { id, version });
    const act = { ...actorOf(caller), act: 'layerDraftDiscarded', noun: 'layer', nounId: `${id}/${version}` };
    await appendAudit(transaction, [{ ...act, adminCode: stored.admin_code, detail: {} }]);
    return true;
  });
}

async function deleteDraft(db: Db, { id, version }: Pick<Layer, 'id' | 'version'>): Promise<void> {
  await db
    .deleteFrom('layers')
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '=', 'draft')
    .execute();
}

async function insertDraft(
  db: Db,
  { layer, features, notes, source }: NewLayerVersion,
  { adminCode, contentHash, importedBy }: { adminCode: string; contentHash: string; importedBy: string },
): Promise<void> {
  await db
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
      report: JSON.stringify({ notes: (notes ?? []).slice(0, 1000) }),
      status: 'draft',
      admin_code: adminCode,
      legal_basis: layer.legalBasis ?? null,
      update_cycle_months: layer.updateCycleMonths ?? null,
      source: JSON.stringify(source ?? {}),
      imported_by: importedBy,
    })
    .execute();
  for (let start = 0; start < features.length; start += INSERT_BATCH) {
    await insertFeatures(db, layer, features.slice(start, start + INSERT_BATCH));
  }
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
