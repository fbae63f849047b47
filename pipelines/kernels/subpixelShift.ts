import { spectrumOf, whitenedCross, type CrossSpectrum } from './crossSpectrum.js';

const { cos: cosine, sin: sine } = Math;

/** A block of both dates over the same place: square, `size * size` long, row-major, finite. */
export interface BlockPair {
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/** One shift for all blocks: the after content lies x pixels to the right and y pixels down. */
export interface CommonShift {
  readonly x: number;
  readonly y: number;
  /** Height of the common correlation peak, 0–1. */
  readonly quality: number;
  /** That height in standard deviations of what unrelated pictures give. */
  readonly significance: number;
  /** Blocks with texture on both dates. */
  readonly blocks: number;
}

/**
 * Significance from which a peak is one: what the highest of all whole shifts within reach attains where the pictures are
 * unrelated, the expected maximum of so many normal deviates, and some more. 4.5 within 16 pixels.
 */
export function leastSignificance(reachPixels: number): number {
  return Math.sqrt(2 * Math.log((2 * reachPixels + 1) ** 2)) + 0.76;
}

/**
 * Frequencies that are independent of each other, as a share of all: the window couples neighbours (noise bandwidth 1.5
 * per axis), and those of a real picture come in conjugate pairs (the factor 2 of a phasor's variance).
 * @source Harris 1978, Proc. IEEE 66(1), table 1 (Hann window)
 */
const INDEPENDENT_SHARE = 1 / 1.5 ** 2;

/**
 * One shift for many blocks: their whitened cross spectra are averaged before the peak is sought. Noise, and blocks whose
 * ground changed, cancel out where they would each give a shift of their own; very high resolution pairs of different
 * light and season have no other peak. Refined by evaluating the transform on a grid of hundredths of a pixel round the
 * peak; repeated with whole pixels taken off, since the blocks' windows drag large shifts towards zero.
 * @param size side of the blocks, a power of two
 * @param reachPixels largest shift that is looked for in each direction, whole pixels, at most size / 2
 * @returns null where no block holds texture on both dates
 * @source Guizar-Sicairos, Thurman & Fienup 2008, Optics Letters 33(2), 156–158 (matrix-multiply refinement); averaging
 *   after whitening, Foroosh, Zerubia & Berthod 2002, IEEE Trans. Image Proc. 11(3), 188–200
 */
export function commonShift(pairs: readonly BlockPair[], size: number, reachPixels: number): CommonShift | null {
  const first = measure(pairs, size, reachPixels);
  if (first === null) return null;
  const [wholeX, wholeY] = [Math.round(first.x), Math.round(first.y)];
  if (first.significance < leastSignificance(reachPixels) || (wholeX === 0 && wholeY === 0)) return first;
  const moved = pairs.map(({ before, after }) => ({ before, after: takenBack(after, size, wholeX, wholeY) }));
  const rest = measure(moved, size, NEAR);
  if (rest === null || rest.significance < first.significance) return first;
  return { ...rest, x: wholeX + rest.x, y: wholeY + rest.y };
}

/** What is looked for once whole pixels were taken off. */
const NEAR = 2;

const measure = (pairs: readonly BlockPair[], size: number, reachPixels: number): CommonShift | null =>
  peakShift(crossSpectra(pairs, size), size, reachPixels);

/** Cross spectra of the blocks that hold texture on both dates. */
export function crossSpectra(pairs: readonly BlockPair[], size: number): CrossSpectrum[] {
  return pairs.flatMap(({ before, after }) => {
    const a = spectrumOf(before, size);
    const b = a && spectrumOf(after, size);
    return a === null || b === null ? [] : [whitenedCross(a, b, size)];
  });
}

/** As `commonShift`, in one look: shifts of many pixels come out a little short. Null where there is no spectrum. */
export function peakShift(spectra: readonly CrossSpectrum[], size: number, reachPixels: number): CommonShift | null {
  const mean = { re: new Float64Array(size * size), im: new Float64Array(size * size) };
  const blocks = spectra.length;
  let frequencies = 0;
  for (const cross of spectra) {
    frequencies = Math.max(frequencies, cross.u.length);
    for (let k = 0; k < cross.u.length; k++) {
      const at = placeOf(cross, k, size);
      mean.re[at]! += cross.re[k]!;
      mean.im[at]! += cross.im[k]!;
    }
  }
  if (frequencies === 0) return null;
  let at = highestAround(mean, size, { x: 0, y: 0 }, 1, reachPixels);
  for (const step of [0.1, 0.01]) at = highestAround(mean, size, at, step, 10);
  const quality = Math.max(0, at.height / (blocks * frequencies));
  const significance = quality * Math.sqrt(INDEPENDENT_SHARE * blocks * frequencies);
  return { x: at.x, y: at.y, quality, significance, blocks };
}

const placeOf = ({ u, v }: CrossSpectrum, k: number, size: number): number =>
  ((v[k]! + size) % size) * size + ((u[k]! + size) % size);

/** The highest of a grid of `2 * reach + 1` points a side round a place, by two matrix products. */
function highestAround(
  { re, im }: { re: Float64Array; im: Float64Array },
  size: number,
  { x, y }: { x: number; y: number },
  step: number,
  reach: number,
): { x: number; y: number; height: number } {
  const points = 2 * reach + 1;
  const wavesX = waves(x, step, size, reach);
  const wavesY = waves(y, step, size, reach);
  const rowRe = new Float64Array(points * size);
  const rowIm = new Float64Array(points * size);
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const a = re[v * size + u]!;
      const b = im[v * size + u]!;
      if (a === 0 && b === 0) continue;
      for (let p = 0, row = v * points, wave = u * points; p < points; p++, row++, wave++) {
        const c = wavesX.cos[wave]!;
        const s = wavesX.sin[wave]!;
        rowRe[row]! += a * c + b * s;
        rowIm[row]! += b * c - a * s;
      }
    }
  }
  let best = { x, y, height: -Infinity };
  for (let q = 0; q < points; q++) {
    for (let p = 0; p < points; p++) {
      let height = 0;
      for (let v = 0; v < size; v++) {
        const row = v * points + p;
        const wave = v * points + q;
        height += rowRe[row]! * wavesY.cos[wave]! + rowIm[row]! * wavesY.sin[wave]!;
      }
      if (height > best.height) best = { x: x + (p - reach) * step, y: y + (q - reach) * step, height };
    }
  }
  return best;
}

/** Cosine and sine of each frequency at each point of the grid: `size` times `points`. */
function waves(middle: number, step: number, size: number, reach: number): { cos: Float64Array; sin: Float64Array } {
  const points = 2 * reach + 1;
  const cos = new Float64Array(points * size);
  const sin = new Float64Array(points * size);
  for (let u = 0; u < size; u++) {
    const frequency = u < size / 2 ? u : u - size;
    for (let p = 0; p < points; p++) {
      const angle = (2 * Math.PI * frequency * (middle + (p - reach) * step)) / size;
      cos[u * points + p] = cosine(angle);
      sin[u * points + p] = sine(angle);
    }
  }
  return { cos, sin };
}

/** The block with its content moved left by `x` and up by `y`; edge pixels are repeated. */
function takenBack(block: Float32Array, size: number, x: number, y: number): Float32Array {
  const held = (place: number): number => Math.max(0, Math.min(size - 1, place));
  return block.map((_, i) => block[held(Math.floor(i / size) + y) * size + held((i % size) + x)]!);
}
