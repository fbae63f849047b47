import { baytsUpdate, changeChance, posterior, type ClassDensity } from './baytsUpdate.js';
import {
  designMatrix,
  recogniseFrequency,
  regressorCount,
  regularStep,
  type HarmonicDesign,
} from './harmonicDesign.js';
import { notAssessed, numberOf, wordOf, type Monitor, type PixelOutcome, type PixelSeries } from './monitor.js';
import { leastSquares } from './normalEquations.js';
import { defaultHistoryEnd } from './processPlan.js';
import { medianOfDoubles } from './robustFit.js';
import { clearLooks } from './residualMonitor.js';
import { seriesDefect, type BearableDays } from './seriesDefect.js';
import { standardDeviation } from './stableHistory.js';

/**
 * Bayesian updating on one band, radar or optical. Without densities both classes are derived from the history: median and
 * standard deviations of it, the changed class so many deviations away; seasons are taken out first.
 */
export const baytsMonitor: Monitor = {
  name: 'bayts',
  version: '1.0',
  source:
    'Reiche et al. 2015, "A Bayesian approach to combine Landsat and ALOS PALSAR time series for near real-time deforestation detection", Remote Sensing 7(5); densities from the history: Reiche et al. 2018, "Improving near-real time deforestation monitoring in tropical dry forests by combining dense Sentinel-1 time series with Landsat and ALOS-2 PALSAR-2", RSE 204; as in R bayts',
  needs: { bands: 'one', isHistoryEndRequired: false },
  defaultOrder: 1,
  parameters: {
    chi: { meaning: 'chance of change at which it is confirmed', default: 0.9, range: [0.5, 0.999999] },
    pnfMin: { meaning: 'chance of a single look that raises a flag', default: 0.5, range: [0, 1] },
    bwfLow: { meaning: 'least chance that a single look gives', default: 0.1, range: [0, 0.5] },
    bwfHigh: { meaning: 'largest chance that a single look gives', default: 0.9, range: [0.5, 1] },
    density: { meaning: 'kind of both densities', default: 'gaussian', words: ['gaussian', 'weibull'] },
    forestMean: { meaning: 'mean (Weibull: shape) of the stable class', default: 0 },
    forestSd: { meaning: 'deviation (scale) of the stable class; 0: from the history', default: 0, range: [0, 1e6] },
    nonForestMean: { meaning: 'mean (Weibull: shape) of the changed class', default: 0 },
    nonForestSd: {
      meaning: 'deviation (scale) of the changed class; 0: from the history',
      default: 0,
      range: [0, 1e6],
    },
    forestTimes: { meaning: 'deviations of the history that the stable class has', default: 2, range: [0.01, 100] },
    nonForestTimes: { meaning: 'deviations of the history that the changed class has', default: 2, range: [0.01, 100] },
    nonForestShift: {
      meaning: 'deviations of the history that the changed class is away',
      default: -4,
      range: [-100, 100],
    },
    maximumGapDays: { meaning: 'longest time without a clear look; 0: any', default: 365, range: [0, 100_000] },
    duplicates: {
      meaning: 'two clear looks of one day: not assessed (refuse), or the second updates the first (update)',
      default: 'refuse',
      words: ['refuse', 'update'],
    },
  },
  prepare({ days }, settings) {
    const number = (name: string): number => numberOf(baytsMonitor, settings, name);
    const isGiven = number('forestSd') > 0 && number('nonForestSd') > 0;
    const frequency = recogniseFrequency(days);
    const design: HarmonicDesign = {
      kind: 'regular',
      order: settings.order ?? (isGiven ? 0 : 1),
      hasTrend: settings.hasTrend,
      frequency,
      firstStep: days.length > 0 ? regularStep(days[0]!, frequency) : 0,
    };
    const whole: Whole = {
      design,
      rows: designMatrix(design, days),
      historyEndDay: settings.historyEndDay ?? (isGiven && design.order === 0 ? -Infinity : defaultHistoryEnd(days)),
      isGiven,
      number,
      bearable: {
        maximumGapDays: number('maximumGapDays'),
        areDuplicatesRefused: wordOf(baytsMonitor, settings, 'duplicates') === 'refuse',
      },
      kind: wordOf(baytsMonitor, settings, 'density') === 'weibull' ? 'weibull' : 'gaussian',
    };
    return (series) => watchPixel(whole, series);
  },
};

interface Whole {
  readonly design: HarmonicDesign;
  readonly rows: Float64Array;
  readonly historyEndDay: number;
  readonly isGiven: boolean;
  readonly number: (name: string) => number;
  readonly bearable: BearableDays;
  readonly kind: ClassDensity['kind'];
}

const FEWEST_HISTORY_LOOKS = 5;

function watchPixel(whole: Whole, series: PixelSeries): PixelOutcome {
  const { number, isGiven, historyEndDay, bearable } = whole;
  const { days, values } = series;
  const own = values[0]!;
  const found = clearLooks({ duplicates: 'keep' }, series);
  if (typeof found === 'string') return notAssessed(found);
  const clear = [...found];
  const defect = seriesDefect(days, clear, bearable);
  if (defect !== null) return notAssessed(defect);
  const history = clear.filter((i) => days[i]! <= historyEndDay);
  const needsHistory = !isGiven || whole.design.order > 0;
  if (needsHistory && history.length < FEWEST_HISTORY_LOOKS + regressorCount(whole.design)) {
    return notAssessed('tooFewObservations');
  }
  if (history.length === clear.length) return notAssessed('nothingToMonitor');
  const past = Float64Array.from(history, (i) => own[i]!);
  const level = history.length > 0 ? medianOfDoubles(past) : number('forestMean');
  const deviation = history.length > 1 ? standardDeviation(past, 1) : 0;
  if (!isGiven && !(deviation > 0)) return notAssessed('constant');
  const seasonless = needsHistory ? withoutSeasons(whole, own, history, level) : own;
  if (seasonless === null) return notAssessed('undetermined');
  const { kind } = whole;
  const [stable, changed]: ClassDensity[] = isGiven
    ? [
        { kind, first: number('forestMean'), second: number('forestSd') },
        { kind, first: number('nonForestMean'), second: number('nonForestSd') },
      ]
    : [
        { kind: 'gaussian', first: level, second: deviation * number('forestTimes') },
        {
          kind: 'gaussian',
          first: level + deviation * number('nonForestShift'),
          second: deviation * number('nonForestTimes'),
        },
      ];
  const bounds = [number('bwfLow'), number('bwfHigh')] as const;
  const looks: number[] = [];
  const chances: number[] = [];
  for (const i of clear) {
    const chance = changeChance(seasonless[i]!, stable!, changed!, bounds);
    // Looks of one day are one: the second updates the first.
    if (days[i] === days[looks.at(-1) ?? -1]) chances.push(posterior(chances.pop()!, chance));
    else {
      looks.push(i);
      chances.push(chance);
    }
  }
  const start = looks.findIndex((i) => days[i]! > historyEndDay);
  if (start < 0) return notAssessed('nothingToMonitor');
  const chi = number('chi');
  const { flagged, confirmed, chance } = baytsUpdate(chances, start, chi, number('pnfMin'));
  const base = {
    notAssessed: null,
    history: history.length === 0 ? null : historyOf(days, history),
    sigma: deviation,
    coefficients: [stable!.first, stable!.second, changed!.first, changed!.second],
    segments: [],
    process: chance,
    boundary: chi,
  };
  if (flagged < 0) return { ...base, breaks: [] };
  const last = confirmed < 0 ? looks.length - 1 : confirmed;
  const after = Float64Array.from(looks.slice(flagged, last + 1), (i) => seasonless[i]!);
  const day = days[looks[flagged]!]!;
  return {
    ...base,
    breaks: [
      {
        day,
        firstLookDay: day,
        lastClearDay: flagged > 0 ? days[looks[flagged - 1]!]! : null,
        magnitude: medianOfDoubles(after) - level,
        isConfirmed: confirmed >= 0,
        confirmations: last - flagged + 1,
      },
    ],
  };
}

const historyOf = (days: Int32Array, history: readonly number[]) => ({
  fromDay: days[history[0]!]!,
  toDay: days[history.at(-1)!]!,
  count: history.length,
});

/** Values about the history's level with the seasons (and trend) of the history taken out; null: not determined. */
function withoutSeasons(
  { design, rows }: Whole,
  values: Float64Array,
  history: readonly number[],
  level: number,
): Float64Array | null {
  const width = regressorCount(design);
  const own = new Float64Array(history.length * width);
  history.forEach((i, k) => own.set(rows.subarray(i * width, (i + 1) * width), k * width));
  const response = Float64Array.from(history, (i) => values[i]!);
  const fit = leastSquares({ rows: own, width, hasTrend: design.hasTrend, response });
  if (fit === null) return null;
  return values.map((value, i) => {
    let predicted = 0;
    for (let k = 0; k < width; k++) predicted += fit.coefficients[k]! * rows[i * width + k]!;
    return level + value - predicted;
  });
}
