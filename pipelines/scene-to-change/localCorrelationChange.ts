import { seenValues, windowMoments, windowSum } from '../kernels/windowMoments.js';
import type { BandPair } from './ratio.js';

/**
 * 1 - r, with r the correlation of both dates in the square window of `2 * radius + 1` pixels round each pixel: 0 where
 * structure is the same whatever the gain and offset, 1 where it has nothing in common, 2 where it is inverted. Windows
 * flat on both dates count as the same (0), flat on one date only as unlike (1). Edge pixels are repeated; a chunk needs
 * a halo of `radius`. NaN where the pixel itself was not seen; unseen neighbours are left out.
 * @param pair one band of any sensor, any units
 * @source Inglada & Mercier 2007, TGRS 45(5), 1432–1445; as OTB's CorrelationChangeDetector
 */
export function localCorrelationChange(pair: BandPair, radius: number): Float32Array {
  const { isSeen, width, height } = pair;
  const before = { values: pair.before, isSeen, width, height };
  const after = { values: pair.after, isSeen, width, height };
  const a = windowMoments(before, radius);
  const b = windowMoments(after, radius);
  const product = seenValues(before);
  for (let i = 0; i < product.length; i++) if (isSeen[i] === 1) product[i]! *= pair.after[i]!;
  const products = windowSum(product, width, height, radius);
  const out = new Float32Array(width * height);
  for (let i = 0; i < out.length; i++) {
    if (isSeen[i] === 0) out[i] = NaN;
    else if (a.variance[i] === 0 && b.variance[i] === 0) out[i] = 0;
    else if (a.variance[i] === 0 || b.variance[i] === 0) out[i] = 1;
    else {
      const covariance = products[i]! / a.count[i]! - a.mean[i]! * b.mean[i]!;
      const correlation = covariance / Math.sqrt(a.variance[i]! * b.variance[i]!);
      out[i] = 1 - Math.min(1, Math.max(-1, correlation));
    }
  }
  return out;
}
