import type { DetectorName, Recipe } from '#domain/recipe.js';
import type { AnyDetector } from './detector.js';
import { cvaDetector, madDetector, pcaKMeansDetector } from './differenceDetectors.js';
import { indexDifferenceDetector } from './indexDifferenceDetector.js';
import { irMadDetector } from './irMadDetector.js';
import { createEnsembleDetector } from './ensembleDetector.js';
import { learnedDetector } from './learnedDetector.js';
import { newBuiltUpDetector } from './newBuiltUp.js';
import { newRoofsDetector } from './newRoofs.js';
import { sarLogRatioDetector } from './sarLogRatio.js';
import { localCorrelationDetector, meanDifferenceDetector, meanRatioDetector } from './windowDetectors.js';

/** All detectors by name: a new one is one file and one line here. */
export const DETECTORS: Readonly<Record<DetectorName, AnyDetector>> = {
  irMad: irMadDetector,
  indexDifference: indexDifferenceDetector,
  sarLogRatio: sarLogRatioDetector,
  newRoofs: newRoofsDetector,
  newBuiltUp: newBuiltUpDetector,
  cva: cvaDetector,
  mad: madDetector,
  pcaKMeans: pcaKMeansDetector,
  meanRatio: meanRatioDetector,
  meanDifference: meanDifferenceDetector,
  localCorrelation: localCorrelationDetector,
  ensemble: createEnsembleDetector((name) => DETECTORS[name]),
  learned: learnedDetector,
};

export const detectorOf = (recipe: Recipe): AnyDetector => DETECTORS[recipe.detector];
