import { isFloatType, type SampleArray } from './samples.js';
import type { SampleType } from '#domain/raster.js';

/**
 * How four pixels become one: the mean of those that hold data, the upper left one, or the most frequent one (the first
 * of equals). Codes must never be averaged.
 */
export type OverviewResampling = 'average' | 'nearest' | 'mode';

/** A row-major piece of one band. */
export interface BandPiece {
  readonly samples: SampleArray;
  readonly width: number;
  readonly height: number;
}

/**
 * Halves a piece of one band, sizes rounded up: edge pixels stand for the two or one that there are.
 * @param target `ceil(width / 2) * ceil(height / 2)` samples at row length `targetRowLength`, beginning at `targetAt`
 * @param nodata stored value that says nothing; NaN never counts either
 */
export function halveInto(
  { samples, width, height }: BandPiece,
  { target, targetAt, targetRowLength }: { target: SampleArray; targetAt: number; targetRowLength: number },
  { method, nodata, sampleType }: { method: OverviewResampling; nodata: number | null; sampleType: SampleType },
): void {
  if (method === 'nearest') {
    takeEverySecond({ samples, width, height }, target, targetAt, targetRowLength);
    return;
  }
  const isWhole = !isFloatType(sampleType);
  const fill = nodata ?? (isWhole ? 0 : NaN);
  const missing = sampleType === 'float32' && nodata !== null ? Math.fround(nodata) : nodata;
  for (let y = 0; y < height; y += 2) {
    const upper = y * width;
    const lower = y + 1 < height ? upper + width : upper;
    let to = targetAt + (y >> 1) * targetRowLength;
    for (let x = 0; x < width; x += 2, to++) {
      const right = x + 1 < width ? x + 1 : x;
      const a = samples[upper + x]!;
      const b = samples[upper + right]!;
      const c = samples[lower + x]!;
      const d = samples[lower + right]!;
      target[to] = method === 'mode' ? modeOf(a, b, c, d) : meanOf(a, b, c, d, missing, fill, isWhole);
    }
  }
}

function takeEverySecond(
  { samples, width, height }: BandPiece,
  target: SampleArray,
  targetAt: number,
  targetRowLength: number,
): void {
  for (let y = 0; y < height; y += 2) {
    const from = y * width;
    const to = targetAt + (y >> 1) * targetRowLength;
    for (let x = 0; x < width; x += 2) target[to + (x >> 1)] = samples[from + x]!;
  }
}

function meanOf(
  a: number,
  b: number,
  c: number,
  d: number,
  missing: number | null,
  fill: number,
  isWhole: boolean,
): number {
  // NaN is unequal to itself.
  const hasA = a !== missing && a === a ? 1 : 0;
  const hasB = b !== missing && b === b ? 1 : 0;
  const hasC = c !== missing && c === c ? 1 : 0;
  const hasD = d !== missing && d === d ? 1 : 0;
  const count = hasA + hasB + hasC + hasD;
  if (count === 0) return fill;
  const sum = (hasA ? a : 0) + (hasB ? b : 0) + (hasC ? c : 0) + (hasD ? d : 0);
  const mean = sum / count;
  if (!isWhole) return mean;
  const rounded = Math.floor(mean + 0.5);
  // Data must not become nodata by rounding.
  return rounded === missing ? (mean < rounded ? rounded - 1 : rounded + 1) : rounded;
}

function modeOf(a: number, b: number, c: number, d: number): number {
  if (a === b || a === c || a === d) return a;
  return b === c || b === d ? b : c === d ? c : a;
}
