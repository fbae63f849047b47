export {
  COLLECTION_IDS,
  extentOf,
  FEATURE_COLLECTIONS,
  type CollectionId,
  type FeatureCollectionSource,
} from './collections.js';
export { getFeature, listFeatures, type FeatureCrs, type FeatureQuery, type PlainFeature } from './listFeatures.js';
