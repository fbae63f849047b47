import { mosumCriticalValue } from './criticalValues.js';
import { boundaryTable } from './boundaryTable.js';
import { STATE } from './pixelState.js';
import { STEP, type ProcessMethod, type ResidualProcess } from './residualProcess.js';

/** Own numbers: the width of the window, then the residuals in it. */
const WIDTH = 0;
const WINDOW = 1;

/** Widest window that a pixel of this history has. */
const widest = (bandwidth: number, historyLooks: number): number => Math.max(1, Math.floor(bandwidth * historyLooks));

export interface MosumOptions {
  readonly bandwidth: number;
  readonly period: number;
  readonly level: number;
  /** As in `cusumProcess`. */
  readonly historySign: 1 | -1;
}

/**
 * Sum of the residuals in a moving window (a share of the history's length), each over sigma times the root of the history's
 * length. The window begins with the end of the history.
 */
export function mosumProcess({ bandwidth, period, level, historySign }: MosumOptions): ResidualProcess {
  const critical = mosumCriticalValue(bandwidth, period, level);
  const boundaries = boundaryTable((history, seen) => {
    const x = (history + seen) / history;
    return critical * Math.sqrt(2 * (x > Math.E ? Math.log(x) : 1));
  });
  return {
    ownFields: (historyLooks) => 1 + widest(bandwidth, historyLooks),
    isEnough: (historyLooks) => Math.floor(bandwidth * historyLooks) > 1,
    begin(residuals, state, at, own) {
      const width = Math.floor(bandwidth * residuals.length);
      const scale = state[at + STATE.sigma]! * Math.sqrt(state[at + STATE.historyCount]!);
      state[own + WIDTH] = width;
      let sum = 0;
      for (let k = 0; k < width; k++) {
        const value = (historySign * residuals[residuals.length - width + k]!) / scale;
        state[own + WINDOW + k] = value;
        sum += value;
      }
      state[at + STATE.process] = sum;
      state[at + STATE.boundary] = NaN;
      return false;
    },
    step(residual, state, at, own) {
      const history = state[at + STATE.historyCount]!;
      const width = state[own + WIDTH]!;
      const seen = state[at + STATE.seen]!;
      state[own + WINDOW + (seen % width)] = residual / (state[at + STATE.sigma]! * Math.sqrt(history));
      let sum = 0;
      for (let k = 0; k < width; k++) sum += state[own + WINDOW + k]!;
      const boundary = boundaries(history)(seen + 1);
      state[at + STATE.seen] = seen + 1;
      state[at + STATE.process] = sum;
      state[at + STATE.boundary] = boundary;
      return Math.abs(sum) >= boundary ? STEP.beyond : STEP.inside;
    },
  };
}

export const mosumMethod: ProcessMethod = {
  name: 'mosum',
  version: '1.0',
  source:
    'Leisch, Hornik & Kuan 2000, "Monitoring structural changes with the generalized fluctuation test", Econometric Theory 16; OLS-MOSUM as in R strucchange (mefp) and python nrt (MoSum)',
  defaultOrder: 2,
  design: 'calendar',
  variant: 'nrt',
  defaultHistory: 'all',
  defaultOutlierLimit: 0,
  sigma: 'freedom',
  hasMedianMagnitude: false,
  parameters: {
    level: { meaning: 'chance of a false alarm', default: 0.05, range: [0.001, 0.05] },
    h: { meaning: 'width of the window as a share of the history: 0.25, 0.5 or 1', default: 0.25, range: [0.25, 1] },
    period: { meaning: 'how long is monitored, in histories: 2, 4, 6, 8 or 10', default: 10, range: [2, 10] },
  },
  residualProcess: ({ number }) =>
    mosumProcess({ bandwidth: number('h'), period: number('period'), level: number('level'), historySign: -1 }),
};
