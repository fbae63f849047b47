import { cusumProcess } from './cusum.js';
import { mosumProcess } from './mosum.js';
import type { ProcessMethod } from './residualProcess.js';

/** Parameters have bfast's names; one `level` serves the monitoring, `historyLevel` the choice of the history. */
export const bfastMonitorMethod: ProcessMethod = {
  name: 'bfast-monitor',
  version: '1.0',
  source:
    'Verbesselt, Zeileis & Herold 2012, "Near real-time disturbance detection using satellite image time series", RSE 123; as in R bfast (bfastmonitor) with strucchange',
  defaultOrder: 3,
  design: 'regular',
  variant: 'bfast',
  defaultHistory: 'ROC',
  defaultOutlierLimit: 0,
  sigma: 'freedomAboutZero',
  hasMedianMagnitude: true,
  parameters: {
    type: { meaning: 'process that is followed', default: 'OLS-MOSUM', words: ['OLS-MOSUM', 'OLS-CUSUM'] },
    level: { meaning: 'chance of a false alarm', default: 0.05, range: [0.001, 0.5] },
    h: {
      meaning: 'width of the moving window as a share of the history: 0.25, 0.5 or 1',
      default: 0.25,
      range: [0.25, 1],
    },
    period: { meaning: 'how long is monitored, in histories: 2, 4, 6, 8 or 10', default: 10, range: [2, 10] },
    frequency: {
      meaning: 'steps a year that time is cut into; 0: recognised, 365 for irregular days',
      default: 0,
      range: [0, 365],
    },
  },
  residualProcess({ number, word }) {
    const level = number('level');
    if (word('type') === 'OLS-CUSUM') return cusumProcess(level, 1);
    return mosumProcess({ bandwidth: number('h'), period: number('period'), level, historySign: 1 });
  },
};
