import type { DetectorName, Recipe } from '#domain/recipe.js';
import type { SensorKind } from '#domain/scene.js';

/** Textbook detectors, to compare with and for recipes of one's own; `auto` never chooses them. */
const classic = (
  name: DetectorName,
  sensors: readonly SensorKind[],
  threshold: Recipe['threshold'],
  parameters: Recipe['parameters'],
): Recipe => ({
  name,
  version: '1',
  detector: name,
  sensors,
  parameters: { cloudBufferPixels: 2, ...parameters },
  threshold,
  connectivity: 4,
  sievePixels: 5,
  minimumAreaM2: { default: 600 },
});

const OTSU_CLIPPED: Recipe['threshold'] = { method: 'otsuClipped', parameter: 0.99 };

export const CLASSIC_RECIPES: readonly Recipe[] = [
  classic('cva', ['optical', 'rgb'], OTSU_CLIPPED, { smoothingSigma: 0.7 }),
  classic('mad', ['optical', 'rgb'], OTSU_CLIPPED, { smoothingSigma: 0.7 }),
  classic('pcaKMeans', ['optical', 'rgb'], { method: 'fixed', parameter: 0.5 }, { blockSide: 5, keptVariance: 0.9 }),
  classic('meanRatio', ['sar'], { method: 'fixed', parameter: 0.5 }, { radius: 2 }),
  classic('meanDifference', ['sar', 'optical', 'rgb'], OTSU_CLIPPED, { radius: 2 }),
  classic('localCorrelation', ['sar', 'optical', 'rgb'], { method: 'fixed', parameter: 0.9 }, { radius: 5 }),
];

/** An even vote is change. */
const MAJORITY: Recipe['threshold'] = { method: 'fixed', parameter: 0.5 };

/** Several detectors that vote: fewer of any one's own false alarms, and each patch says how far they agreed. */
export const ENSEMBLE_RECIPES: readonly Recipe[] = [
  {
    ...classic('ensemble', ['optical', 'rgb'], MAJORITY, { 'member.irMad': 2, 'member.cva': 1, 'member.mad': 1 }),
    sievePixels: 5,
  },
  {
    ...classic('ensemble', ['sar'], MAJORITY, { cloudBufferPixels: 0, 'member.sarLogRatio': 2, 'member.meanRatio': 1 }),
    name: 'ensembleSar',
    sievePixels: 30,
  },
];
