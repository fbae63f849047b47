import type { PixelWindow } from '#domain/raster.js';
import { grow } from '../kernels/planeWindow.js';

/** One piece of the sample, in pixels of the grid. */
export interface SampleSpot {
  /** Pixels that count. */
  readonly core: PixelWindow;
  /** The core with its margin, as far as the raster reaches. */
  readonly read: PixelWindow;
}

/** Spots that are read together, and the blocks on which the registration is measured. */
export interface SampleTask {
  /** Smallest window around everything the task reads. */
  readonly read: PixelWindow;
  readonly spots: readonly SampleSpot[];
  readonly registrationBlocks: readonly PixelWindow[];
}

/** How a raster is sampled. */
interface Sampling {
  /** Rasters up to this many pixels are sampled whole; larger ones by about `sampledPixels`. */
  readonly wholePixels: number;
  readonly sampledPixels: number;
  readonly spotSide: number;
}

const FINE: Sampling = { wholePixels: 250_000, sampledPixels: 250_000, spotSide: 16 };
/** For detectors that look far around: larger spots, or the margins would outweigh what counts. */
const COARSE: Sampling = { wholePixels: 1_500_000, sampledPixels: 400_000, spotSide: 128 };
const WIDE_HALO = 12;
const TILE = 512;
/** Registration is measured on at most about this many blocks, all of one size. */
const MOST_BLOCKS = 48;
const BLOCK_SIDES = [128, 64, 32] as const;
/** So many times its side, a block has a half-overlapping neighbour. */
const SEVERAL = 1.5;
/** Larger rasters are sampled in this many tiles, spread evenly: reading every tile would cost as much as the work itself. */
export const MOST_SAMPLED_TILES = 64;

/**
 * Where to sample a raster: everything where it is small, else small squares on a regular lattice, so that every
 * region has its share. Depends on the extent only, never on chunks or threads.
 * @param extent the part of the grid that is looked at
 * @param halo margin round each spot, for smoothing
 * @param mostTiles how many tiles of a large raster are read; the fewer, the fewer pixels
 */
export function sampleLayout(
  extent: PixelWindow,
  grid: { width: number; height: number },
  halo: number,
  mostTiles: number = MOST_SAMPLED_TILES,
): SampleTask[] {
  const all = tilesOf(extent);
  const tiles = spreadEvenly(all, mostTiles);
  const sampling = halo > WIDE_HALO ? COARSE : FINE;
  const isWhole = extent.width * extent.height <= sampling.wholePixels;
  const share = tiles.length / all.length;
  // So that the chosen tiles hold their part of the sample, however many there are.
  const density = share === 1 ? 1 : mostTiles / MOST_SAMPLED_TILES / share;
  const cores = isWhole ? null : latticeSpots(extent, { ...sampling, sampledPixels: density * sampling.sampledPixels });
  const shorter = Math.min(extent.width, extent.height);
  const side =
    BLOCK_SIDES.find((candidate) => SEVERAL * candidate <= shorter) ??
    BLOCK_SIDES.find((candidate) => candidate <= shorter);
  const usable = side === undefined ? [] : tiles.filter(({ width, height }) => Math.min(width, height) >= side);
  const stride = Math.max(1, Math.ceil(usable.length / MOST_BLOCKS));
  const registered = new Set(usable.filter((_, index) => index % stride === 0));
  return tiles.flatMap((tile) => {
    const own = cores === null ? [tile] : cores.filter((core) => holdsOrigin(tile, core));
    const spots = own
      .map((core) => ({ core, read: grow(core, halo, grid) }))
      // Where tiles are chosen, one spot over an edge would have its neighbours decoded too.
      .filter(({ read }) => share === 1 || holdsWhole(tile, read));
    const registrationBlocks = registered.has(tile) ? blocksOf(tile, side!, MOST_BLOCKS / usable.length) : [];
    const windows = [...spots.map(({ read }) => read), ...registrationBlocks];
    return windows.length === 0 ? [] : [{ read: boundsOf(windows), spots, registrationBlocks }];
  });
}

/** At most about `most` of the tiles: every nth column of every nth row. */
function spreadEvenly(tiles: readonly PixelWindow[], most: number): readonly PixelWindow[] {
  if (tiles.length <= most) return tiles;
  const columns = [...new Set(tiles.map(({ x }) => x))];
  const rows = [...new Set(tiles.map(({ y }) => y))];
  const step = Math.ceil(Math.sqrt(tiles.length / most));
  const isChosen = (places: readonly number[], place: number): boolean =>
    places.indexOf(place) % step === Math.floor((step - 1) / 2);
  const chosen = tiles.filter(({ x, y }) => isChosen(columns, x) && isChosen(rows, y));
  return chosen.length === 0 ? tiles.slice(0, most) : chosen;
}

/** Windows of `side` x `rows` pixels at multiples of them in the grid, cut to the extent, by row and column. */
export function tilesOf(extent: PixelWindow, side: number = TILE, rows: number = side): PixelWindow[] {
  const tiles: PixelWindow[] = [];
  const right = extent.x + extent.width;
  const bottom = extent.y + extent.height;
  for (let y = Math.floor(extent.y / rows) * rows; y < bottom; y += rows) {
    for (let x = Math.floor(extent.x / side) * side; x < right; x += side) {
      const left = Math.max(x, extent.x);
      const top = Math.max(y, extent.y);
      tiles.push({
        x: left,
        y: top,
        width: Math.min(x + side, right) - left,
        height: Math.min(y + rows, bottom) - top,
      });
    }
  }
  return tiles;
}

function latticeSpots(extent: PixelWindow, { sampledPixels, spotSide }: Sampling): PixelWindow[] {
  const step = Math.max(spotSide, spotSide * Math.sqrt((extent.width * extent.height) / sampledPixels));
  const spots: PixelWindow[] = [];
  for (let row = 0; row * step < extent.height; row++) {
    const y = extent.y + Math.floor(row * step);
    for (let column = 0; column * step < extent.width; column++) {
      const x = extent.x + Math.floor(column * step);
      spots.push({
        x,
        y,
        width: Math.min(spotSide, extent.x + extent.width - x),
        height: Math.min(spotSide, extent.y + extent.height - y),
      });
    }
  }
  return spots;
}

const holdsOrigin = (tile: PixelWindow, { x, y }: PixelWindow): boolean =>
  x >= tile.x && y >= tile.y && x < tile.x + tile.width && y < tile.y + tile.height;

const holdsWhole = (tile: PixelWindow, { x, y, width, height }: PixelWindow): boolean =>
  x >= tile.x && y >= tile.y && x + width <= tile.x + tile.width && y + height <= tile.y + tile.height;

/**
 * Square blocks spread over a tile: one in its middle where there are many tiles; where there are few, as many as half
 * overlap, since a block's window hides its edges.
 * @param most about how many
 */
function blocksOf(tile: PixelWindow, side: number, most: number): PixelWindow[] {
  const along = Math.max(1, Math.floor(Math.sqrt(most)));
  const columns = startsOf(tile.width, side, along);
  const rows = startsOf(tile.height, side, along);
  return rows.flatMap((y) => columns.map((x) => ({ x: tile.x + x, y: tile.y + y, width: side, height: side })));
}

/** Evenly from edge to edge; a single one in the middle. */
function startsOf(length: number, side: number, most: number): number[] {
  const room = length - side;
  const count = Math.min(most, 1 + Math.floor((2 * room) / side));
  if (count === 1) return [Math.floor(room / 2)];
  return Array.from({ length: count }, (_, i) => Math.floor((i * room) / (count - 1)));
}

function boundsOf(windows: readonly PixelWindow[]): PixelWindow {
  const x = Math.min(...windows.map((window) => window.x));
  const y = Math.min(...windows.map((window) => window.y));
  return {
    x,
    y,
    width: Math.max(...windows.map((window) => window.x + window.width)) - x,
    height: Math.max(...windows.map((window) => window.y + window.height)) - y,
  };
}
