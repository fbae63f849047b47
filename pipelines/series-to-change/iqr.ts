import { STATE, type StateArray } from './pixelState.js';
import { STEP, type ProcessMethod, type ResidualProcess } from './residualProcess.js';

/** Own numbers: the limits that a residual must keep. */
const LOWER = 0;
const UPPER = 1;

/** Counts looks in a row outside of limits; the boundary is a count. */
export function consecutiveProcess(
  boundary: number,
  limitsOf: (residuals: Float64Array) => readonly [lower: number, upper: number],
): ResidualProcess {
  return {
    ownFields: () => 2,
    isEnough: () => true,
    begin(residuals, state, at, own) {
      const [lower, upper] = limitsOf(residuals);
      state[own + LOWER] = lower;
      state[own + UPPER] = upper;
      state[at + STATE.process] = 0;
      state[at + STATE.boundary] = boundary;
      return false;
    },
    step(residual, state, at, own) {
      const isOutside = isBeyondLimits(residual, state, own);
      const count = isOutside ? state[at + STATE.process]! + 1 : 0;
      state[at + STATE.process] = count;
      state[at + STATE.seen]! += 1;
      return count >= boundary ? STEP.beyond : STEP.inside;
    },
    isStrange: (residual, state, _at, own) => isBeyondLimits(residual, state, own),
  };
}

const isBeyondLimits = (residual: number, state: StateArray, own: number): boolean =>
  residual > state[own + UPPER]! || residual < state[own + LOWER]!;

/** Value below which this share of the values lies, linear between neighbours (numpy's default). */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low]! + (place - low) * (sorted[high]! - sorted[low]!);
}

/** The limits stand about the history's residuals, with the sign that nrt gives them there (prediction minus response). */
export const iqrMethod: ProcessMethod = {
  name: 'iqr',
  version: '1.0',
  source:
    'Tukey 1977, "Exploratory data analysis" (fences of the interquartile range) on residuals of a harmonic model; as in python nrt (IQR)',
  defaultOrder: 3,
  design: 'calendar',
  variant: 'nrt',
  defaultHistory: 'all',
  defaultOutlierLimit: 0,
  sigma: 'freedom',
  hasMedianMagnitude: false,
  parameters: {
    sensitivity: {
      meaning: 'fences in interquartile ranges beyond the quartiles; lower is more sensitive',
      default: 1.5,
      range: [0.01, 100],
    },
    boundary: { meaning: 'looks in a row outside of the fences that make a break', default: 3, range: [1, 100] },
  },
  residualProcess({ number }) {
    const sensitivity = number('sensitivity');
    return consecutiveProcess(number('boundary'), (residuals) => {
      const sorted = residuals.map((residual) => -residual).sort();
      const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
      const range = high - low;
      return [low - sensitivity * range, high + sensitivity * range];
    });
  },
};
