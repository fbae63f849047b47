import { asAnyDetector, type Detector } from './detector.js';
import {
  bandsForIndices,
  fitIndexDifference,
  indexDifferenceScore,
  reflectanceBands,
  type IndexDifferenceFit,
} from './indexDifference.js';
import { emptyBandWarnings } from './irMadDetector.js';
import { SMOOTHING_PARAMETERS, smoothingHalo, smoothScore } from './smoothedScore.js';

const detector: Detector<IndexDifferenceFit> = {
  name: 'indexDifference',
  source: 'Singh 1989, Digital change detection techniques using remotely-sensed data, IJRS 10(6), 989–1003',
  needs: {
    sensors: ['optical', 'rgb'],
    bands: () => null,
    requiredBands: bandsForIndices,
    gsdM: null,
  },
  parameters: {
    ...SMOOTHING_PARAMETERS,
    'weight.*': { meaning: 'weight of an index, negative where it falls', default: 0 },
    signed: { meaning: 'only change in the direction of the weights counts', default: false },
    normalised: { meaning: 'differences in deviations; false: as they are', default: true },
    only: { meaning: '"built": counts as far as the ground became something that people build', default: '' },
  },
  cover: 'spectral',
  haloPixels: smoothingHalo,
  fit(sample) {
    const { bands, parameters, pixels } = sample;
    const warnings = emptyBandWarnings(sample.irMad(), bands);
    const { before, after } = sample.radiometry();
    const fit = fitIndexDifference(
      parameters,
      reflectanceBands(bands, pixels.before, before),
      reflectanceBands(bands, pixels.after, after),
    );
    return { fit, warnings };
  },
  score(fit, window, { bands, parameters, radiometry }) {
    if (radiometry === null) throw new TypeError('indices need the radiometry of the pair');
    const before = reflectanceBands(bands, window.before, radiometry.before);
    const after = reflectanceBands(bands, window.after, radiometry.after);
    const own = indexDifferenceScore(fit, before, after, window.isSeen);
    return { score: smoothScore(own, window, parameters), own };
  },
  degreesOfFreedom: (fit) => fit.terms.length,
};

export const indexDifferenceDetector = asAnyDetector(detector);
