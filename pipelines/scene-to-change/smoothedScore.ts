import { smoothingRadius, smoothWithValidity } from '../kernels/gaussianSmoothing.js';
import { numberParameter, type ParameterDescription, type Parameters, type ScoredWindow } from './detector.js';

/** For detectors that smooth what they found per pixel. */
export const SMOOTHING_PARAMETERS: Readonly<Record<string, ParameterDescription>> = {
  smoothingSigma: {
    meaning: 'standard deviation of the smoothing of scores, pixels; 0 none',
    default: 0.7,
    range: [0, 20],
  },
};

export const smoothingSigma = (parameters: Parameters): number => numberParameter(parameters, 'smoothingSigma', 0.7);

export const smoothingHalo = (parameters: Parameters): number => smoothingRadius(smoothingSigma(parameters));

/** Smooths values >= 0 as the recipe says; NaN where the pair was not seen. */
export function smoothScore(values: Float32Array, window: ScoredWindow, parameters: Parameters): Float32Array {
  const { roles, width, height } = window;
  return smoothWithValidity({ values, roles, width, height, sigma: smoothingSigma(parameters) });
}
