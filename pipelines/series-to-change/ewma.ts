import { STATE } from './pixelState.js';
import { STEP, type ProcessMethod } from './residualProcess.js';

/**
 * Exponentially weighted moving average of residuals.
 * The limits are those that the chart approaches; the average begins with the history's residuals, with the sign that nrt
 * gives them there (prediction minus response), and a history that ends above the limit is unstable.
 */
export const ewmaMethod: ProcessMethod = {
  name: 'ewma',
  version: '1.0',
  source:
    'Brooks et al. 2014, "On-the-fly massively multitemporal change detection using statistical quality control charts and Landsat data", IEEE TGRS 52(6), eq. 6-8; as in python nrt (EWMA)',
  defaultOrder: 2,
  design: 'calendar',
  variant: 'nrt',
  defaultHistory: 'all',
  defaultOutlierLimit: 5,
  sigma: 'count',
  hasMedianMagnitude: false,
  parameters: {
    lambda: { meaning: 'weight of the newest residual', default: 0.3, range: [0.001, 1] },
    sensitivity: {
      meaning: 'limits in standard deviations of the average; lower is more sensitive',
      default: 2,
      range: [0.01, 100],
    },
    outlierThreshold: {
      meaning: 'a look farther than this many standard deviations is left out',
      default: 10,
      range: [0.01, 1e6],
    },
  },
  residualProcess({ number }) {
    const lambda = number('lambda');
    const width = number('sensitivity') * Math.sqrt(lambda / (2 - lambda));
    const threshold = number('outlierThreshold');
    return {
      ownFields: () => 0,
      isEnough: () => true,
      begin(residuals, state, at) {
        let average = 0;
        for (const residual of residuals) average = (1 - lambda) * average - lambda * residual;
        state[at + STATE.process] = average;
        state[at + STATE.boundary] = width * state[at + STATE.sigma]!;
        return average > state[at + STATE.boundary]!;
      },
      scan(residuals, count, state, at) {
        const boundary = state[at + STATE.boundary]!;
        const most = threshold * state[at + STATE.sigma]!;
        let kept = state[at + STATE.process]!;
        let look = 0;
        let isLeftOut = false;
        for (; look < count; look++) {
          isLeftOut = Math.abs(residuals[look]!) > most;
          const average = (1 - lambda) * kept + lambda * residuals[look]!;
          if (isLeftOut || Math.abs(average) >= boundary) break;
          kept = Math.fround(average);
        }
        if (isLeftOut) return -1;
        state[at + STATE.process] = kept;
        state[at + STATE.seen]! += look;
        return look;
      },
      step(residual, state, at) {
        if (Math.abs(residual) > threshold * state[at + STATE.sigma]!) return STEP.leftOut;
        const average = (1 - lambda) * state[at + STATE.process]! + lambda * residual;
        state[at + STATE.process] = average;
        state[at + STATE.seen]! += 1;
        return Math.abs(average) >= state[at + STATE.boundary]! ? STEP.beyond : STEP.inside;
      },
    };
  },
};
