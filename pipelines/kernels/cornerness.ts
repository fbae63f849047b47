import { boxGaussian, type Plane } from './boxGaussian.js';
import { gaussianDerivatives } from './gaussianDerivatives.js';

const { max, sqrt } = Math;

/**
 * Smaller eigenvalue of the structure tensor: high where edges of two directions meet, as at corners of buildings.
 * @param derivativeSigma pixels; smoothing of the derivative
 * @param windowSigma pixels; averaging of the tensor
 * @source Shi & Tomasi 1994, Good features to track
 */
export function cornerness(values: Float32Array, plane: Plane, derivativeSigma = 1, windowSigma = 1.5): Float32Array {
  const { dx, dy } = gaussianDerivatives(values, plane, derivativeSigma);
  const xx = new Float32Array(values.length);
  const yy = new Float32Array(values.length);
  const xy = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    xx[i] = dx[i]! * dx[i]!;
    yy[i] = dy[i]! * dy[i]!;
    xy[i] = dx[i]! * dy[i]!;
  }
  const a = boxGaussian(xx, plane, windowSigma);
  const b = boxGaussian(yy, plane, windowSigma);
  const c = boxGaussian(xy, plane, windowSigma);
  const out = new Float32Array(values.length);
  for (let i = 0; i < out.length; i++) {
    const half = (a[i]! - b[i]!) / 2;
    out[i] = max(0, (a[i]! + b[i]!) / 2 - sqrt(half * half + c[i]! * c[i]!));
  }
  return out;
}
