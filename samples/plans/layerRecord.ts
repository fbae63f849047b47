import type { LayerKind } from '#domain/layer.js';
import type { IsoDate } from '#domain/time.js';
import type { Ring } from '../planar.js';

export type LayerAttribute = string | number | readonly string[];

export interface LayerRecord {
  readonly id: string;
  readonly kind: LayerKind;
  readonly title: string;
  readonly version: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  readonly owner: string;
  readonly asOf: IsoDate;
  /** Which attribute is the code, the name and so on, as layer manifests say it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly features: readonly { readonly ring: Ring; readonly attributes: Readonly<Record<string, LayerAttribute>> }[];
}
