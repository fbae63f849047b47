import type { ParameterDescription, Parameters } from './monitor.js';

/** What the published programs differ in. */
export const VARIANTS = {
  pyccd: { consecutive: 6, penalty: 1, detection: ['green', 'red', 'nir', 'swir1', 'swir2'] },
  cold: { consecutive: 6, penalty: 20, detection: ['green', 'red', 'nir', 'swir1', 'swir2'] },
  yatsm: { consecutive: 5, penalty: 20, detection: ['red', 'swir1', 'swir2'] },
} as const;

/** What the segments of a whole series are made by, beside what a watched history understands. */
export const CCDC_PARAMETERS: Readonly<Record<string, ParameterDescription>> = {
  variant: {
    meaning:
      'whose rules the segments follow; auto: yatsm for rasters and where one of its own parameters is given, else pyccd',
    default: 'auto',
    words: ['auto', ...Object.keys(VARIANTS)],
  },
  estimator: { meaning: 'how curves are fitted', default: 'lasso', words: ['lasso', 'ols'] },
  penalty: {
    meaning: 'weight of the lasso, reflectance times 10,000; -1: the variant’s (1; cold and yatsm 20)',
    default: -1,
    range: [-1, 1e6],
  },
  consecutive: {
    meaning: 'looks in a row that make a break; 0: the variant’s (6; yatsm 5)',
    default: 0,
    range: [0, 50],
  },
  testBands: { meaning: 'bands that a break is looked for in, with commas; empty: the variant’s', default: '' },
  probability: {
    meaning: 'chance that a look of unchanged ground stays below the threshold (pyccd, cold)',
    default: 0.99,
    range: [0.5, 0.999999],
  },
  threshold: { meaning: 'RMSEs that a look must leave the model by (yatsm)', default: 3, range: [0.1, 100] },
  minObs: { meaning: 'clear looks that a model needs (yatsm)', default: 16, range: [6, 1000] },
  minRmse: {
    meaning: 'smallest RMSE that a look is measured in, reflectance times 10,000 (yatsm)',
    default: 150,
    range: [0, 1e4],
  },
  retrainDays: { meaning: 'days after which the model is fitted anew (yatsm)', default: 365.25, range: [0, 1e5] },
  screening: {
    meaning: 'how far a cloud stands out of green, or a shadow of swir1, reflectance times 10,000 (yatsm)',
    default: 400,
    range: [0, 1e4],
  },
};

/** Parameters that only yatsm's rules know. */
const YATSM_PARAMETERS = ['threshold', 'minObs', 'minRmse', 'retrainDays', 'screening'] as const;

/** @param stated `auto`: by the parameters that are given */
export function chosenVariant(stated: string, parameters: Parameters): keyof typeof VARIANTS {
  if (stated !== 'auto') return stated as keyof typeof VARIANTS;
  return YATSM_PARAMETERS.some((name) => parameters[name] !== undefined) ? 'yatsm' : 'pyccd';
}
