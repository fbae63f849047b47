import { BadInputError } from '#domain/errors.js';
import { asAnyDetector, type Detector, type PairSample, type Parameters } from './detector.js';
import {
  bandsForIndices,
  fitIndexDifference,
  indexDifferenceScore,
  reflectanceBands,
  type IndexDifferenceFit,
} from './indexDifference.js';
import { EDGE_REACH, halfCoveredEdges } from './halfCoveredEdges.js';
import type { Radiometry } from './radiometry.js';
import { emptyBandWarnings } from './irMadDetector.js';
import { SMOOTHING_PARAMETERS, smoothingHalo, smoothScore } from './smoothedScore.js';

const hasHalfCoveredEdges = (parameters: Parameters): boolean => parameters['edges'] === 'halfCovered';

const detector: Detector<IndexDifferenceFit> = {
  name: 'indexDifference',
  source: 'Singh 1989, Digital change detection techniques using remotely-sensed data, IJRS 10(6), 989–1003',
  needs: {
    sensors: ['optical', 'rgb'],
    bands: () => null,
    requiredBands: bandsForIndices,
    gsdM: () => null,
  },
  parameters: {
    ...SMOOTHING_PARAMETERS,
    'weight.*': { meaning: 'weight of an index, negative where it falls', default: 0 },
    signed: { meaning: 'only change in the direction of the weights counts', default: false },
    normalised: { meaning: 'differences in deviations; false: as they are', default: true },
    calibrated: {
      meaning: 'indices of reflectance on the before scene’s scale; false: of the values as the scenes state them',
      default: true,
    },
    edges: {
      meaning:
        '"halfCovered": edges run where the new cover fills half of a pixel, told from the mixture of its colours',
      default: '',
    },
    only: { meaning: '"built": counts as far as the ground became something that people build', default: '' },
  },
  cover: 'spectral',
  haloPixels: (parameters) => smoothingHalo(parameters) + (hasHalfCoveredEdges(parameters) ? EDGE_REACH : 0),
  fit(sample) {
    const { bands, parameters, pixels } = sample;
    refuseNegative(sample);
    const warnings = emptyBandWarnings(sample.irMad(), bands);
    const { before, after } = parameters['calibrated'] === false ? asStated(bands) : sample.radiometry();
    const fit = fitIndexDifference(
      parameters,
      reflectanceBands(bands, pixels.before, before),
      reflectanceBands(bands, pixels.after, after),
    );
    return { fit, warnings };
  },
  score(fit, window, { bands, parameters, radiometry }) {
    if (radiometry === null) throw new TypeError('indices need the radiometry of the pair');
    const { before: from, after: to } = parameters['calibrated'] === false ? asStated(bands) : radiometry;
    const before = reflectanceBands(bands, window.before, from);
    const after = reflectanceBands(bands, window.after, to);
    const own = indexDifferenceScore(fit, before, after, window.isSeen);
    return { score: smoothScore(own, window, parameters), own };
  },
  drawEdges(changed, window, { parameters, radiometry }) {
    if (radiometry === null || !hasHalfCoveredEdges(parameters)) return changed;
    return halfCoveredEdges(changed, { ...window, calibration: radiometry }, window.corner);
  },
  degreesOfFreedom: (fit) => fit.terms.length,
};

/** Water and deep shade may come out slightly negative; a band that is so nearly everywhere is no reflectance. */
const LEAST_POSITIVE_SHARE = 0.05;

function refuseNegative({ bands, parameters, pixels }: PairSample): void {
  const needed = bandsForIndices({ parameters });
  for (const side of ['before', 'after'] as const) {
    for (const band of needed) {
      const values = pixels[side][bands.indexOf(band)]!;
      let positive = 0;
      for (const value of values) if (value > 0) positive++;
      if (positive >= LEAST_POSITIVE_SHARE * values.length) continue;
      throw new BadInputError('the values are no reflectance', {
        code: 'pair.units',
        where: `${side} scene, band ${band}`,
        found: `${((100 * positive) / values.length).toFixed(1)} % of the pixels above 0`,
        expected: 'reflectance (0–1, or × 10,000) or raw numbers, above 0 on land',
      });
    }
  }
}

/** Calibrations that change nothing. */
function asStated(bands: readonly string[]): Radiometry {
  const same = { kind: 'stated', gain: bands.map(() => 1), offset: bands.map(() => 0) } as const;
  return { before: same, after: same };
}

export const indexDifferenceDetector = asAnyDetector(detector);
