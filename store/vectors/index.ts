export { readFields } from './fieldProblems.js';
export { parseGeoJson, parseJson, readFeatureCollection } from './geoJson.js';
export {
  manifestSchema,
  readLayersManifest,
  parseLayersManifest,
  type LayerEntry,
  type LayersManifest,
} from './layersManifest.js';
export { layerVersionOf, readLayerVersion, type ImportedLayerVersion, type LayerReadOptions } from './layerVersion.js';
export { dayFrom, fieldMappingSchema, readMappingFile } from './mappingFile.js';
export { ordersSchema, parseOrders } from './orders.js';
export {
  joinPermitFiles,
  permitProperties,
  parsePermits,
  permitReadHints,
  permitsOf,
  readPermitFile,
  type PermitFile,
  type PermitReadOptions,
} from './permits.js';
export { readArea, type ReadAreaResult } from './readArea.js';
export { readVectorFileApart } from './readApart.js';
export { readVectorFile } from './readVectorFile.js';
export {
  notesOf,
  sentenceOf,
  type FeatureNote,
  type VectorFeature,
  type VectorFile,
  type VectorReadOptions,
  type VectorReport,
} from './vectorFeature.js';
export { unpackArchive } from './archive.js';
