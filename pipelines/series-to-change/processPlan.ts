import { BadInputError } from '#domain/errors.js';
import { ordinalOf } from '#domain/time.js';
import {
  DAILY_FREQUENCY,
  designMatrix,
  recogniseFrequency,
  regressorCount,
  regularStep,
  type HarmonicDesign,
} from './harmonicDesign.js';
import { HISTORY_METHODS, type HistoryMethod, type HistoryOptions } from './historyModel.js';
import type { MonitorSettings, ParameterDescription, SeriesDates } from './monitor.js';
import { layOutState, type StateLayout } from './pixelState.js';
import type { ParameterReader, ProcessMethod, ResidualProcess } from './residualProcess.js';

/** How a method that follows a process goes about a series: all that its pixels share. */
export interface ProcessPlan {
  readonly method: ProcessMethod;
  readonly residualProcess: ResidualProcess;
  readonly design: HarmonicDesign;
  /** Regressors. */
  readonly width: number;
  readonly history: HistoryOptions;
  /** Looks before this day do not belong to the history. */
  readonly historyStartDay: number;
  readonly historyEndDay: number;
  /** Looks that must show a break before it counts as confirmed. */
  readonly confirmations: number;
  /** Days after a break until a new history may begin to be watched; 0: never. */
  readonly rearmDays: number;
  /** Days without a clear look that end the judgement; 0: any. */
  readonly maximumGapDays: number;
  readonly duplicates: 'refuse' | 'first';
  readonly layout: StateLayout;
  readonly roomFor: number;
}

/** What all methods that follow a process understand. */
export function sharedParameters({
  defaultHistory,
  defaultOutlierLimit,
}: ProcessMethod): Record<string, ParameterDescription> {
  return {
    history: {
      meaning:
        'what the model is made from: all, or its stable end by reversed CUSUM (ROC), breakpoints (BP) or the test of CCDC',
      default: defaultHistory,
      words: HISTORY_METHODS,
    },
    historyLevel: { meaning: 'level of the reversed CUSUM test', default: 0.05, range: [1e-6, 0.5] },
    historyStart: { meaning: 'first day of the history, YYYY-MM-DD', default: '' },
    fit: { meaning: 'least squares, or robust against outliers', default: 'ols', words: ['ols', 'robust'] },
    outlierLimit: {
      meaning: 'looks of the history farther than this many standard deviations are left out (Shewhart); 0: none',
      default: defaultOutlierLimit,
      range: [0, 1e6],
    },
    confirmations: { meaning: 'looks that must show a break, none taking it back', default: 3, range: [1, 100] },
    rearmYears: {
      meaning: 'years after a break until a new history is watched; 0: never',
      default: 2,
      range: [0, 100],
    },
    maximumGapDays: { meaning: 'longest time without a clear look; 0: any', default: 365, range: [0, 100_000] },
    duplicates: {
      meaning: 'two clear looks of one day: not assessed (refuse), or the first one counts',
      default: 'refuse',
      words: ['refuse', 'first'],
    },
  };
}

/** Share of the time that is history where nobody says when it ends. */
const DEFAULT_HISTORY_SHARE = 2 / 3;

/** The day on which the history of a series ends where none is given. */
export function defaultHistoryEnd(days: Int32Array): number {
  const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
  return first + Math.floor((last - first) * DEFAULT_HISTORY_SHARE);
}

/** What must not change when a series goes on: it was settled from the looks that were there at first. */
export interface SettledPlan {
  readonly design: HarmonicDesign;
  readonly historyEndDay: number;
  /** Looks that the layout of a pixel's numbers has room for. */
  readonly roomFor: number;
}

/**
 * @param settled of an earlier plan that this one continues
 * @throws BadInputError where a parameter cannot be used
 */
export function planProcess(
  method: ProcessMethod,
  { days }: SeriesDates,
  settings: MonitorSettings,
  settled: SettledPlan | null = null,
): ProcessPlan {
  const described = { ...sharedParameters(method), ...method.parameters };
  const valueOf = (name: string) => settings.parameters[name] ?? described[name]?.default;
  const parameter: ParameterReader = { number: (name) => Number(valueOf(name)), word: (name) => String(valueOf(name)) };
  const order = settings.order ?? method.defaultOrder;
  const residualProcess = method.residualProcess(parameter);
  const design = settled?.design ?? designOf(method, order, settings.hasTrend, days, parameter);
  const width = regressorCount(design);
  const historyEndDay = settled?.historyEndDay ?? settings.historyEndDay ?? defaultHistoryEnd(days);
  const roomFor = settled?.roomFor ?? days.length + SPARE_LOOKS;
  const historyLooks = days.filter((day) => day <= historyEndDay).length;
  const logCapacity = method.hasMedianMagnitude ? Math.max(0, roomFor - historyLooks) : 0;
  return {
    method,
    residualProcess,
    design,
    width,
    history: {
      method: parameter.word('history') as HistoryMethod,
      isRobust: parameter.word('fit') === 'robust',
      level: parameter.number('historyLevel'),
      variant: method.variant,
      outlierLimit: parameter.number('outlierLimit'),
    },
    historyStartDay: startDay(parameter.word('historyStart')),
    historyEndDay,
    confirmations: parameter.number('confirmations'),
    rearmDays: Math.round(parameter.number('rearmYears') * 365.25),
    maximumGapDays: parameter.number('maximumGapDays'),
    duplicates: parameter.word('duplicates') === 'first' ? 'first' : 'refuse',
    roomFor,
    layout: layOutState(width, residualProcess.ownFields(roomFor), logCapacity),
  };
}

/** Looks that may come after a state was made before its residuals need more room. */
const SPARE_LOOKS = 64;

function designOf(
  method: ProcessMethod,
  order: number,
  hasTrend: boolean,
  days: Int32Array,
  parameter: ParameterReader,
): HarmonicDesign {
  if (method.design === 'calendar')
    return { kind: 'calendar', order, hasTrend, frequency: DAILY_FREQUENCY, firstStep: 0 };
  const stated = parameter.number('frequency');
  const frequency = stated > 0 ? stated : recogniseFrequency(days);
  if (2 * order >= frequency) {
    throw new BadInputError('more harmonics than the steps of a year can carry', {
      code: 'monitor.order',
      where: '--order',
      found: `order ${order}, ${frequency} steps a year`,
      expected: `at most ${Math.ceil(frequency / 2) - 1}`,
    });
  }
  return { kind: 'regular', order, hasTrend, frequency, firstStep: regularStep(days[0] ?? 1, frequency) };
}

function startDay(text: string): number {
  if (text === '') return -Infinity;
  const day = ordinalOf(text);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(day)) return day;
  throw new BadInputError('not a day', {
    code: 'monitor.parameter',
    where: 'parameter historyStart',
    found: text,
    expected: 'YYYY-MM-DD',
  });
}

/** Regressors of all days of a series. */
export const planRows = ({ design }: ProcessPlan, days: ArrayLike<number>): Float64Array => designMatrix(design, days);
