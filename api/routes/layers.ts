import { NotFoundError } from '#domain/errors.js';
import type { LayerFeature } from '#domain/layer.js';
import { getLayer, listLayerFeatures, listLayers, saveLayerVersion } from '#store/layers.js';
import { layerVersionOf, readFeatureCollection, type VectorReport } from '#store/vectors/index.js';
import * as contract from '../contracts/layers.js';
import { route } from '../route.js';

const list = route(contract.listLayers, async (_request, { db }) => ({ body: { items: await listLayers(db) } }));

const features = route(contract.listLayerFeatures, async ({ params, query }, { db }) => {
  const layer = await getLayer(db, params.id, params.version);
  if (layer === null) throw new NotFoundError('layer', `${params.id}/${params.version}`);
  const found = await listLayerFeatures(db, params.id, params.version, query);
  const body = {
    type: 'FeatureCollection' as const,
    features: found.features.map(toGeoJson),
    numberMatched: found.numberMatched,
  };
  return { body };
});

const create = route(contract.createLayer, async ({ body }, { db }) => {
  const { features: collection, ...entry } = body;
  const version = layerVersionOf(
    { ...entry, path: 'features' },
    readFeatureCollection(collection, 'features'),
    'features',
  );
  const { created } = await saveLayerVersion(db, version);
  const layer = await getLayer(db, entry.id, entry.version);
  if (layer === null) throw new Error(`layer ${entry.id}/${entry.version} vanished while it was stored`);
  return { status: created ? 201 : 200, body: { layer, isNew: created, problems: problemsOf(version.report) } };
});

/** What reading mended, left out or wondered about; each text begins with the feature it is about. */
export function problemsOf({ repaired, skipped, warnings }: VectorReport) {
  return [...repaired, ...skipped, ...warnings].map((text) => {
    const [, where = '', message = text] = /^(features\[\d+\][^:]*): (.*)$/s.exec(text) ?? [];
    return { where, message };
  });
}

function toGeoJson(feature: LayerFeature) {
  const { layerId, layerVersion, layerKind, name, featureId, geometry } = feature;
  const properties = { ...feature.properties, layerId, layerVersion, layerKind, name };
  return { type: 'Feature' as const, id: featureId, geometry, properties };
}

export const layerRoutes = [list, features, create];
