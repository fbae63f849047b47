import type { PixelWindow } from '#domain/raster.js';
import type { LearnedManifest } from './learnedContract.js';
import { probabilitiesOf } from './learnedContract.js';
import type { PairWindow } from './pairPixels.js';

type Tiling = Pick<LearnedManifest, 'side' | 'overlap'>;
type Extent = Pick<PixelWindow, 'width' | 'height'>;

/** Both dates of a part of a raster, and where it lies there. */
export interface PlacedPair extends PairWindow {
  readonly x: number;
  readonly y: number;
  /** 1 where both dates were seen. */
  readonly isSeen: Uint8Array;
}

/** A model that was made ready: tensors in the manifest's order of inputs in, the output tensor's values out. */
export type RunModel = (inputs: readonly Float32Array[]) => Promise<Float32Array>;

/**
 * Upper left corners of the tiles that say something about a window, by row and column. Tiles stand on the raster at
 * multiples of side - overlap, the last of a row or column at its end, whatever the window: a pixel is judged by the same
 * tiles in every chunk.
 */
export function tilesOver(window: PixelWindow, raster: Extent, tiling: Tiling): { x: number; y: number }[] {
  const columns = startsOver(window.x, window.width, raster.width, tiling);
  return startsOver(window.y, window.height, raster.height, tiling).flatMap((y) => columns.map((x) => ({ x, y })));
}

function startsOver(from: number, length: number, whole: number, { side, overlap }: Tiling): number[] {
  const last = Math.max(0, whole - side);
  const count = Math.ceil(last / (side - overlap)) + 1;
  const starts = Array.from({ length: count }, (_, i) => Math.min(i * (side - overlap), last));
  return starts.filter((start) => start < from + length && start + side > from);
}

/** The part of the raster that must be read to judge a window: its tiles, as far as the raster reaches. */
export function tilesExtent(window: PixelWindow, raster: Extent, tiling: Tiling): PixelWindow {
  const tiles = tilesOver(window, raster, tiling);
  const x = Math.min(...tiles.map((tile) => tile.x));
  const y = Math.min(...tiles.map((tile) => tile.y));
  const right = Math.min(raster.width, Math.max(...tiles.map((tile) => tile.x)) + tiling.side);
  const bottom = Math.min(raster.height, Math.max(...tiles.map((tile) => tile.y)) + tiling.side);
  return { x, y, width: right - x, height: bottom - y };
}

/**
 * A tile's input tensors, normalised, what was not seen at the mean (0); a raster smaller than a tile is mirrored.
 * @param pair must hold the tile as far as the raster reaches; values in the manifest's units
 */
export function tileInputs(
  manifest: LearnedManifest,
  pair: PlacedPair,
  tile: { x: number; y: number },
  raster: Extent,
): Float32Array[] {
  const { side } = manifest;
  const pixels = side * side;
  const places = new Int32Array(pixels);
  for (let y = 0; y < side; y++) {
    const row = mirrored(tile.y + y, raster.height) - pair.y;
    for (let x = 0; x < side; x++) {
      const column = mirrored(tile.x + x, raster.width) - pair.x;
      if (row < 0 || column < 0 || row >= pair.height || column >= pair.width) {
        throw new RangeError(`tile ${tile.x},${tile.y} reaches beyond what was read`);
      }
      places[y * side + x] = row * pair.width + column;
    }
  }
  const normalised = (bands: readonly Float32Array[]): Float32Array => {
    const out = new Float32Array(bands.length * pixels);
    bands.forEach((values, band) => {
      const mean = manifest.mean[band % manifest.bands.length]!;
      const share = 1 / manifest.deviation[band % manifest.bands.length]!;
      for (let i = 0; i < pixels; i++) {
        const place = places[i]!;
        if (pair.isSeen[place] === 1) out[band * pixels + i] = (values[place]! - mean) * share;
      }
    });
    return out;
  };
  if (manifest.inputs.length === 1) return [normalised([...pair.before, ...pair.after])];
  return [normalised(pair.before), normalised(pair.after)];
}

/** The place at or before the edge that mirrors one beyond it: width → width - 1, width + 1 → width - 2. */
function mirrored(place: number, length: number): number {
  const k = place % (2 * length);
  return k < length ? k : 2 * length - 1 - k;
}

/**
 * How much a tile counts along one axis: 1 in its middle, falling evenly to its edges over the overlap. Neighbouring
 * tiles' weights add up to 1.
 */
export function edgeWeight(place: number, { side, overlap }: Tiling): number {
  if (overlap === 0) return 1;
  return Math.min(1, (place + 0.5) / overlap, (side - place - 0.5) / overlap);
}

/**
 * Probability of change for each pixel of a window, 0–1, NaN where the pair was not seen: tiles blended by their weights.
 * A pixel's tiles are added in a fixed order, so that chunks of any shape give the same bits. Tiles in which nothing was
 * seen are not run.
 * @param pair covers `tilesExtent(window)`; bands as in the manifest, values in its units
 * @source overlap-tile prediction, Ronneberger, Fischer & Brox 2015, MICCAI, 234–241; differs: blended instead of cut
 */
export async function learnedScore(
  manifest: LearnedManifest,
  pair: PlacedPair,
  window: PixelWindow,
  raster: Extent,
  run: RunModel,
): Promise<Float32Array> {
  const sum = new Float64Array(window.width * window.height);
  const weight = new Float64Array(window.width * window.height);
  for (const tile of tilesOver(window, raster, manifest)) {
    if (!holdsSeen(pair, tile, manifest.side)) continue;
    const probabilities = probabilitiesOf(manifest, await run(tileInputs(manifest, pair, tile, raster)));
    addTile(manifest, tile, probabilities, window, sum, weight);
  }
  return Float32Array.from(sum, (value, i) => {
    const x = (i % window.width) + window.x - pair.x;
    const y = Math.floor(i / window.width) + window.y - pair.y;
    return pair.isSeen[y * pair.width + x] === 1 ? value / weight[i]! : NaN;
  });
}

function holdsSeen(pair: PlacedPair, tile: { x: number; y: number }, side: number): boolean {
  const left = Math.max(tile.x, pair.x) - pair.x;
  const right = Math.min(tile.x + side, pair.x + pair.width) - pair.x;
  const top = Math.max(tile.y, pair.y) - pair.y;
  const bottom = Math.min(tile.y + side, pair.y + pair.height) - pair.y;
  for (let y = top; y < bottom; y++) {
    if (pair.isSeen.subarray(y * pair.width + left, y * pair.width + right).includes(1)) return true;
  }
  return false;
}

function addTile(
  tiling: Tiling,
  tile: { x: number; y: number },
  probabilities: Float32Array,
  window: PixelWindow,
  sum: Float64Array,
  weight: Float64Array,
): void {
  const { side } = tiling;
  const left = Math.max(tile.x, window.x);
  const right = Math.min(tile.x + side, window.x + window.width);
  for (let y = Math.max(tile.y, window.y); y < Math.min(tile.y + side, window.y + window.height); y++) {
    const rowWeight = edgeWeight(y - tile.y, tiling);
    for (let x = left; x < right; x++) {
      const own = rowWeight * edgeWeight(x - tile.x, tiling);
      const at = (y - window.y) * window.width + (x - window.x);
      sum[at]! += own * probabilities[(y - tile.y) * side + (x - tile.x)]!;
      weight[at]! += own;
    }
  }
}
