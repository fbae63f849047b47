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
import { localCorrelationChange } from './localCorrelationChange.js';
import { localMeans, meanDifference, meanRatio, type BandPair } from './ratio.js';

interface WindowMeasure {
  readonly name: DetectorName;
  readonly source: string;
  readonly sensors: readonly SensorKind[];
  readonly radius: number;
  /** Change of one band, per pixel, >= 0. */
  readonly change: (pair: BandPair, radius: number) => Float32Array | Float64Array;
}

const INGLADA = 'Inglada & Mercier 2007, A new statistical similarity measure, IEEE TGRS 45(5), 1432–1445';

/** Detectors that compare square windows of each band as it is, without learning anything; bands are averaged. */
function windowDetector({ name, source, sensors, radius, change }: WindowMeasure): AnyDetector {
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
    fit: () => ({ fit: null, warnings: [] }),
    score: (_, window, { parameters }) => ({
      score: averageOverBands(window, (pair) => change(pair, radiusOf(parameters))),
    }),
  });
}

export const meanRatioDetector = windowDetector({
  name: 'meanRatio',
  source: INGLADA,
  sensors: ['sar'],
  radius: 2,
  change: (pair, radius) => meanRatio(localMeans(pair, radius)),
});

export const meanDifferenceDetector = windowDetector({
  name: 'meanDifference',
  source: INGLADA,
  sensors: ['sar', 'optical', 'rgb'],
  radius: 2,
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
