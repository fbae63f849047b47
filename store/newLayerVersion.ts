import type { Layer, LayerFeature } from '#domain/layer.js';
import type { FeatureNote } from './vectors/vectorFeature.js';

export type NewLayerFeature = Pick<LayerFeature, 'featureId' | 'name' | 'properties' | 'geometry'> & {
  /** Area on the file's own plane; null or left out where it has none. */
  readonly planeAreaM2?: number | null | undefined;
  /** Where it stands in its file. */
  readonly where?: string | undefined;
};

export interface NewLayerVersion {
  readonly layer: Layer & {
    readonly adminCode?: string | undefined;
    readonly legalBasis?: string | null | undefined;
    readonly updateCycleMonths?: number | null | undefined;
  };
  readonly features: readonly NewLayerFeature[];
  /** What reading found. */
  readonly notes?: readonly FeatureNote[] | undefined;
  /** Field in which the source states areas in m²; without it the usual names are looked for. */
  readonly areaField?: string | null | undefined;
  /** File, hash, mapping: whatever tells where the version came from. */
  readonly source?: Readonly<Record<string, unknown>> | undefined;
}
