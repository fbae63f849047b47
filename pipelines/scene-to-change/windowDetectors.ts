import { BadInputError } from '#domain/errors.js';
import type { DetectorName } from '#domain/recipe.js';
import type { SensorKind } from '#domain/scene.js';
import {
  asAnyDetector,
  numberParameter,
  type AnyDetector,
  type ParameterDescription,
  type Parameters,
  type ScoredWindow,
} from './detector.js';
import { medianOf } from '../kernels/robustStatistics.js';
import type { SeenPixels } from './pairPixels.js';
import { localCorrelationChange } from './localCorrelationChange.js';
import { everyNth, MOST_MEASURED_PIXELS } from './pictureEvidence.js';
import { localMeans, meanDifference, meanRatio, type BandPair } from './ratio.js';

interface WindowMeasure {
  readonly name: DetectorName;
  readonly source: string;
  readonly sensors: readonly SensorKind[];
  readonly radius: number;
  /** What the values must be for the measure to mean something; default: any. */
  readonly units?: 'same' | 'sameAboveZero';
  /** Change of one band, per pixel, >= 0. */
  readonly change: (pair: BandPair, radius: number) => Float32Array | Float64Array;
}

const INGLADA = 'Inglada & Mercier 2007, A new statistical similarity measure, IEEE TGRS 45(5), 1432–1445';

/** Detectors that compare square windows of each band as it is, without learning anything; bands are averaged. */
function windowDetector({ name, source, sensors, radius, units, change }: WindowMeasure): AnyDetector {
  const radiusOf = (parameters: Parameters): number => Math.round(numberParameter(parameters, 'radius', radius));
  const parameter: ParameterDescription = {
    meaning: 'windows are squares of 2 × radius + 1 pixels',
    default: radius,
    range: [0, 30],
  };
  return asAnyDetector<null>({
    name,
    source,
    needs: { sensors, bands: () => null, gsdM: () => null },
    parameters: { radius: parameter },
    cover: { to: 'unknown' },
    haloPixels: radiusOf,
    fit({ bands, pixels }) {
      if (units === 'sameAboveZero') refuseBelowZero(bands, pixels);
      if (units !== undefined) refuseOtherUnits(bands, pixels);
      return { fit: null, warnings: [] };
    },
    score: (_, window, { parameters }) => ({
      score: averageOverBands(window, (pair) => change(pair, radiusOf(parameters))),
    }),
  });
}

/** Share of the pixels that may be below zero by noise that was taken off. */
const MOST_BELOW_ZERO = 0.01;

function refuseBelowZero(bands: readonly string[], pixels: SeenPixels): void {
  for (const side of ['before', 'after'] as const) {
    pixels[side].forEach((values, index) => {
      let below = 0;
      for (const value of values) if (value < 0) below++;
      if (below <= MOST_BELOW_ZERO * values.length) return;
      throw new BadInputError('a ratio needs values above 0', {
        code: 'pair.units',
        where: `${side} scene, band ${bands[index]!}`,
        found: `${((100 * below) / values.length).toFixed(1)} % of the pixels below 0, as in decibels`,
        expected: 'amplitudes or intensities; for decibels use sarLogRatio',
      });
    });
  }
}

/** No season and no works change the middle of a scene by so much; from 0–1 to 0–10,000 is more. */
const MOST_GROWTH = 50;

const sizeOf = (values: Float32Array): number => {
  const step = Math.max(1, Math.ceil(values.length / MOST_MEASURED_PIXELS));
  return medianOf(everyNth(values, step).map(Math.abs));
};

function refuseOtherUnits(bands: readonly string[], pixels: SeenPixels): void {
  pixels.before.forEach((values, index) => {
    const [before, after] = [values, pixels.after[index]!].map(sizeOf);
    const [less, more] = before! < after! ? [before!, after!] : [after!, before!];
    if (less === 0 || more <= MOST_GROWTH * less) return;
    throw new BadInputError('the dates are in different units', {
      code: 'pair.units',
      where: `band ${bands[index]!}`,
      found: `medians of ${before!.toPrecision(3)} before and ${after!.toPrecision(3)} after`,
      expected: 'values in one unit; give the scale of each scene in its file or manifest',
    });
  });
}

export const meanRatioDetector = windowDetector({
  name: 'meanRatio',
  source: INGLADA,
  sensors: ['sar'],
  radius: 2,
  units: 'sameAboveZero',
  change: (pair, radius) => meanRatio(localMeans(pair, radius)),
});

export const meanDifferenceDetector = windowDetector({
  name: 'meanDifference',
  source: INGLADA,
  sensors: ['sar', 'optical', 'rgb'],
  radius: 2,
  units: 'same',
  change: (pair, radius) => meanDifference(localMeans(pair, radius)).map(Math.abs),
});

export const localCorrelationDetector = windowDetector({
  name: 'localCorrelation',
  source: INGLADA,
  sensors: ['sar', 'optical', 'rgb'],
  radius: 5,
  change: localCorrelationChange,
});

function averageOverBands(
  { before, after, isSeen, width, height }: ScoredWindow,
  changeOf: (pair: BandPair) => Float32Array | Float64Array,
): Float32Array {
  const out = new Float32Array(isSeen.length);
  const share = 1 / before.length;
  before.forEach((values, band) => {
    const change = changeOf({ before: values, after: after[band]!, isSeen, width, height });
    for (let i = 0; i < out.length; i++) out[i]! += share * change[i]!;
  });
  return out;
}
