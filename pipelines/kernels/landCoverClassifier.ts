import { LAND_COVER_CLASSES, type LandCoverClass } from '#domain/landCover.js';
import {
  bandsOfFeature,
  computeFeatures,
  FEATURE_NAMES,
  type BandPlaces,
  type FeatureName,
} from './landCoverFeatures.js';

/** Grows from 0 at `from` to 1 at `to`; `from` > `to` is a falling ramp. */
interface Condition {
  readonly feature: FeatureName;
  readonly from: number;
  readonly to: number;
  /** Set where the class means nothing without this feature's bands. */
  readonly isRequired?: boolean;
}

interface ClassDefinition {
  readonly name: LandCoverClass;
  /** All must hold: the class's membership is the weakest of them (fuzzy and, Zadeh 1965). */
  readonly conditions: readonly Condition[];
}

const above = (feature: FeatureName, limit: number, softness: number): Condition => ({
  feature,
  from: limit - softness,
  to: limit + softness,
});
const below = (feature: FeatureName, limit: number, softness: number): Condition => ({
  feature,
  from: limit + softness,
  to: limit - softness,
});

/**
 * Limits between classes. Ratios, so that haze and illumination of ±10 % move nothing across; two brightnesses where only
 * brightness tells. Each is where published mean spectra of both sides lie about equally far.
 * @source NDVI of closed canopies > 0.6, of bare ground < 0.25: Carlson & Ripley 1997, RSE 62; MNDWI > 0 water: Xu 2006, IJRS 27;
 *   redness of soils from iron oxides, absent in concrete and asphalt: Madeira 1997, IJRS 18, Herold 2004, RSE 91; leaf
 *   water in the short-wave infrared: Gao 1996, RSE 58; plastic film, high blue with near infrared kept: Yang 2017, ISPRS 128
 */
const LIMITS = {
  greenNdvi: 0.36,
  closedCanopyNdvi: 0.62,
  waterWetness: 0.08,
  waterNdvi: 0.08,
  soilRedness: 0.15,
  /** Fresh subsoil and sand are brighter than tilled or stubble-covered soil. */
  subsoilBrightness: 0.155,
  /** Nothing grows on it yet; stubble and seedlings lift a field as bright. */
  subsoilNdvi: 0.22,
  /** Asphalt is darker than concrete and roofs, photovoltaic panels and burnt ground darker than asphalt. */
  roofBrightness: 0.145,
  asphaltBrightness: 0.092,
  filmBrightness: 0.195,
  filmNdbi: -0.075,
  filmNirToRed: 1.17,
  /** Ash: short-wave infrared far above near infrared. */
  ashNdbi: 0.2,
  /** Forest is dark in the short-wave infrared (shade and leaf water) and in the visible. */
  forestSwir1: 0.16,
  forestBrightness: 0.047,
  /** Water in soil or among seedlings lowers the second short-wave infrared band; asphalt and roofs are flat there. */
  flatSwirSlope: 0.89,
  panelSwirSlope: 0.74,
  /** Panels rise little into the short-wave infrared, charred ground much. */
  panelNdbi: 0.11,
  /** Silicon and glass are colourless; mud keeps a trace of the soil's red. */
  panelRedness: 0.075,
  /** Dark and neutral like asphalt, but wet: flooded and muddy fields. */
  wetGroundWetness: -0.115,
  /** Grass keeps more of the second short-wave infrared band than watered crops. */
  grassSwirSlope: 0.56,
} as const;

const green = above('ndvi', LIMITS.greenNdvi, 0.06);
const notGreen = below('ndvi', LIMITS.greenNdvi, 0.06);
const dry = below('wetness', LIMITS.waterWetness, 0.08);
const isSoil = above('redness', LIMITS.soilRedness, 0.04);
const isNeutral = below('redness', LIMITS.soilRedness, 0.04);
const notAsh = below('ndbi', LIMITS.ashNdbi, 0.04);

const CLASSES: readonly ClassDefinition[] = [
  {
    name: 'water',
    conditions: [above('wetness', LIMITS.waterWetness, 0.08), below('ndvi', LIMITS.waterNdvi, 0.1)],
  },
  {
    name: 'forest',
    conditions: [
      above('ndvi', LIMITS.closedCanopyNdvi, 0.06),
      below('swir1', LIMITS.forestSwir1, 0.03),
      below('brightness', LIMITS.forestBrightness, 0.01),
    ],
  },
  {
    name: 'cropland',
    conditions: [
      above('ndvi', LIMITS.closedCanopyNdvi, 0.08),
      below('swirSlope', LIMITS.grassSwirSlope + 0.06, 0.06),
      above('brightness', LIMITS.forestBrightness, 0.01),
    ],
  },
  {
    name: 'grass',
    conditions: [
      green,
      below('ndvi', LIMITS.closedCanopyNdvi + 0.06, 0.06),
      above('swirSlope', LIMITS.grassSwirSlope, 0.05),
    ],
  },
  { name: 'vegetation', conditions: [green, { feature: 'ndvi', from: LIMITS.greenNdvi, to: 1.6 }] },
  {
    name: 'bare',
    conditions: [notGreen, dry, isSoil, below('brightness', LIMITS.subsoilBrightness, 0.025)],
  },
  {
    // Burnt ground: neutral in colour, but no surface that anybody built.
    name: 'bare',
    conditions: [notGreen, dry, isNeutral, { ...above('ndbi', LIMITS.ashNdbi, 0.04), isRequired: true }],
  },
  {
    name: 'earthworks',
    conditions: [
      below('ndvi', LIMITS.subsoilNdvi, 0.05),
      dry,
      isSoil,
      above('brightness', LIMITS.subsoilBrightness, 0.025),
    ],
  },
  {
    name: 'greenhouse',
    conditions: [
      notGreen,
      isNeutral,
      above('brightness', LIMITS.filmBrightness, 0.03),
      below('ndbi', LIMITS.filmNdbi, 0.035),
      above('nirToRed', LIMITS.filmNirToRed, 0.06),
    ],
  },
  {
    name: 'builtUp',
    conditions: [
      notGreen,
      dry,
      isNeutral,
      notAsh,
      above('brightness', LIMITS.roofBrightness, 0.02),
      above('ndbi', LIMITS.filmNdbi, 0.035),
    ],
  },
  {
    name: 'road',
    conditions: [
      notGreen,
      dry,
      isNeutral,
      notAsh,
      below('brightness', LIMITS.roofBrightness, 0.02),
      above('brightness', LIMITS.asphaltBrightness, 0.012),
      below('wetness', LIMITS.wetGroundWetness, 0.025),
      above('swirSlope', LIMITS.flatSwirSlope, 0.04),
    ],
  },
  {
    name: 'solar',
    conditions: [
      notGreen,
      dry,
      isNeutral,
      notAsh,
      below('brightness', LIMITS.asphaltBrightness, 0.012),
      below('wetness', LIMITS.wetGroundWetness + 0.03, 0.04),
      above('swirSlope', LIMITS.panelSwirSlope, 0.05),
      below('redness', LIMITS.panelRedness, 0.025),
      below('ndbi', LIMITS.panelNdbi, 0.04),
    ],
  },
  {
    name: 'bare',
    conditions: [
      notGreen,
      dry,
      isNeutral,
      notAsh,
      below('brightness', LIMITS.roofBrightness, 0.02),
      { ...below('swirSlope', LIMITS.flatSwirSlope, 0.04), isRequired: true },
      above('wetness', LIMITS.wetGroundWetness - 0.06, 0.04),
      above('redness', LIMITS.panelRedness, 0.025),
    ],
  },
];

/** Classes that only people make. */
export const BUILT_CLASSES: ReadonlySet<LandCoverClass> = new Set<LandCoverClass>([
  'earthworks',
  'builtUp',
  'road',
  'solar',
  'greenhouse',
]);

/** Memberships below this are too weak for a name. */
export const LEAST_MEMBERSHIP = 0.1;

/** What a classifier says of one pixel: code of the class in `LAND_COVER_CLASSES`, and how sure it is, 0–1. */
export interface LandCoverJudgement {
  code: number;
  /** Lead over the next class. */
  margin: number;
  /** Membership in the classes that people build (earthworks, roofs, roads, film, panels), whatever the best class is. */
  built: number;
}

export const createJudgement = (): LandCoverJudgement => ({ code: 0, margin: 0, built: 0 });

export type LandCoverClassifier = (reflectance: Float64Array, out: LandCoverJudgement) => void;

/**
 * A classifier for pixels with these bands. Conditions on bands that are missing count as met, so that fewer bands tell
 * fewer classes apart by less; without near infrared, blue and red everything is `unknown`.
 */
export function createLandCoverClassifier(places: BandPlaces): LandCoverClassifier {
  const classes = landCoverTable(places);
  const { codes, isBuilt } = classes;
  const features = new Float64Array(FEATURE_NAMES.length);
  return (reflectance, out) => {
    out.code = 0;
    out.margin = 0;
    out.built = 0;
    computeFeatures(reflectance, places, features);
    let best = 0;
    let next = 0;
    let code = 0;
    let built = 0;
    for (let k = 0; k < codes.length; k++) {
      const floor = isBuilt[k] === 1 && built < next ? built : next;
      const membership = membershipOf(classes, k, features, floor);
      if (membership === 0) continue;
      if (isBuilt[k] === 1 && membership > built) built = membership;
      if (membership > best) {
        if (codes[k] !== code) next = best;
        best = membership;
        code = codes[k]!;
      } else if (membership > next && codes[k] !== code) next = membership;
    }
    out.built = built;
    if (best < LEAST_MEMBERSHIP) return;
    out.code = code;
    out.margin = best - next;
  };
}

/** The same for who asks for the code alone: a third of the time. */
export function createLandCoverCoder(places: BandPlaces): (reflectance: Float64Array) => number {
  const classes = landCoverTable(places);
  const { codes } = classes;
  const features = new Float64Array(FEATURE_NAMES.length);
  return (reflectance) => {
    computeFeatures(reflectance, places, features);
    let best = 0;
    let code = 0;
    // Nothing is more than certain.
    for (let k = 0; k < codes.length && best < 1; k++) {
      const membership = membershipOf(classes, k, features, best);
      if (membership === 0) continue;
      best = membership;
      code = codes[k]!;
    }
    return best < LEAST_MEMBERSHIP ? 0 : code;
  };
}

const isBlind = ({ nir, red, blue }: BandPlaces): boolean => nir < 0 || red < 0 || blue < 0;

/** The classes as flat arrays: conditions of class k are those from `firstCondition[k]` up to `firstCondition[k + 1]`. */
export interface LandCoverTable {
  readonly codes: Uint8Array;
  readonly isBuilt: Uint8Array;
  readonly firstCondition: Uint8Array;
  readonly feature: Uint8Array;
  readonly from: Float64Array;
  readonly steepness: Float64Array;
}

/** Leaves out conditions on missing bands, and classes that mean nothing without them; all of them where too little is seen. */
export function landCoverTable(places: BandPlaces): LandCoverTable {
  const isThere = (feature: FeatureName): boolean => bandsOfFeature(feature).every((band) => places[band] >= 0);
  const classes = (isBlind(places) ? [] : CLASSES)
    .filter(({ conditions }) => conditions.every(({ feature, isRequired }) => isRequired !== true || isThere(feature)))
    .map(({ name, conditions }) => ({ name, conditions: conditions.filter(({ feature }) => isThere(feature)) }));
  const all = classes.flatMap(({ conditions }) => conditions);
  let count = 0;
  return {
    codes: Uint8Array.from(classes, ({ name }) => LAND_COVER_CLASSES.indexOf(name)),
    isBuilt: Uint8Array.from(classes, ({ name }) => (BUILT_CLASSES.has(name) ? 1 : 0)),
    firstCondition: Uint8Array.from([0, ...classes.map(({ conditions }) => (count += conditions.length))]),
    feature: Uint8Array.from(all, ({ feature }) => FEATURE_NAMES.indexOf(feature)),
    from: Float64Array.from(all, ({ from }) => from),
    steepness: Float64Array.from(all, ({ from, to }) => 1 / (to - from)),
  };
}

/** The weakest of the conditions of class `k`, 0–1; 0 where it is not above `floor`. */
function membershipOf(
  { firstCondition, feature, from, steepness }: LandCoverTable,
  k: number,
  features: Float64Array,
  floor: number,
): number {
  let weakest = 1;
  for (let i = firstCondition[k]!, end = firstCondition[k + 1]!; i < end; i++) {
    const place = (features[feature[i]!]! - from[i]!) * steepness[i]!;
    if (place <= floor) return 0;
    if (place < weakest) weakest = place;
  }
  return weakest;
}
