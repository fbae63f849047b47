import { consecutiveProcess } from './iqr.js';
import type { ProcessMethod } from './residualProcess.js';

/** CCDC after a given history: looks in a row farther from the model than a multiple of its RMSE. One band. */
export const ccdcProcessMethod: ProcessMethod = {
  name: 'ccdc',
  version: '1.0',
  source:
    'Zhu & Woodcock 2014, "Continuous change detection and classification of land cover using all available Landsat data", RSE 144; after a stable history as in python nrt (CCDC)',
  defaultOrder: 2,
  design: 'calendar',
  variant: 'nrt',
  defaultHistory: 'CCDC',
  defaultOutlierLimit: 0,
  sigma: 'count',
  hasMedianMagnitude: false,
  parameters: {
    sensitivity: {
      meaning: 'RMSEs that a look must be away from the model; lower is more sensitive',
      default: 3,
      range: [0.01, 100],
    },
    boundary: { meaning: 'such looks in a row that make a break', default: 3, range: [1, 100] },
  },
  residualProcess({ number }) {
    const sensitivity = number('sensitivity');
    return consecutiveProcess(number('boundary'), (residuals) => {
      const rmse = Math.sqrt(residuals.reduce((sum, residual) => sum + residual * residual, 0) / residuals.length);
      return [-sensitivity * rmse, sensitivity * rmse];
    });
  },
};
