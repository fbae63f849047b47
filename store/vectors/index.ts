export { readFields } from './fieldProblems.js';
export { parseGeoJson, parseJson, readFeatureCollection } from './geoJson.js';
export { readLayersManifest, parseLayersManifest, type LayerEntry, type LayersManifest } from './layersManifest.js';
export { layerVersionOf, readLayerVersion, type ImportedLayerVersion } from './layerVersion.js';
export { parsePermits, readPermitFile, type PermitFile } from './permits.js';
export { readVectorFile } from './readVectorFile.js';
export type { VectorFeature, VectorFile, VectorReadOptions, VectorReport } from './vectorFeature.js';
