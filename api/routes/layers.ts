import type Koa from 'koa';
import { BadInputError, ForbiddenError, NotFoundError } from '#domain/errors.js';
import type { FieldMapping } from '#domain/fieldMapping.js';
import type { LayerFeature } from '#domain/layer.js';
import { blockingProblems, furtherProblems } from '#domain/layerQuality.js';
import { hasRight, type Caller } from '#domain/people.js';
import { inTransaction, type Db } from '#store/database.js';
import { getMapping, saveMapping } from '#store/fieldMappings.js';
import { listOwnLandCodes } from '#store/landCodes.js';
import { discardDraft, importLayerVersion } from '#store/layerImport.js';
import { endLayerVersion, publishLayerVersion, withdrawLayerVersion } from '#store/layerPublishing.js';
import { getLayer, getLayerRecord, listLayerFeatures, listLayers, listLayerStates } from '#store/layers.js';
import {
  layerVersionOf,
  readFeatureCollection,
  readVectorFileApart,
  type ImportedLayerVersion,
  type LayerEntry,
  type VectorReport,
} from '#store/vectors/index.js';
import * as contract from '../contracts/layers.js';
import { idempotently } from '../middleware/idempotency.js';
import { route } from '../route.js';
import type { ApiServices } from '../services.js';
import { withVectorUpload } from '../uploads/vectorUpload.js';

const list = route(contract.listLayers, async ({ query, caller }, { db }) => {
  return { body: { items: await listLayers(db, caller, query) } };
});

const features = route(contract.listLayerFeatures, async ({ params, query, caller }, { db }) => {
  const layer = await getLayer(db, caller, params.id, params.version);
  if (layer === null) throw new NotFoundError('layer', `${params.id}/${params.version}`);
  const found = await listLayerFeatures(db, params.id, params.version, query);
  const body = {
    type: 'FeatureCollection' as const,
    features: found.features.map(toGeoJson),
    numberMatched: found.numberMatched,
  };
  return { body };
});

const create = route(contract.createLayer, async ({ body, caller, http }, services) => {
  const receipt =
    body === undefined ? await createByUpload(http, caller, services) : await createByBody(body, caller, services);
  return { status: receipt.isNew ? 201 : 200, body: receipt };
});

type Facts = Omit<contract.LayerManifest, 'crs' | 'encoding' | 'layer' | 'mapping' | 'saveMappingAs'>;

async function createByBody(
  { features: collection, ...facts }: Facts & { readonly features: unknown },
  caller: Caller,
  { db }: ApiServices,
) {
  refuseSilentPublishing(facts, caller);
  const file = readFeatureCollection(collection, 'features', { brokenFeatures: 'report' });
  const entry = { ...facts, path: 'features' };
  return store(db, caller, facts, layerVersionOf(entry, file, 'features', await listOwnLandCodes(db)), {});
}

async function createByUpload(http: Koa.Context, caller: Caller, services: ApiServices) {
  const { db, redis } = services;
  return withVectorUpload(
    http,
    services,
    contract.layerManifestSchema,
    async ({ manifest, path, fileName, sha256 }) => {
      refuseSilentPublishing(manifest, caller);
      const key = http.get('Idempotency-Key');
      const repetition = {
        key,
        callerId: caller.id,
        endpointId: 'createLayer',
        body: JSON.stringify([sha256, manifest]),
      };
      const work = async () => {
        const { entry, mapping } = await entryOf(db, caller, manifest, fileName);
        const options = {
          crs: entry.crs,
          encoding: entry.encoding,
          layer: entry.layer,
          geometry: mapping?.geometry,
          records: mapping?.records,
          brokenFeatures: 'report' as const,
        };
        const file = await readVectorFileApart(path, options, fileName);
        const version = layerVersionOf(entry, file, fileName, await listOwnLandCodes(db));
        const source = {
          fileName,
          sha256,
          epsg: file.report.epsg,
          mapping: manifest.mapping ?? null,
          fields: entry.fields,
        };
        return { body: await store(db, caller, manifest, version, source) };
      };
      return (await idempotently(redis, repetition, work)).body;
    },
  );
}

/** The manifest's own words, and the saved mapping's where it says nothing. */
async function entryOf(
  db: Db,
  caller: Caller,
  { mapping: name, saveMappingAs, ...manifest }: contract.LayerManifest,
  fileName: string,
): Promise<{ entry: LayerEntry; mapping: FieldMapping | null }> {
  const mapping = name === undefined ? null : (await getMapping(db, caller, name, 'layer')).mapping;
  const entry = {
    ...manifest,
    path: fileName,
    crs: manifest.crs ?? mapping?.crs,
    encoding: manifest.encoding ?? mapping?.encoding,
    layer: manifest.layer ?? mapping?.layer,
    areaField: manifest.areaField ?? mapping?.areaField,
    fields: { ...mapping?.fields, ...manifest.fields } as Record<string, string | string[]>,
    values: { ...mapping?.values, ...manifest.values },
    defaults: { ...mapping?.defaults, ...manifest.defaults },
  };
  if (saveMappingAs !== undefined) {
    const { fields, values, defaults, crs, encoding, layer, areaField } = entry;
    const hints = Object.entries({ crs, encoding, layer, areaField }).filter(([, value]) => value);
    const kept = { ...mapping, fields, values, defaults, ...Object.fromEntries(hints) };
    await saveMapping(db, caller, { name: saveMappingAs, target: 'layer', mapping: kept });
  }
  return { entry, mapping };
}

function refuseSilentPublishing({ publish }: Pick<Facts, 'publish'>, caller: Caller): void {
  if (!publish || hasRight(caller, 'publishLayers')) return;
  throw new ForbiddenError(`role ${caller.role} may import drafts; publishing is for others`, true);
}

async function store(
  db: Db,
  caller: Caller,
  { publish, acceptProblems, note }: Pick<Facts, 'publish' | 'acceptProblems' | 'note'>,
  version: ImportedLayerVersion,
  source: Readonly<Record<string, unknown>>,
) {
  const { id, version: name } = version.layer;
  return inTransaction(db, async (transaction) => {
    const imported = await importLayerVersion(transaction, caller, { ...version, source });
    const { published } = publish
      ? await publishLayerVersion(transaction, caller, id, name, { acceptProblems, note })
      : { published: false };
    const layer = await getLayer(transaction, caller, id, name);
    if (layer === null) throw new Error(`layer ${id}/${name} vanished while it was stored`);
    const { quality, comparison, outcome } = imported;
    return {
      layer,
      isNew: outcome !== 'unchanged',
      outcome: published ? ('published' as const) : outcome,
      problems: problemsOf(version.report).slice(0, 1000),
      quality,
      comparison,
      blockingProblems: blockingProblems(quality),
      furtherProblems: furtherProblems(quality),
    };
  });
}

async function recordOf(db: Db, caller: Caller, id: string, version: string) {
  const record = await getLayerRecord(db, caller, id, version);
  if (record === null) throw new NotFoundError('layer', `${id}/${version}`);
  const { quality } = record;
  return {
    ...record,
    blockingProblems: quality === null ? [] : blockingProblems(quality),
    furtherProblems: quality === null ? [] : furtherProblems(quality),
    states: await listLayerStates(db, id, version),
  };
}

const read = route(contract.readLayer, async ({ params, caller }, { db }) => {
  return { body: await recordOf(db, caller, params.id, params.version) };
});

const discard = route(contract.deleteLayerDraft, async ({ params, caller }, { db }) => {
  const { id, version } = params;
  if (await discardDraft(db, caller, { id, version })) return { body: null };
  const layer = await getLayer(db, caller, id, version);
  if (layer === null) throw new NotFoundError('layer', `${id}/${version}`);
  throw new BadInputError('only drafts can be thrown away', {
    code: 'layer.statusContradicts',
    where: `layer ${id}, version ${version}: status`,
    found: layer.status,
    expected: 'draft',
  });
});

const publish = route(contract.publishLayer, async ({ params, body, caller }, { db }) => {
  await publishLayerVersion(db, caller, params.id, params.version, body);
  return { body: await recordOf(db, caller, params.id, params.version) };
});

const end = route(contract.endLayer, async ({ params, body, caller }, { db }) => {
  await endLayerVersion(db, caller, params.id, params.version, body);
  return { body: await recordOf(db, caller, params.id, params.version) };
});

const withdraw = route(contract.withdrawLayer, async ({ params, body, caller }, { db }) => {
  await withdrawLayerVersion(db, caller, params.id, params.version, body.note);
  return { body: await recordOf(db, caller, params.id, params.version) };
});

/** What reading mended, left out or wondered about, and at which feature. */
export function problemsOf({ notes }: VectorReport) {
  return notes.map(({ feature, message }) => ({ where: feature, message }));
}

function toGeoJson(feature: LayerFeature) {
  const { layerId, layerVersion, layerKind, name, featureId, geometry } = feature;
  const properties = { ...feature.properties, layerId, layerVersion, layerKind, name };
  return { type: 'Feature' as const, id: featureId, geometry, properties };
}

export const layerRoutes = [list, features, create, read, discard, publish, end, withdraw];
