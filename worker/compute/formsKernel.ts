import type { FusedSide } from '#pipelines/scene-to-change/fusedDifference.js';
import type { LinearForms } from '#pipelines/scene-to-change/linearForms.js';
import { createKernelMemory, wasmModuleOf } from '#store/rasters/index.js';

interface KernelExports {
  readonly unseen: { readonly value: number };
  readonly squares: (tile: number, before: number, after: number) => number;
  readonly smoothAlong: (smoothing: number, values: number, slot: number) => void;
  readonly smoothAcross: (smoothing: number, own: number, first: number, count: number, firstWeight: number) => number;
}

export interface FormsKernelSize {
  /** Pixels of a tile. */
  readonly tilePixels: number;
  /** Of the strip of rows that is held at a time, at most. */
  readonly columns: number;
  readonly rows: number;
  /** Pixels of smoothing on either side. */
  readonly radius: number;
}

/** What is looked for: made of a pair's model. */
export interface FormsTest {
  readonly forms: LinearForms;
  /** Smoothing: 2 `radius` + 1 weights. */
  readonly weights: Float64Array;
  /** Change is smoothed to at least this, and its own value is at least that; as `smoothed` of the forms says. */
  readonly leastSmoothed: number;
  readonly leastOwn: number;
}

/** Columns and rows of a tile whose squares are wanted. */
export interface TilePart {
  /** Of the tile in its file. */
  readonly width: number;
  readonly firstColumn: number;
  readonly endColumn: number;
  readonly firstRow: number;
  readonly endRow: number;
}

/** Change in a row; views, good until the next call. */
export interface ChangedColumns {
  readonly columns: Int32Array;
  /** By column. */
  readonly smoothed: Float32Array;
  /** How many of the columns that were looked at hold no data. */
  readonly unseen: number;
}

/** `sumOfSquares` and the smoothing of scores in WebAssembly, and their memory. */
export interface FormsKernel {
  /** Tiles that are read into these need not be copied. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Sums of squares, or their roots, row by row of `stride`; NaN where there is no data. */
  readonly strip: Float32Array;
  readonly stride: number;
  /** @param columns how many the strip has, and which are looked at for change, `to` not included */
  begin(test: FormsTest, columns: { readonly count: number; readonly from: number; readonly to: number }): void;
  /**
   * Fills a part of the strip from place `at` on.
   * @returns the words of both tiles, not differenced as far as the part reaches, and the places in the tile of values that may
   *   be change
   */
  squares(
    part: TilePart,
    before: FusedSide,
    after: FusedSide,
    at: number,
  ): { readonly before: Uint16Array; readonly after: Uint16Array; readonly listed: Int32Array };
  /** Smooths a row of the strip along itself, for the rows above and below it. */
  smoothAlong(row: number, slot: number): void;
  /** @param window slot of the first row and how many, and the place of its weight */
  smoothAcross(
    row: number,
    window: { readonly first: number; readonly count: number; readonly firstWeight: number },
  ): ChangedColumns;
}

const MODULE = 'pipelines/scene-to-change/formsKernel.wasm';
/** Four bands of 16 bits. */
const PIXEL_BYTES = 8;
/** Largest number of forms: as many as bands. */
const FORMS = 4;
const FORM_NUMBERS = 9;
/** The kernel looks at pairs, and may write one more. */
const SPARE = 4;

/** Where things stand in the kernel's memory, from `at` on. */
function layOut({ tilePixels, columns, rows, radius }: FormsKernelSize, at: number) {
  let next = at;
  const take = (bytes: number): number => {
    const place = next;
    next += 16 * Math.ceil(bytes / 16);
    return place;
  };
  const taps = 2 * radius + 1;
  const stride = columns + (columns % 2) + 2;
  const paddedBytes = 8 * (stride + taps + SPARE);
  const slotBytes = 16 * (stride + SPARE);
  return {
    stride,
    paddedBytes,
    slotBytes,
    tile: take(44),
    sides: [take(40), take(40)] as const,
    smoothing: take(52),
    forms: take(8 * FORM_NUMBERS * FORMS),
    weights: take(8 * taps),
    before: take((tilePixels + SPARE) * PIXEL_BYTES),
    after: take((tilePixels + SPARE) * PIXEL_BYTES),
    listed: take(4 * tilePixels),
    padded: take(2 * paddedBytes),
    ring: take(taps * slotBytes),
    smoothed: take(4 * stride),
    changed: take(4 * stride),
    strip: take(4 * (stride * rows + SPARE)),
    end: next,
  };
}

/** Null where the kernel was not built. */
export function createFormsKernel(size: FormsKernelSize): FormsKernel | null {
  const module = wasmModuleOf(MODULE);
  if (module === null) return null;
  const { memory, at } = createKernelMemory(layOut(size, 0).end, (size.tilePixels + SPARE) * PIXEL_BYTES);
  const places = layOut(size, at);
  const { buffer } = memory;
  const numbers = new DataView(buffer);
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort: refuse } });
  const { unseen, squares, smoothAlong, smoothAcross } = exports as unknown as KernelExports;
  const bytes = (place: number): Uint8Array => new Uint8Array(buffer, place, size.tilePixels * PIXEL_BYTES);
  const { stride } = places;
  const strip = new Float32Array(buffer, places.strip, stride * size.rows);
  const smoothed = new Float32Array(buffer, places.smoothed, stride);
  const rowAt = (row: number): number => places.strip + 4 * stride * row;
  let test: FormsTest | null = null;
  return {
    before: bytes(places.before),
    after: bytes(places.after),
    strip,
    stride,
    begin(next, { count, from, to }) {
      test = next;
      new Float64Array(buffer, places.forms, FORM_NUMBERS * FORMS).set(next.forms.rows.flat());
      new Float64Array(buffer, places.weights, next.weights.length).set(next.weights);
      const { weights, ring, slotBytes, padded, paddedBytes } = places;
      writeAll(numbers, places.smoothing, [count, size.radius, weights, ring, slotBytes, padded, paddedBytes]);
      new Uint8Array(buffer, padded, 2 * paddedBytes).fill(0);
      writeAll(numbers, places.smoothing + 28, [from, to]);
      numbers.setFloat32(places.smoothing + 36, next.leastOwn, true);
      numbers.setFloat32(places.smoothing + 40, next.leastSmoothed, true);
      writeAll(numbers, places.smoothing + 44, [places.smoothed, places.changed]);
    },
    squares(part, before, after, to) {
      if (test === null) throw new TypeError('the kernel was not told what to look for');
      const { width, firstColumn, endColumn, firstRow, endRow } = part;
      const { rows, smoothed: what } = test.forms;
      const row = firstRow * width;
      const was = writeSide(numbers, { at: places.sides[0], words: places.before, skipped: row }, before);
      const is = writeSide(numbers, { at: places.sides[1], words: places.after, skipped: row }, after);
      const shape = [width, firstColumn, endColumn, endRow - firstRow];
      const todo = [places.forms, rows.length, what === 'root' ? 1 : 0, places.strip + 4 * to, stride, places.listed];
      writeAll(numbers, places.tile, [...shape, ...todo]);
      numbers.setFloat32(places.tile + 40, test.leastOwn, true);
      const count = squares(places.tile, ...places.sides);
      const listed = new Int32Array(buffer, places.listed, count);
      if (row > 0) for (let i = 0; i < count; i++) listed[i] = listed[i]! + row;
      return { before: was, after: is, listed };
    },
    smoothAlong: (row, slot) => smoothAlong(places.smoothing, rowAt(row), slot),
    smoothAcross(row, { first, count, firstWeight }) {
      const found = smoothAcross(places.smoothing, rowAt(row), first, count, firstWeight);
      return { columns: new Int32Array(buffer, places.changed, found), smoothed, unseen: unseen.value };
    },
  };
}

function writeAll(numbers: DataView, at: number, values: readonly number[]): void {
  values.forEach((value, k) => numbers.setInt32(at + 4 * k, value, true));
}

/** Describes one date's tile to the kernel, its words brought into the kernel's memory where they are not there yet. */
function writeSide(
  numbers: DataView,
  place: { readonly at: number; readonly words: number; readonly skipped: number },
  { tile, layout }: FusedSide,
): Uint16Array {
  const words = new Uint16Array(numbers.buffer as ArrayBuffer, place.words, tile.words.length);
  const isThere = tile.words.buffer === words.buffer && tile.words.byteOffset === words.byteOffset;
  if (!isThere) words.set(tile.words);
  const { nodata, bands, scale } = layout;
  const missing = nodata !== null && Number.isInteger(nodata) && nodata >= 0 && nodata <= 0xffff ? nodata : 0x10000;
  const start = place.words + PIXEL_BYTES * place.skipped;
  writeAll(numbers, place.at, [start, tile.isDifferenced ? 1 : 0, missing, ...bands, scale === 1 ? 0 : 1]);
  numbers.setFloat64(place.at + 32, scale, true);
  return words;
}

function refuse(): never {
  throw new Error('the kernel gave up');
}
