import { landTrendrSegments, type LandTrendrSettings, type Trajectory } from './landTrendrSegments.js';
import { notAssessed, numberOf, wordOf, type Monitor, type PixelOutcome, type SeriesBreak } from './monitor.js';
import { clearLooks } from './residualMonitor.js';
import { seriesDefect } from './seriesDefect.js';
import { yearlyComposites, type YearlySeries } from './yearlyComposites.js';

/**
 * LandTrendr on one band or index. A segment's coefficients: value at its first vertex, change a year. A break is a segment
 * that goes the way of a disturbance and is larger than the noise; it was seen first in the year after its first vertex.
 */
export const landTrendrMonitor: Monitor = {
  name: 'landtrendr',
  version: '1.0',
  source:
    'Kennedy, Yang & Cohen 2010, "Detecting trends in forest disturbance and recovery using yearly Landsat time series: 1. LandTrendr", RSE 114',
  needs: { bands: 'one', isHistoryEndRequired: false },
  defaultOrder: null,
  parameters: {
    maxSegments: { meaning: 'segments at most', default: 6, range: [1, 20] },
    spikeThreshold: { meaning: 'share above which a spike is damped; 1: none', default: 0.9, range: [0, 1] },
    vertexCountOvershoot: { meaning: 'vertices above the most that are tried first', default: 3, range: [0, 20] },
    preventOneYearRecovery: { meaning: 'whether recovery within a year is not believed', default: true },
    recoveryThreshold: {
      meaning: 'recovery by more than this share of the range a year is not believed; 1: any',
      default: 0.25,
      range: [0, 1],
    },
    pvalThreshold: { meaning: 'largest p-value of a model', default: 0.05, range: [0, 1] },
    bestModelProportion: { meaning: 'how near to the best p-value a model must be', default: 0.75, range: [0, 1] },
    minObservationsNeeded: { meaning: 'years with a clear look at least', default: 6, range: [3, 100] },
    disturbance: { meaning: 'which way a disturbance moves the value', default: 'fall', words: ['fall', 'rise'] },
    noiseTimes: { meaning: 'RMSEs of the fit that a break is larger than', default: 4, range: [0, 100] },
    maximumGapDays: { meaning: 'longest time without a clear look; 0: any', default: 1096, range: [0, 100_000] },
    duplicates: {
      meaning: 'two clear looks of one day: not assessed (refuse), or both count in the year’s composite (composite)',
      default: 'refuse',
      words: ['refuse', 'composite'],
    },
    seasonFrom: { meaning: 'first day of the year of the season', default: 1, range: [1, 366] },
    seasonTo: { meaning: 'last day of the year of the season', default: 366, range: [1, 366] },
  },
  prepare(_dates, settings) {
    const number = (name: string): number => numberOf(landTrendrMonitor, settings, name);
    const word = (name: string): string => wordOf(landTrendrMonitor, settings, name);
    const own: LandTrendrSettings = {
      maxSegments: number('maxSegments'),
      spikeThreshold: number('spikeThreshold'),
      vertexCountOvershoot: number('vertexCountOvershoot'),
      preventOneYearRecovery: word('preventOneYearRecovery') === 'true',
      recoveryThreshold: number('recoveryThreshold'),
      pValueThreshold: number('pvalThreshold'),
      bestModelProportion: number('bestModelProportion'),
      minObservationsNeeded: number('minObservationsNeeded'),
      disturbanceSign: word('disturbance') === 'rise' ? 1 : -1,
    };
    const season = { from: number('seasonFrom'), to: number('seasonTo') };
    const noiseTimes = number('noiseTimes');
    const bearable = {
      maximumGapDays: number('maximumGapDays'),
      areDuplicatesRefused: word('duplicates') === 'refuse',
    };
    return (series) => {
      const clear = clearLooks({ duplicates: 'keep' }, series);
      if (typeof clear === 'string') return notAssessed(clear);
      const defect = seriesDefect(series.days, clear, bearable);
      if (defect === 'duplicateDates') return notAssessed(defect);
      const yearly = yearlyComposites(series, season);
      if (yearly.values.length > 1 && yearly.values.every((value) => value === yearly.values[0])) {
        return notAssessed('constant');
      }
      const found = landTrendrSegments(yearly.years, yearly.values, own);
      if (found === null) return notAssessed('tooFewObservations');
      // What was found beside a gap stands.
      return { ...outcomeOf(found, yearly, own, noiseTimes), notAssessed: defect };
    };
  },
};

function outcomeOf(
  { vertices, heights, rmse }: Trajectory,
  { years, days, firstDays }: YearlySeries,
  { disturbanceSign }: LandTrendrSettings,
  noiseTimes: number,
): PixelOutcome {
  const placeOf = (year: number): number => years.indexOf(year);
  const breaks: SeriesBreak[] = [];
  const segments = vertices.slice(1).map((to, k) => {
    const [from, change] = [placeOf(vertices[k]!), heights[k + 1]! - heights[k]!];
    const isBreak = change * disturbanceSign > noiseTimes * rmse;
    if (isBreak) {
      breaks.push({
        day: firstDays[from + 1]!,
        firstLookDay: firstDays[from + 1]!,
        lastClearDay: days[from]!,
        magnitude: change,
        isConfirmed: true,
        confirmations: placeOf(to) - from,
      });
    }
    return {
      fromDay: days[from]!,
      toDay: days[placeOf(to)]!,
      breakDay: null,
      coefficients: { value: [heights[k]!, change / (to - vertices[k]!)] },
      rmse: { value: rmse },
      count: placeOf(to) - from + 1,
    };
  });
  return {
    notAssessed: null,
    breaks,
    history: { fromDay: days[0]!, toDay: days.at(-1)!, count: years.length },
    sigma: rmse,
    coefficients: heights,
    segments,
  };
}
