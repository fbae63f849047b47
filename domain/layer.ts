import type { AreaGeometry } from './geometry.js';
import type { IsoDate } from './time.js';

export const LAYER_KINDS = [
  'ecologicalRedline',
  'permanentBasicFarmland',
  'urbanGrowthBoundary',
  'zone',
  'detailedPlanParcel',
  'landClass',
  'heritageLine',
  'waterLine',
  'greenLine',
  'utilityLine',
  'adminRegion',
] as const;
export type LayerKind = (typeof LAYER_KINDS)[number];

export const LAYER_STATUSES = ['draft', 'published', 'withdrawn'] as const;
/** A draft is imported and judged by nobody; published versions are what patches are held against. */
export type LayerStatus = (typeof LAYER_STATUSES)[number];

/** One version of a plan layer. Versions of one `id` follow each other in valid time. */
export interface Layer {
  readonly id: string;
  readonly version: string;
  readonly kind: LayerKind;
  readonly title: string;
  readonly validFrom: IsoDate;
  /** Last day in force, inclusive; null: still in force. */
  readonly validTo: IsoDate | null;
  readonly owner: string | null;
  readonly asOf: IsoDate | null;
}

export interface LayerFeature {
  readonly layerId: string;
  readonly layerVersion: string;
  readonly layerKind: LayerKind;
  /** Stable within the version: the source's own code, or its order. */
  readonly featureId: string;
  readonly name: string | null;
  /** `use`, `allowedClasses`, `code`, `class`, and whatever else the source carried. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: AreaGeometry;
}

/** True where the version was in force on that day. */
export function isInForce(layer: Pick<Layer, 'validFrom' | 'validTo'>, day: IsoDate): boolean {
  return layer.validFrom <= day && (layer.validTo === null || day <= layer.validTo);
}
