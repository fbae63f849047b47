import { NotFoundError } from '#domain/errors.js';
import { getLayer, listLayerFeatures, listLayers } from '#store/layers.js';
import type { LayerFeature } from '#domain/layer.js';
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

function toGeoJson(feature: LayerFeature) {
  const { layerId, layerVersion, layerKind, name, featureId, geometry } = feature;
  const properties = { ...feature.properties, layerId, layerVersion, layerKind, name };
  return { type: 'Feature' as const, id: featureId, geometry, properties };
}

export const layerRoutes = [list, features];
