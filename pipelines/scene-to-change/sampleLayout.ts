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
/** Registration is measured on at most about this many blocks. */
const MOST_BLOCKS = 48;
const BLOCK_SIDES = [128, 64, 32] as const;
const FEW_TILES = 9;

/**
 * Where to sample a raster: everything where it is small, else small squares on a regular lattice, so that every
 * region has its share. Depends on the extent only, never on chunks or threads.
 * @param extent the part of the grid that is looked at
 * @param halo margin round each spot, for smoothing
 */
export function sampleLayout(extent: PixelWindow, grid: { width: number; height: number }, halo: number): SampleTask[] {
  const tiles = tilesOf(extent);
  const sampling = halo > WIDE_HALO ? COARSE : FINE;
  const isWhole = extent.width * extent.height <= sampling.wholePixels;
  const cores = isWhole ? null : latticeSpots(extent, sampling);
  const stride = Math.max(1, Math.ceil(tiles.length / MOST_BLOCKS));
  return tiles.flatMap((tile, index) => {
    const own = cores === null ? [tile] : cores.filter((core) => holdsOrigin(tile, core));
    const spots = own.map((core) => ({ core, read: grow(core, halo, grid) }));
    const registrationBlocks = index % stride === 0 ? blocksOf(tile, tiles.length) : [];
    const windows = [...spots.map(({ read }) => read), ...registrationBlocks];
    return windows.length === 0 ? [] : [{ read: boundsOf(windows), spots, registrationBlocks }];
  });
}

/** Windows of `side` pixels at multiples of `side` in the grid, cut to the extent, by row and column. */
export function tilesOf(extent: PixelWindow, side: number = TILE): PixelWindow[] {
  const tiles: PixelWindow[] = [];
  const right = extent.x + extent.width;
  const bottom = extent.y + extent.height;
  for (let y = Math.floor(extent.y / side) * side; y < bottom; y += side) {
    for (let x = Math.floor(extent.x / side) * side; x < right; x += side) {
      const left = Math.max(x, extent.x);
      const top = Math.max(y, extent.y);
      tiles.push({
        x: left,
        y: top,
        width: Math.min(x + side, right) - left,
        height: Math.min(y + side, bottom) - top,
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

/** Square blocks in the middle of a tile: one where there are many tiles, as many as fit where there are few. */
function blocksOf(tile: PixelWindow, tileCount: number): PixelWindow[] {
  const side = BLOCK_SIDES.find((candidate) => candidate <= tile.width && candidate <= tile.height);
  if (side === undefined) return [];
  const most = tileCount > FEW_TILES ? 1 : Infinity;
  const columns = Math.min(most, Math.floor(tile.width / side));
  const rows = Math.min(most, Math.floor(tile.height / side));
  const left = tile.x + Math.floor((tile.width - columns * side) / 2);
  const top = tile.y + Math.floor((tile.height - rows * side) / 2);
  return Array.from({ length: rows * columns }, (_, i) => ({
    x: left + (i % columns) * side,
    y: top + Math.floor(i / columns) * side,
    width: side,
    height: side,
  }));
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
