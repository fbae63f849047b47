import type { PixelWindow } from '#domain/raster.js';
import type { BreakBands } from './breakBands.js';

/** Fields of a broken pixel. Days count from 1970-01-01. */
export const BROKEN = {
  row: 0,
  column: 1,
  firstLook: 2,
  lastClear: 3,
  magnitude: 4,
  confirmations: 5,
  fields: 6,
} as const;

/** Pixels with a confirmed break, as numbers in a row: `BROKEN.fields` each. Grows with what broke, not with the raster. */
export interface BrokenPixels {
  add(window: PixelWindow, bands: BreakBands): void;
  readonly count: number;
  /** By row and column. */
  sorted(): Float64Array;
}

export function createBrokenPixels(): BrokenPixels {
  let numbers = new Float64Array(1024 * BROKEN.fields);
  let count = 0;
  return {
    add({ x, y, width }, bands) {
      for (let pixel = 0; pixel < bands.confirmed.length; pixel++) {
        if (bands.confirmed[pixel] !== 1) continue;
        if ((count + 1) * BROKEN.fields > numbers.length) {
          const larger = new Float64Array(numbers.length * 2);
          larger.set(numbers);
          numbers = larger;
        }
        const at = count * BROKEN.fields;
        numbers[at + BROKEN.row] = y + Math.floor(pixel / width);
        numbers[at + BROKEN.column] = x + (pixel % width);
        numbers[at + BROKEN.firstLook] = bands.firstLookDay[pixel]!;
        numbers[at + BROKEN.lastClear] = bands.lastClearDay[pixel]!;
        numbers[at + BROKEN.magnitude] = bands.magnitude[pixel]!;
        numbers[at + BROKEN.confirmations] = bands.confirmations[pixel]!;
        count += 1;
      }
    },
    get count() {
      return count;
    },
    sorted() {
      const place = (k: number): number =>
        numbers[k * BROKEN.fields + BROKEN.row]! * 2 ** 26 + numbers[k * BROKEN.fields + BROKEN.column]!;
      const order = Uint32Array.from({ length: count }, (_, k) => k).sort((a, b) => place(a) - place(b));
      const out = new Float64Array(count * BROKEN.fields);
      order.forEach((k, to) =>
        out.set(numbers.subarray(k * BROKEN.fields, (k + 1) * BROKEN.fields), to * BROKEN.fields),
      );
      return out;
    },
  };
}
