import { NOT_ASSESSED, type PixelWindow } from '#domain/raster.js';
import { PIXEL_ROLE } from '../kernels/gaussianSmoothing.js';
import { growMarked } from '../kernels/maximumFilter.js';
import { cutBytes, cutFloats } from '../kernels/planeWindow.js';

/** Both dates over one window: `before[b]` and `after[b]` hold band b, row-major, in the units of the scene files. */
export interface PairWindow {
  readonly width: number;
  readonly height: number;
  readonly before: readonly Float32Array[];
  readonly after: readonly Float32Array[];
  /** Codes of `NOT_ASSESSED` per pixel and date. */
  readonly reasonBefore: Uint8Array;
  readonly reasonAfter: Uint8Array;
  /** Scores that a model outside of the pipelines gave, NaN where it gave none; only for the detector that needs them. */
  readonly modelScores?: Float32Array;
}

/** Part of a pair. @param window counted from the pair's corner */
export function cutPair(pair: PairWindow, window: PixelWindow): PairWindow {
  return {
    width: window.width,
    height: window.height,
    before: pair.before.map((values) => cutFloats(values, pair.width, window)),
    after: pair.after.map((values) => cutFloats(values, pair.width, window)),
    reasonBefore: cutBytes(pair.reasonBefore, pair.width, window),
    reasonAfter: cutBytes(pair.reasonAfter, pair.width, window),
  };
}

/** What a reason does to a pair: nothing, hides the pixel, hides its surroundings too, or takes it out of the picture. */
const EFFECT = { none: 0, hides: 1, hidesAround: 2, absent: 3 } as const;

/** Clouds and shadows have soft edges that quality bands miss: they hide their surroundings. */
const effectOfReason: Uint8Array = new Uint8Array(256).fill(EFFECT.hides);
effectOfReason[NOT_ASSESSED.clear] = EFFECT.none;
effectOfReason[NOT_ASSESSED.nodata] = EFFECT.absent;
effectOfReason[NOT_ASSESSED.outside] = EFFECT.absent;
effectOfReason[NOT_ASSESSED.cloud] = EFFECT.hidesAround;
effectOfReason[NOT_ASSESSED.shadow] = EFFECT.hidesAround;

/**
 * What each pixel of a pair may contribute: seen where both dates are clear, absent where one has no data at all, hidden
 * otherwise.
 * @param bufferPixels clouds and shadows of either date are grown by this many pixels
 */
export function rolesOfPair(pair: PairWindow, bufferPixels: number): Uint8Array {
  const { width, height, reasonBefore, reasonAfter } = pair;
  const length = width * height;
  const roles = new Uint8Array(length);
  const hidden = new Uint8Array(length);
  let isAnyGrown = false;
  for (let i = 0; i < length; i++) {
    const effect = Math.max(effectOfReason[reasonBefore[i]!]!, effectOfReason[reasonAfter[i]!]!);
    if (effect === EFFECT.none) roles[i] = PIXEL_ROLE.seen;
    else if (effect !== EFFECT.absent) roles[i] = PIXEL_ROLE.hidden;
    const isCloudy =
      effectOfReason[reasonBefore[i]!] === EFFECT.hidesAround || effectOfReason[reasonAfter[i]!] === EFFECT.hidesAround;
    if (isCloudy) {
      hidden[i] = 1;
      isAnyGrown = true;
    }
  }
  if (!isAnyGrown) return roles;
  growMarked(hidden, width, height, bufferPixels);
  for (let i = 0; i < length; i++) if (hidden[i] === 1 && roles[i] === PIXEL_ROLE.seen) roles[i] = PIXEL_ROLE.hidden;
  return roles;
}

/** One piece of the sample on which a pair's statistics are made: its core counts, the margin only feeds the smoothing. */
export interface SampleTile extends PairWindow {
  /** The core, in pixels of this tile. */
  readonly core: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Pixels seen on both dates, without their places: `before[b][i]` and `after[b][i]` are one pixel. */
export interface SeenPixels {
  readonly before: Float32Array[];
  readonly after: Float32Array[];
  readonly count: number;
}

/**
 * The pixels of the tiles' cores that were seen on both dates, band by band, in the order of the tiles.
 * @param roles of each tile
 */
export function seenCorePixels(tiles: readonly SampleTile[], roles: readonly Uint8Array[]): SeenPixels {
  const places = tiles.map((tile, index) => seenPlaces(tile, roles[index]!));
  const count = places.reduce((sum, place) => sum + place.length, 0);
  const bands = tiles[0]?.before.length ?? 0;
  const gather = (valuesOf: (tile: SampleTile) => Float32Array): Float32Array => {
    const out = new Float32Array(count);
    let at = 0;
    tiles.forEach((tile, index) => {
      const values = valuesOf(tile);
      for (const place of places[index]!) out[at++] = values[place]!;
    });
    return out;
  };
  return {
    before: Array.from({ length: bands }, (_, band) => gather((tile) => tile.before[band]!)),
    after: Array.from({ length: bands }, (_, band) => gather((tile) => tile.after[band]!)),
    count,
  };
}

function seenPlaces(tile: SampleTile, roles: Uint8Array): Int32Array {
  const { x, y, width, height } = tile.core;
  const places = new Int32Array(width * height);
  let count = 0;
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) {
      const place = row * tile.width + column;
      if (roles[place] === PIXEL_ROLE.seen) places[count++] = place;
    }
  }
  return places.subarray(0, count);
}
