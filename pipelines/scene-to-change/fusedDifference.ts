import type { IndexDifferenceFit } from './indexDifference.js';
import { indexDifferenceDetector } from './indexDifferenceDetector.js';
import { cloudScreenOf, screenReach } from './cloudScreen.js';
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
  const reach = reachOf(maskShapeOf(indexDifferenceDetector, model.parameters));
  if (reach + indexDifferenceDetector.haloPixels(model.parameters) > 0) return null;
  if (screenReach(cloudScreenOf(model.parameters)) > 0) return null;
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
