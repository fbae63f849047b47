import type { AreaGeometry } from './geometry.js';
import type { LandCoverClass } from './landCover.js';
import type { RecipeReference } from './recipe.js';
import type { IsoDate, IsoTime } from './time.js';

/** One polygon of detected change, as a detector delivers it. A patch is a lead, not a verdict. */
export interface DetectedPatch {
  readonly geometry: AreaGeometry;
  /** Geodesic on the CGCS2000 ellipsoid. */
  readonly areaM2: number;
  readonly fromClass: LandCoverClass;
  readonly toClass: LandCoverClass;
  /** 0–1. */
  readonly confidence: number;
  /** Last clear look before the change. */
  readonly onsetFrom: IsoDate;
  /** First look that shows it. */
  readonly onsetTo: IsoDate;
  readonly beforeTime: IsoTime;
  readonly afterTime: IsoTime;
  /** Share of the patch and its surroundings that could be seen at both times, 0–1. */
  readonly assessedShare: number;
  readonly registrationErrorM: number;
  readonly gsdM: number;
  readonly detector: string;
  readonly recipe: RecipeReference;
  /** Only of patches that an ensemble found. */
  readonly agreement?: PatchAgreement;
}

/** How far the members of an ensemble agree that a patch changed. */
export interface PatchAgreement {
  /** Mean of the members' shares by weight, 0–1. */
  readonly share: number;
  readonly members: readonly {
    /** Name of the member's recipe. */
    readonly name: string;
    readonly weight: number;
    /** Of the patch's changed pixels, the share that this member calls changed, 0–1. */
    readonly share: number;
  }[];
}

/** A stored patch. */
export interface Patch extends DetectedPatch {
  readonly id: string;
  readonly runId: string;
}
