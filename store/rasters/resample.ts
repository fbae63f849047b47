import { NOT_ASSESSED } from '#domain/raster.js';
import type { SourceWindow } from './sourceWindow.js';

/** Where results go: row-major arrays of a wider stack, beginning at `at`. */
export interface RowTarget {
  readonly values: readonly Float32Array[];
  readonly reason: Uint8Array;
  readonly at: number;
  readonly count: number;
}

/** Source positions of a row's pixel centres, in source pixels. */
export interface RowPlaces {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** Physical value = stored value * scale + offset. */
export interface Scaling {
  readonly scale: number;
  readonly offset: number;
}

/** A centre that falls on a pixel edge belongs to one side, whatever the rounding. */
const EDGE_SLACK = 1e-6;

/** Index of the pixel under a place, or -1 outside the window. */
function pixelAt({ window }: SourceWindow, x: number, y: number): number {
  const column = Math.floor(x + EDGE_SLACK) - window.x;
  const row = Math.floor(y + EDGE_SLACK) - window.y;
  const isInside = column >= 0 && row >= 0 && column < window.width && row < window.height;
  return isInside ? row * window.width + column : -1;
}

export function nearestRow(
  source: SourceWindow,
  { xs, ys }: RowPlaces,
  target: RowTarget,
  { scale, offset }: Scaling,
): void {
  for (let column = 0; column < target.count; column++) {
    const to = target.at + column;
    const from = pixelAt(source, xs[column]!, ys[column]!);
    if (from < 0) continue;
    target.reason[to] = source.reason[from]!;
    for (let b = 0; b < target.values.length; b++) target.values[b]![to] = source.values[b]![from]! * scale + offset;
  }
}

/**
 * Bilinear, by valid pixels only: a target pixel is as valid as the source pixel under its centre, and of the four
 * neighbours those that are not clear have no weight.
 */
export function bilinearRow(
  source: SourceWindow,
  { xs, ys }: RowPlaces,
  target: RowTarget,
  { scale, offset }: Scaling,
): void {
  const { width, height } = source.window;
  const { reason } = source;
  for (let column = 0; column < target.count; column++) {
    const to = target.at + column;
    const x = xs[column]!;
    const y = ys[column]!;
    const under = pixelAt(source, x, y);
    if (under < 0) continue;
    target.reason[to] = reason[under]!;
    if (reason[under] !== NOT_ASSESSED.clear) continue;
    const left = x - source.window.x - 0.5;
    const top = y - source.window.y - 0.5;
    const x0 = Math.floor(left);
    const y0 = Math.floor(top);
    const u = left - x0;
    const v = top - y0;
    const leftColumn = Math.max(x0, 0);
    const rightColumn = Math.min(x0 + 1, width - 1);
    const upper = Math.max(y0, 0) * width;
    const lower = Math.min(y0 + 1, height - 1) * width;
    const a = upper + leftColumn;
    const b = upper + rightColumn;
    const c = lower + leftColumn;
    const d = lower + rightColumn;
    const weightA = reason[a] === NOT_ASSESSED.clear ? (1 - u) * (1 - v) : 0;
    const weightB = reason[b] === NOT_ASSESSED.clear ? u * (1 - v) : 0;
    const weightC = reason[c] === NOT_ASSESSED.clear ? (1 - u) * v : 0;
    const weightD = reason[d] === NOT_ASSESSED.clear ? u * v : 0;
    const total = weightA + weightB + weightC + weightD;
    for (let i = 0; i < target.values.length; i++) {
      const samples = source.values[i]!;
      let sum = 0;
      // A weight of 0 must not touch its sample: NaN times 0 is NaN.
      if (weightA > 0) sum += weightA * samples[a]!;
      if (weightB > 0) sum += weightB * samples[b]!;
      if (weightC > 0) sum += weightC * samples[c]!;
      if (weightD > 0) sum += weightD * samples[d]!;
      target.values[i]![to] = (sum / total) * scale + offset;
    }
  }
}

/** Half the size of a target pixel, in source pixels. */
export interface BoxSize {
  readonly halfX: number;
  readonly halfY: number;
}

/**
 * Mean of the clear source pixels whose centres lie in the target pixel. Needs half of them to be clear; otherwise the
 * target pixel takes the first reason found.
 */
export function averageRow(
  source: SourceWindow,
  { xs, ys }: RowPlaces,
  target: RowTarget,
  { scale, offset }: Scaling,
  { halfX, halfY }: BoxSize,
): void {
  const { window, reason } = source;
  for (let column = 0; column < target.count; column++) {
    const to = target.at + column;
    const x = xs[column]!;
    const y = ys[column]!;
    if (pixelAt(source, x, y) < 0) continue;
    const left = Math.max(0, Math.ceil(x - halfX - 0.5 - EDGE_SLACK) - window.x);
    const right = Math.min(window.width, Math.ceil(x + halfX - 0.5 - EDGE_SLACK) - window.x);
    const top = Math.max(0, Math.ceil(y - halfY - 0.5 - EDGE_SLACK) - window.y);
    const bottom = Math.min(window.height, Math.ceil(y + halfY - 0.5 - EDGE_SLACK) - window.y);
    let clear = 0;
    let hindrance: number = NOT_ASSESSED.nodata;
    for (let row = bottom - 1; row >= top; row--) {
      for (let i = row * window.width + right - 1; i >= row * window.width + left; i--) {
        if (reason[i] === NOT_ASSESSED.clear) clear++;
        else hindrance = reason[i]!;
      }
    }
    if (clear === 0 || clear * 2 < (right - left) * (bottom - top)) {
      target.reason[to] = hindrance;
      continue;
    }
    target.reason[to] = NOT_ASSESSED.clear;
    for (let b = 0; b < target.values.length; b++) {
      const samples = source.values[b]!;
      let sum = 0;
      for (let row = top; row < bottom; row++) {
        const end = row * window.width + right;
        for (let i = row * window.width + left; i < end; i++) if (reason[i] === NOT_ASSESSED.clear) sum += samples[i]!;
      }
      target.values[b]![to] = (sum / clear) * scale + offset;
    }
  }
}
