import { NOT_ASSESSED } from '#domain/raster.js';
import { bilinearRow, type RowPlaces, type RowTarget, type Scaling } from './resample.js';
import type { SampleArray } from './samples.js';
import type { SourceWindow } from './sourceWindow.js';

const { floor, max, min, round } = Math;

/** Source pixels on either side of a place that have a weight. */
const REACH = 3;
const TAPS = 2 * REACH;
const MIDDLE = REACH - 1;
/** Places between two pixels that are told apart: to an eight-thousandth of a pixel. */
const PHASES = 4096;
const weights = lanczosWeights();

/** Weights of the six nearest pixels for each phase, each set adding up to 1. */
function lanczosWeights(): Float64Array {
  const out = new Float64Array((PHASES + 1) * TAPS);
  for (let phase = 0; phase <= PHASES; phase++) {
    let sum = 0;
    for (let tap = 0; tap < TAPS; tap++) {
      const weight = lanczos(phase / PHASES - (tap - REACH + 1));
      out[phase * TAPS + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < TAPS; tap++) out[phase * TAPS + tap]! /= sum;
  }
  return out;
}

function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= REACH) return 0;
  const a = Math.PI * x;
  return (REACH * Math.sin(a) * Math.sin(a / REACH)) / (a * a);
}

/**
 * Windowed sinc over 6 × 6 pixels: moves a picture by fractions of a pixel and keeps its fine texture, where bilinear
 * would blur it by up to the half. Never beyond the four pixels round the place: a sinc swings below the dark troughs of
 * speckle, whose logarithm is then without bound. Where one of the 36 is not clear, bilinear by the clear ones; validity is that of the
 * pixel under the place.
 * @source Lanczos window, Duchon 1979, J. Applied Meteorology 18, 1016–1022
 */
export function lanczosRow(source: SourceWindow, places: RowPlaces, target: RowTarget, scaling: Scaling): void {
  const { width, height, x: left, y: top } = source.window;
  const { reason } = source;
  const { scale, offset } = scaling;
  const single = { xs: new Float64Array(1), ys: new Float64Array(1) };
  for (let column = 0; column < target.count; column++) {
    const x = places.xs[column]! - left - 0.5;
    const y = places.ys[column]! - top - 0.5;
    const firstColumn = floor(x) - REACH + 1;
    const firstRow = floor(y) - REACH + 1;
    const first = firstRow * width + firstColumn;
    const isWhole = firstColumn >= 0 && firstRow >= 0 && firstColumn + TAPS <= width && firstRow + TAPS <= height;
    const to = target.at + column;
    if (!isWhole || !isClear(reason, first, width)) {
      single.xs[0] = places.xs[column]!;
      single.ys[0] = places.ys[column]!;
      bilinearRow(source, single, { ...target, at: to, count: 1 }, scaling);
      continue;
    }
    target.reason[to] = NOT_ASSESSED.clear;
    const phaseX = TAPS * round((x - floor(x)) * PHASES);
    const phaseY = TAPS * round((y - floor(y)) * PHASES);
    for (let band = 0; band < target.values.length; band++) {
      const samples = source.values[band]!;
      let sum = 0;
      for (let row = 0; row < TAPS; row++) {
        const at = first + row * width;
        const along =
          weights[phaseX]! * samples[at]! +
          weights[phaseX + 1]! * samples[at + 1]! +
          weights[phaseX + 2]! * samples[at + 2]! +
          weights[phaseX + 3]! * samples[at + 3]! +
          weights[phaseX + 4]! * samples[at + 4]! +
          weights[phaseX + 5]! * samples[at + 5]!;
        sum += weights[phaseY + row]! * along;
      }
      target.values[band]![to] = heldBetween(sum, samples, first + MIDDLE * width + MIDDLE, width) * scale + offset;
    }
  }
}

/** @param at the upper left of the four pixels round the place */
function heldBetween(value: number, samples: SampleArray, at: number, width: number): number {
  const a = samples[at]!;
  const b = samples[at + 1]!;
  const c = samples[at + width]!;
  const d = samples[at + width + 1]!;
  return min(max(value, min(a, b, c, d)), max(a, b, c, d));
}

function isClear(reason: Uint8Array, first: number, width: number): boolean {
  for (let row = 0; row < TAPS; row++) {
    for (let at = first + row * width, end = at + TAPS; at < end; at++) {
      if (reason[at] !== NOT_ASSESSED.clear) return false;
    }
  }
  return true;
}
