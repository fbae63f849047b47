import { cusumCriticalValue } from './criticalValues.js';
import { boundaryTable } from './boundaryTable.js';
import { STATE, type StateArray } from './pixelState.js';
import { STEP, type ProcessMethod, type ResidualProcess } from './residualProcess.js';

/**
 * Cumulative sum of residuals, each over sigma times the root of the history's length, against Chu's boundary.
 * @param historySign 1: the history's residuals are summed as response minus prediction (strucchange); -1: the other way
 *   round (nrt). They sum to 0 where the model has an intercept and was made from all of them.
 */
export function cusumProcess(level: number, historySign: 1 | -1): ResidualProcess {
  const critical = cusumCriticalValue(level);
  const boundaries = boundaryTable((history, seen) => {
    const x = (history + seen) / history;
    return Math.sqrt(x * (x - 1) * (critical * critical + Math.log(x / (x - 1))));
  });
  const scaleOf = (state: StateArray, at: number): number =>
    state[at + STATE.sigma]! * Math.sqrt(state[at + STATE.historyCount]!);
  return {
    ownFields: () => 0,
    isEnough: () => true,
    begin(residuals, state, at) {
      const scale = scaleOf(state, at);
      let sum = 0;
      for (const residual of residuals) sum += (historySign * residual) / scale;
      state[at + STATE.process] = sum;
      state[at + STATE.boundary] = NaN;
      return false;
    },
    step(residual, state, at) {
      const seen = state[at + STATE.seen]! + 1;
      const boundary = boundaries(state[at + STATE.historyCount]!)(seen);
      const scale = scaleOf(state, at);
      // Where numbers are kept in single precision, they are computed in it too, as the kernel does.
      const share =
        state instanceof Float32Array ? Math.fround(Math.fround(residual) / Math.fround(scale)) : residual / scale;
      state[at + STATE.seen] = seen;
      state[at + STATE.process]! += share;
      state[at + STATE.boundary] = boundary;
      return Math.abs(state[at + STATE.process]!) >= state[at + STATE.boundary]! ? STEP.beyond : STEP.inside;
    },
    watchedBoundaries: {
      historySign,
      at: (history, seen) => boundaries(history)(seen),
      table: (historyDates, laterDates) =>
        Float64Array.from({ length: (historyDates + 1) * laterDates }, (_, k) =>
          boundaries(Math.floor(k / laterDates))((k % laterDates) + 1),
        ),
    },
  };
}

export const cusumMethod: ProcessMethod = {
  name: 'cusum',
  version: '1.0',
  source:
    'Chu, Stinchcombe & White 1996, "Monitoring structural change", Econometrica 64(5); OLS-CUSUM as in R strucchange (mefp) and python nrt (CuSum)',
  defaultOrder: 2,
  design: 'calendar',
  variant: 'nrt',
  defaultHistory: 'all',
  defaultOutlierLimit: 0,
  sigma: 'freedom',
  hasMedianMagnitude: false,
  parameters: {
    level: { meaning: 'chance of a false alarm', default: 0.05, range: [1e-6, 0.5] },
  },
  residualProcess: ({ number }) => cusumProcess(number('level'), -1),
};
