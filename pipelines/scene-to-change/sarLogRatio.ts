import { BadInputError } from '#domain/errors.js';
import { boxGaussian, type Plane } from '../kernels/boxGaussian.js';
import { medianOf, quantileOf } from '../kernels/robustStatistics.js';
import { totalVariation } from '../kernels/totalVariation.js';
import { everyNth, MOST_MEASURED_PIXELS } from './pictureEvidence.js';
import { SIGMA_PER_MAD } from '../kernels/thresholds.js';
import { asAnyDetector, numberParameter, seenOf, type Detector, type PairSample, type Parameters } from './detector.js';

const { LN10, abs, ceil, max } = Math;

/** What the values of a radar scene are. */
export const SAR_UNITS = ['amplitude', 'intensity', 'decibel'] as const;
export type SarUnit = (typeof SAR_UNITS)[number];

/** Plain JSON. */
export interface SarLogRatioFit {
  readonly unit: SarUnit;
  /** Added to amplitudes and intensities, per band of each date: below it the ratio is the sensor's noise. */
  readonly floors: { readonly before: readonly number[]; readonly after: readonly number[] };
  /** Log ratio of ground that did not change: the dates' scales differ by so much. Subtracted. */
  readonly unchanged: number;
}

const DEFAULTS = { units: 'auto', floorShare: 0.05, smoothingSigma: 0.7, flattening: 0.4, rounds: 200 } as const;
/** Flattening stops when the energy moves by less than this share. */
const TOLERANCE = 2e-4;
/** Flattening carries no further than this in what matters, pixels. */
const MARGIN = 48;
const BLOCK = 512;
/** Logarithm of the amplitude per decibel. */
const LOG_PER_DECIBEL = LN10 / 20;

/**
 * Change in radar backscatter: the logarithm of the ratio of amplitudes, in which speckle has the same strength
 * everywhere, smoothed a little and flattened by total variation, which keeps edges. The ratio is filtered, not the
 * amplitudes: their mean is biased where the dates have unequal looks. With several polarisations, the mean of their
 * log ratios, less what unchanged ground shows: the dates' gains may differ. Score: its size, 0.69 where the amplitude doubled or halved.
 */
const detector: Detector<SarLogRatioFit> = {
  name: 'sarLogRatio',
  source:
    'Dekker 1998, Speckle filtering in satellite SAR change detection imagery, IJRS 19(6), 1133–1146; ' +
    'Chambolle 2004, An algorithm for total variation minimization, JMIV 20, 89–97; Canny 1986 (hysteresis)',
  needs: { sensors: ['sar'], bands: () => null, gsdM: () => null },
  parameters: {
    units: {
      meaning: '"amplitude", "intensity", "decibel", or "auto": by sign and size of the values',
      default: DEFAULTS.units,
    },
    floorShare: {
      meaning: 'added to both dates, as a share of the median: below it the ratio is noise',
      default: DEFAULTS.floorShare,
      range: [0, 1],
    },
    smoothingSigma: { meaning: 'smoothing of the log ratio, pixels', default: DEFAULTS.smoothingSigma, range: [0, 10] },
    flattening: { meaning: 'weight of total variation; 0 none', default: DEFAULTS.flattening, range: [0, 10] },
    leastCut: { meaning: 'log ratio below which nothing is change', default: 0.46, range: [0, 10] },
    leastSeed: { meaning: 'log ratio that a changed area must reach somewhere', default: 0.69, range: [0, 10] },
  },
  cover: { to: 'unknown' },
  forgivenShiftPixels: 2,
  blockPixels: BLOCK,
  haloPixels: () => MARGIN,
  fit(sample) {
    const { pixels, parameters, bands } = sample;
    const unit = unitOf(parameters, { before: pixels.before.map(thin), after: pixels.after.map(thin) });
    const share = numberParameter(parameters, 'floorShare', DEFAULTS.floorShare);
    const floorOf = (values: Float32Array, index: number): number => {
      const median = medianOf(thin(values));
      if (unit === 'decibel' || median > 0) return share * median;
      throw new BadInputError('the scenes hold no radar picture', {
        code: 'pair.noVariation',
        where: `band ${bands[index]!}`,
        found: `a median of ${median}`,
        expected: 'amplitudes or intensities above 0, or decibels',
      });
    };
    const floors = { before: pixels.before.map(floorOf), after: pixels.after.map(floorOf) };
    const unchanged = unchangedRatio(sample, { unit, floors, unchanged: 0 });
    return { fit: { unit, floors, unchanged }, warnings: [] };
  },
  score(fit, window, { parameters }) {
    const ratio = logRatio(fit, window);
    const sigma = numberParameter(parameters, 'smoothingSigma', DEFAULTS.smoothingSigma);
    const smooth = smoothSeen(ratio, window, window.isSeen, sigma);
    const weight = numberParameter(parameters, 'flattening', DEFAULTS.flattening);
    const flat =
      weight > 0
        ? totalVariation(smooth, window, { weight, tolerance: TOLERANCE, maxIterations: DEFAULTS.rounds })
        : smooth;
    for (let i = 0; i < flat.length; i++) flat[i] = window.isSeen[i] === 1 ? abs(flat[i]!) : NaN;
    return { score: flat };
  },
};

export const sarLogRatioDetector = asAnyDetector(detector);

const thin = (values: Float32Array): Float32Array =>
  everyNth(values, max(1, ceil(values.length / MOST_MEASURED_PIXELS)));

/** Backscatter coefficients as intensities hardly exceed this; amplitudes of any product do. */
const HIGHEST_INTENSITY = 5;

interface BothDates {
  readonly before: readonly Float32Array[];
  readonly after: readonly Float32Array[];
}

const isDecibel = (values: readonly Float32Array[]): boolean => values.some((band) => quantileOf(band, 0.05) < 0);

function unitOf(parameters: Parameters, { before, after }: BothDates): SarUnit {
  const stated = parameters['units'] ?? DEFAULTS.units;
  const unit = SAR_UNITS.find((name) => name === stated);
  if (unit !== undefined) return unit;
  if (stated !== 'auto') {
    throw new BadInputError('not a unit of radar scenes', {
      code: 'recipe.parameter',
      where: 'parameter units',
      found: String(stated),
      expected: ['auto', ...SAR_UNITS].join(', '),
    });
  }
  if (isDecibel(before) !== isDecibel(after)) {
    const [side, other] = isDecibel(after) ? ['after', 'before'] : ['before', 'after'];
    throw new BadInputError('the dates are in different units', {
      code: 'pair.units',
      where: `${side} scene`,
      found: `values below 0, as in decibels, and hardly any in the ${other} scene`,
      expected: 'amplitudes, intensities or decibels on both dates; where decibels are above 0, say so in the recipe',
    });
  }
  if (isDecibel(before)) return 'decibel';
  return [...before, ...after].every((band) => quantileOf(band, 0.9) <= HIGHEST_INTENSITY) ? 'intensity' : 'amplitude';
}

/** Smoothing before unchanged ground is looked for: speckle alone spreads wider than most change. */
const CALM_SIGMA = 1.5;
/** Log ratios further from the middle than this many standard deviations do not count as unchanged. */
const TRIM_DEVIATIONS = 1.2;
const TRIM_ROUNDS = 10;
const SETTLED = 1e-4;

/**
 * The log ratio of what did not change: mean of the smoothed ratios near their middle, found again until it settles. So a scene of
 * another gain compares as if it had the same, and change of one sign does not pull it along as it does the median.
 * @source sigma clipping of a location: Huber 1981, Robust Statistics, ch. 1
 */
function unchangedRatio(sample: PairSample, fit: SarLogRatioFit): number {
  const ratios = new Float32Array(sample.pixels.count);
  let n = 0;
  sample.tiles.forEach((tile, index) => {
    const isSeen = seenOf(sample.roles[index]!);
    const calm = smoothSeen(logRatio(fit, { ...tile, isSeen }), tile, isSeen, CALM_SIGMA);
    const { x, y, width, height } = tile.core;
    for (let row = y; row < y + height; row++) {
      for (let i = row * tile.width + x; i < row * tile.width + x + width; i++) {
        if (isSeen[i] === 1) ratios[n++] = calm[i]!;
      }
    }
  });
  const thinned = thin(ratios);
  let middle = medianOf(thinned);
  for (let round = 0; round < TRIM_ROUNDS; round++) {
    const reach = TRIM_DEVIATIONS * SIGMA_PER_MAD * medianOf(thinned.map((ratio) => abs(ratio - middle)));
    const near = thinned.filter((ratio) => abs(ratio - middle) <= reach);
    const next = near.reduce((sum, ratio) => sum + ratio, 0) / near.length;
    const step = abs(next - middle);
    middle = next;
    if (step < SETTLED) break;
  }
  return middle;
}

interface SarWindow {
  readonly before: readonly Float32Array[];
  readonly after: readonly Float32Array[];
  readonly isSeen: Uint8Array;
}

/** Logarithm of the ratio of amplitudes, after over before, less that of unchanged ground; 0 where not seen. */
function logRatio({ unit, floors, unchanged }: SarLogRatioFit, { before, after, isSeen }: SarWindow): Float32Array {
  const out = new Float32Array(isSeen.length);
  for (let i = 0; i < out.length; i++) if (isSeen[i] === 1) out[i] = -unchanged;
  const share = (unit === 'intensity' ? 0.5 : 1) / before.length;
  before.forEach((from, band) => {
    const to = after[band]!;
    const floor = { before: floors.before[band]!, after: floors.after[band]! };
    for (let i = 0; i < out.length; i++) {
      if (isSeen[i] === 0) continue;
      out[i]! +=
        unit === 'decibel'
          ? share * LOG_PER_DECIBEL * (to[i]! - from[i]!)
          : share * Math.log((max(0, to[i]!) + floor.after) / (max(0, from[i]!) + floor.before));
    }
  });
  return out;
}

/** Gaussian smoothing in which pixels that were not seen do not count; they become 0, no change. */
function smoothSeen(values: Float32Array, plane: Plane, isSeen: Uint8Array, sigma: number): Float32Array {
  if (sigma === 0) return values;
  const smooth = boxGaussian(values, plane, sigma);
  if (!isSeen.includes(0)) return smooth;
  const share = boxGaussian(Float32Array.from(isSeen), plane, sigma);
  for (let i = 0; i < smooth.length; i++) smooth[i] = isSeen[i] === 1 ? smooth[i]! / share[i]! : 0;
  return smooth;
}
