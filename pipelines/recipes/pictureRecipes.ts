import type { Recipe } from '#domain/recipe.js';

/** Smallest patch of the pictures' recipes: a small house. Their sieves are the stricter limit at their usual pixel sizes. */
const SMALL_HOUSE_M2 = 30;

/** New buildings in colour pictures of 0.3–0.7 m; quiet through light, season, storm and small shifts. */
export const NEW_ROOFS: Recipe = {
  name: 'newRoofs',
  version: '3',
  detector: 'newRoofs',
  sensors: ['rgb', 'optical'],
  parameters: { cloudBufferPixels: 2, evidence: 3.5, openingRadius: 2, structureSigma: 20, slackPixels: 6 },
  threshold: { method: 'fixed', parameter: 0.5 },
  connectivity: 4,
  sievePixels: 150,
  minimumAreaM2: { default: SMALL_HOUSE_M2 },
};

/** New built-up ground in colour pictures of 0.7–3 m. */
export const NEW_BUILT_UP: Recipe = {
  name: 'newBuiltUp',
  version: '3',
  detector: 'newBuiltUp',
  sensors: ['rgb', 'optical'],
  parameters: { cloudBufferPixels: 2, evidence: 2.1, openingRadius: 2, structureSigma: 12 },
  threshold: { method: 'fixed', parameter: 0.5 },
  connectivity: 4,
  sievePixels: 80,
  minimumAreaM2: { default: SMALL_HOUSE_M2 },
};

/** Any change in backscatter of a pair from one radar: 4 dB at least, 6 dB somewhere. */
export const SAR_LOG_RATIO: Recipe = {
  name: 'sarLogRatio',
  version: '2',
  detector: 'sarLogRatio',
  sensors: ['sar'],
  parameters: {
    cloudBufferPixels: 0,
    units: 'auto',
    floorShare: 0.05,
    smoothingSigma: 0.7,
    flattening: 0.4,
    leastCut: 0.46,
    leastSeed: 0.69,
  },
  threshold: { method: 'otsuHysteresis', parameter: null },
  connectivity: 4,
  sievePixels: 30,
  minimumAreaM2: { default: 600 },
};
