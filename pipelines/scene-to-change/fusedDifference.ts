import type { IndexDifferenceFit } from './indexDifference.js';
import { indexDifferenceDetector } from './indexDifferenceDetector.js';
import { maskShapeOf, reachOf } from './maskShape.js';
import type { PairModel } from './pairModel.js';
import { bandsOfIndex, isNormalisedDifference } from './spectralIndices.js';

/** One tile of a scene as it stands in its file: unsigned words, the bands of a pixel side by side. */
export interface TileWords {
  readonly words: Uint8Array | Uint16Array;
  /** True: each word is the difference from the same band of the pixel to the left, modulo its size. */
  readonly isDifferenced: boolean;
}

/** The fall of one normalised difference by at least a fixed cut: all that the fused test looks at. */
export interface FusedDifference {
  /** The index is (first - second) / (first + second): names of its bands. */
  readonly first: string;
  readonly second: string;
  /** Weight of the difference: negative where the index falls. */
  readonly weight: number;
  readonly cut: number;
}

/**
 * The fused test of a model, or null where it needs more than two bands of one pixel: smoothing, several indices,
 * deviations, calibrated values or what a class says.
 */
export function fusedDifferenceOf(model: PairModel): FusedDifference | null {
  if (model.detector !== 'indexDifference') return null;
  if (reachOf(maskShapeOf(indexDifferenceDetector, model.parameters)) > 0) return null;
  const { parameters, cut } = model;
  const fit = model.fit as IndexDifferenceFit;
  const [term] = fit.terms;
  const isPlain = fit.terms.length === 1 && fit.isSigned && !fit.isForBuilt && term!.median === 0 && term!.sigma === 1;
  const isAsStored = parameters['calibrated'] === false && parameters['smoothingSigma'] === 0;
  if (!isPlain || !isAsStored || cut.seedCut !== cut.cut || !(cut.cut > 0)) return null;
  if (!isNormalisedDifference(term!.index)) return null;
  const [first, second] = bandsOfIndex(term!.index);
  return { first: first!, second: second!, weight: Math.sign(term!.weight), cut: cut.cut };
}

/** Where the two bands and all bands stand among a pixel's words, and what a pixel without data holds. */
export interface PixelLayout {
  /** Words from one pixel to the next. */
  readonly stride: number;
  readonly first: number;
  readonly second: number;
  /** Every band that must hold data, the two among them. */
  readonly bands: readonly number[];
  readonly nodata: number | null;
  /** Values are words times this, without an offset. */
  readonly scale: number;
}

/** Codes of one pixel in the fused test's outcome. */
export const FUSED = { unchanged: 0, changed: 1, notSeen: 2 } as const;

/**
 * Relative margin round the cut inside which single precision decides, as the general path computes: its rounding errors
 * add up to less than 1e-6 of a normalised difference.
 */
const MARGIN = 4e-6;

/** One date of a tile, and how to read it. */
export interface FusedSide {
  readonly tile: TileWords;
  readonly layout: PixelLayout;
}

export interface TileSize {
  /** Of the tile in its file. */
  readonly width: number;
  /** Inside the image. */
  readonly columns: number;
  readonly rows: number;
}

export interface FusedCounts {
  readonly changed: number;
  readonly notSeen: number;
}

/** What the test leaves behind. */
export interface FusedOutcome {
  /** `FUSED` codes, row-major, `columns` wide; zeros at the beginning. */
  readonly codes: Uint8Array;
  /**
   * Words of the changed pixels in the order of `codes`: all bands before, then all bands after, in the order of
   * `PixelLayout.bands`. Room for every pixel.
   */
  readonly words: Uint16Array;
}

/**
 * Tests every pixel of a tile without dividing, in one pass that also undoes the predictor, into `FUSED` codes. The outcome is
 * that of `indexDifferenceScore` and the cut, bit for bit.
 */
export function testTile(
  test: FusedDifference,
  before: FusedSide,
  after: FusedSide,
  size: TileSize,
  out: FusedOutcome,
): FusedCounts {
  return isForKernel(before, after)
    ? testFourBands(test, before, after, size, out)
    : testAnyBands(test, before, after, size, out);
}

const isFourBands = ({ tile, layout }: FusedSide): boolean =>
  tile.words instanceof Uint16Array && layout.stride === 4 && layout.bands.length === 4;

const isSameLayout = (a: PixelLayout, b: PixelLayout): boolean => a.first === b.first && a.second === b.second;

/** `testTile`, or another way to the same outcome. */
export type TileTester = typeof testTile;

/** True where `fallKernel.as` knows the tiles: four bands of 16 bits, all of which must hold data. */
export const isForKernel = (before: FusedSide, after: FusedSide): boolean =>
  isFourBands(before) && isFourBands(after) && isSameLayout(before.layout, after.layout);

/** Single precision rounds a difference by less than this share of the sums: what may reach the cut is listed. */
const KERNEL_MARGIN = 1e-5;

/** What the kernel is told of a test, in the order of its parameters. */
export function kernelTest({ weight, cut }: FusedDifference, before: FusedSide, after: FusedSide) {
  const { first, second, nodata } = before.layout;
  return {
    numbers: [
      before.tile.isDifferenced ? 1 : 0,
      after.tile.isDifferenced ? 1 : 0,
      missingWord(nodata),
      missingWord(after.layout.nodata),
    ],
    first,
    second,
    twiceWeight: 2 * weight,
    least: cut - KERNEL_MARGIN,
  };
}

/**
 * Decides about the pixels that the kernel listed, in ascending order; writes codes and words of those that changed.
 * @param before, after tiles as the kernel left them, not differenced
 * @param listed places in `codes`
 * @returns how many changed
 */
export function decideListed(
  test: FusedDifference,
  before: FusedSide,
  after: FusedSide,
  { width, columns }: TileSize,
  listed: Int32Array,
  { codes, words }: FusedOutcome,
): number {
  const scoreOf = createExactScore(test, before.layout.scale, after.layout.scale);
  const { cut, weight } = test;
  const sure = cut + MARGIN;
  const [u, v] = [before.tile.words, after.tile.words];
  const { first, second } = before.layout;
  const [u0, u1, u2, u3] = before.layout.bands as [number, number, number, number];
  const [v0, v1, v2, v3] = after.layout.bands as [number, number, number, number];
  let changed = 0;
  let row = 0;
  for (let i = 0; i < listed.length; i++) {
    const to = listed[i]!;
    while (to >= (row + 1) * columns) row += 1;
    const at = 4 * (to + row * (width - columns));
    const [a, b, e, f] = [u[at + first]!, u[at + second]!, v[at + first]!, v[at + second]!];
    const sums = (a + b) * (e + f);
    const isSure = sums > 0 && 2 * weight * (e * b - a * f) > sure * sums;
    if (!isSure && scoreOf(a, b, e, f) < cut) continue;
    codes[to] = FUSED.changed;
    const place = changed * 8;
    words[place] = u[at + u0]!;
    words[place + 1] = u[at + u1]!;
    words[place + 2] = u[at + u2]!;
    words[place + 3] = u[at + u3]!;
    words[place + 4] = v[at + v0]!;
    words[place + 5] = v[at + v1]!;
    words[place + 6] = v[at + v2]!;
    words[place + 7] = v[at + v3]!;
    changed += 1;
  }
  return changed;
}

/** The usual case: four bands of 16 bits, all of which must hold data. */
function testFourBands(
  test: FusedDifference,
  before: FusedSide,
  after: FusedSide,
  { width, columns, rows }: TileSize,
  { codes, words }: FusedOutcome,
): FusedCounts {
  const scoreOf = createExactScore(test, before.layout.scale, after.layout.scale);
  const { cut, weight } = test;
  const sure = cut + MARGIN;
  const least = cut - MARGIN;
  const [u, v] = [before.tile.words as Uint16Array, after.tile.words as Uint16Array];
  const keepU = before.tile.isDifferenced ? 0xffff : 0;
  const keepV = after.tile.isDifferenced ? 0xffff : 0;
  const missingU = missingWord(before.layout.nodata);
  const missingV = missingWord(after.layout.nodata);
  // The two bands of the index first, then the others, whose order does not matter.
  const { first, second } = before.layout;
  const [third, fourth] = [0, 1, 2, 3].filter((band) => band !== first && band !== second) as [number, number];
  const order = [first, second, third, fourth];
  const [p1, p2, p3, p4] = order.map((band) => before.layout.bands.indexOf(band)) as [number, number, number, number];
  const [q1, q2, q3, q4] = order.map((band) => after.layout.bands.indexOf(band)) as [number, number, number, number];
  // ((e - f) / (e + f) - (a - b) / (a + b)) * weight >= least, times both sums, ordered by e and f.
  const ofB = 2 * weight - least;
  const ofA = -2 * weight - least;
  let changed = 0;
  let notSeen = 0;
  for (let y = 0; y < rows; y++) {
    let at = y * width * 4;
    let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let to = y * columns, end = to + columns; to < end; to++, at += 4) {
      a = ((a & keepU) + u[at + first]!) & 0xffff;
      b = ((b & keepU) + u[at + second]!) & 0xffff;
      c = ((c & keepU) + u[at + third]!) & 0xffff;
      d = ((d & keepU) + u[at + fourth]!) & 0xffff;
      e = ((e & keepV) + v[at + first]!) & 0xffff;
      f = ((f & keepV) + v[at + second]!) & 0xffff;
      g = ((g & keepV) + v[at + third]!) & 0xffff;
      h = ((h & keepV) + v[at + fourth]!) & 0xffff;
      // Negative where one of them is the missing word: one branch instead of eight.
      const missing =
        ((a ^ missingU) - 1) |
        ((b ^ missingU) - 1) |
        ((c ^ missingU) - 1) |
        ((d ^ missingU) - 1) |
        ((e ^ missingV) - 1) |
        ((f ^ missingV) - 1) |
        ((g ^ missingV) - 1) |
        ((h ^ missingV) - 1);
      if (missing < 0) {
        codes[to] = FUSED.notSeen;
        notSeen += 1;
        continue;
      }
      if (e * (ofB * b - least * a) + f * (ofA * a - least * b) < 0) continue;
      const difference = 2 * weight * (e * b - a * f);
      const sums = (a + b) * (e + f);
      if ((sums > 0 && difference > sure * sums) || scoreOf(a, b, e, f) >= cut) {
        codes[to] = FUSED.changed;
        const place = changed * 8;
        words[place + p1] = a;
        words[place + p2] = b;
        words[place + p3] = c;
        words[place + p4] = d;
        words[place + 4 + q1] = e;
        words[place + 4 + q2] = f;
        words[place + 4 + q3] = g;
        words[place + 4 + q4] = h;
        changed += 1;
      }
    }
  }
  return { changed, notSeen };
}

/** The word that says "no data"; one that no 16 bits hold where there is none. */
const missingWord = (nodata: number | null): number =>
  nodata !== null && Number.isInteger(nodata) && nodata >= 0 && nodata <= 0xffff ? nodata : 0x10000;

function testAnyBands(
  test: FusedDifference,
  before: FusedSide,
  after: FusedSide,
  { width, columns, rows }: TileSize,
  { codes, words }: FusedOutcome,
): FusedCounts {
  let changed = 0;
  let notSeen = 0;
  const scoreOf = createExactScore(test, before.layout.scale, after.layout.scale);
  const least = test.cut - MARGIN;
  const from = createRowReader(before, columns);
  const to = createRowReader(after, columns);
  for (let y = 0; y < rows; y++) {
    from.read(y * width);
    to.read(y * width);
    for (let x = 0; x < columns; x++) {
      if ((from.isSeen[x]! & to.isSeen[x]!) === 0) {
        codes[y * columns + x] = FUSED.notSeen;
        notSeen += 1;
        continue;
      }
      const [p, q, r, s] = [from.first[x]!, from.second[x]!, to.first[x]!, to.second[x]!];
      if (2 * test.weight * (r * q - p * s) < least * (p + q) * (r + s)) continue;
      if (scoreOf(p, q, r, s) < test.cut) continue;
      codes[y * columns + x] = FUSED.changed;
      let place = changed * (before.layout.bands.length + after.layout.bands.length);
      for (const band of before.layout.bands) words[place++] = from.values[band]![x]!;
      for (const band of after.layout.bands) words[place++] = to.values[band]![x]!;
      changed += 1;
    }
  }
  return { changed, notSeen };
}

interface RowReader {
  /** By band of the file. */
  readonly values: readonly Int32Array[];
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly isSeen: Uint8Array;
  /** @param pixel index of the row's first pixel in the tile */
  read(pixel: number): void;
}

/** Undoes the predictor of one row for all bands that must hold data. */
function createRowReader({ tile, layout }: FusedSide, columns: number): RowReader {
  const { words, isDifferenced } = tile;
  const { stride, bands, nodata, first, second } = layout;
  const values = Array.from({ length: stride }, () => new Int32Array(columns));
  const isSeen = new Uint8Array(columns);
  const mask = words instanceof Uint16Array ? 0xffff : 0xff;
  const keep = isDifferenced ? mask : 0;
  const read = (pixel: number): void => {
    isSeen.fill(1);
    for (const band of bands) {
      const target = values[band]!;
      let sum = 0;
      for (let x = 0, at = pixel * stride + band; x < columns; x++, at += stride) {
        sum = ((sum & keep) + words[at]!) & mask;
        target[x] = sum;
        if (sum === nodata) isSeen[x] = 0;
      }
    }
  };
  return { values, first: values[first]!, second: values[second]!, isSeen, read };
}

/** The general path's score of one pixel from its words, computed as it does, in single precision where it is. */
export function createExactScore(
  { weight }: FusedDifference,
  scaleBefore: number,
  scaleAfter: number,
): (p: number, q: number, r: number, s: number) => number {
  const { fround } = Math;
  const ratio = (a: number, b: number): number => fround(a + b === 0 ? 0 : (a - b) / (a + b));
  return (p, q, r, s) => {
    const was = ratio(fround(p * scaleBefore), fround(q * scaleBefore));
    const is = ratio(fround(r * scaleAfter), fround(s * scaleAfter));
    return Math.max(0, weight * fround(is - was));
  };
}
