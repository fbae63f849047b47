import { existsSync } from 'node:fs';
import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import { writeCog } from '#store/rasters/index.js';

/** Two scenes of one place: 10 m, four bands of uint16 (blue, green, red, near infrared), nodata 0. */
export interface ScenePair {
  readonly before: string;
  readonly after: string;
}

const BAND_NAMES = ['blue', 'green', 'red', 'nir'] as const;
/** Stored value of bare ground, what full plant cover adds, and the sensor's noise, by band. */
const BANDS = [
  { bare: 900, cover: -350, noise: 25 },
  { bare: 1100, cover: -200, noise: 28 },
  { bare: 1500, cover: -1150, noise: 32 },
  { bare: 1400, cover: 2600, noise: 60 },
] as const;
/** Changed places of a scene of 10,980² pixels. */
const CHANGES = 9000;
const FULL_SIZE = 10_980;

/**
 * Writes a seeded pair where it is not there yet: parcels on a slowly varying ground, noise in every sample, a slanted edge
 * without data on each date, and rectangles and ellipses that lose their plants.
 * @param size pixels of a side
 */
export async function scenePair(pair: ScenePair, size: number): Promise<void> {
  if (existsSync(pair.before) && existsSync(pair.after)) return;
  const grid: RasterGrid = {
    width: size,
    height: size,
    originX: 300_000,
    originY: 3_500_040,
    pixelWidth: 10,
    pixelHeight: 10,
    epsg: 32650,
  };
  const changed = changedPixels(size);
  for (const date of ['before', 'after'] as const) {
    if (existsSync(pair[date])) continue;
    await writeCog(pair[date], {
      grid,
      sampleType: 'uint16',
      bands: (window) => paintTile(window, size, date, changed),
      bandCount: BANDS.length,
      bandInfo: BAND_NAMES.map((description) => ({ description })),
      nodata: 0,
      compressionLevel: 6,
      overviews: null,
    });
  }
}

/** Well mixed whole number, 0 to 2³² - 1, of two others. */
function mix(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
const share = (a: number, b: number): number => mix(a, b) / 2 ** 32;

function changedPixels(size: number): Uint8Array {
  const changed = new Uint8Array(size * size);
  const count = Math.round(CHANGES * (size / FULL_SIZE) ** 2);
  for (let i = 0; i < count; i++) {
    const height = 4 + Math.floor(56 * share(i, 101));
    const width = 4 + Math.floor(56 * share(i, 102));
    const top = Math.floor((size - height) * share(i, 103));
    const left = Math.floor((size - width) * share(i, 104));
    for (let y = 0; y < height; y++) {
      const across = i % 3 === 0 ? Math.sqrt(Math.max(0, 1 - ((2 * y + 1) / height - 1) ** 2)) : 1;
      const margin = Math.round((width * (1 - across)) / 2);
      const from = (top + y) * size + left;
      changed.fill(1, from + margin, from + width - margin);
    }
  }
  return changed;
}

/** Smooth ground: random numbers on a coarse lattice, straight lines between. */
function groundAt(x: number, y: number, step: number, seed: number): number {
  const column = Math.floor(x / step);
  const row = Math.floor(y / step);
  const right = x / step - column;
  const down = y / step - row;
  const corner = (i: number, j: number): number => share(column + i + 4099 * seed, row + j);
  const upper = corner(0, 0) * (1 - right) + corner(1, 0) * right;
  const lower = corner(0, 1) * (1 - right) + corner(1, 1) * right;
  return upper * (1 - down) + lower * down;
}

function isOutside(x: number, y: number, size: number, isAfter: boolean): boolean {
  return isAfter ? x >= size - (0.06 * size - 0.08 * (size - y)) : x < 0.14 * size - 0.17 * y;
}

function paintTile(window: PixelWindow, size: number, date: 'before' | 'after', changed: Uint8Array): Uint16Array[] {
  const bands = BANDS.map(() => new Uint16Array(window.width * window.height));
  const isAfter = date === 'after';
  const noiseSeed = isAfter ? 77_777 : 33_333;
  for (let row = 0; row < window.height; row++) {
    const y = window.y + row;
    for (let column = 0; column < window.width; column++) {
      const x = window.x + column;
      if (isOutside(x, y, size, isAfter)) continue;
      const warp = 30 * groundAt(x, y, 137, 3);
      const parcel = mix(Math.floor((x + warp) / 37), Math.floor((y - warp) / 41));
      const ground = 0.25 + 0.5 * groundAt(x, y, 211, 1) + 0.3 * ((parcel & 0xffff) / 0xffff - 0.5);
      const isBare = isAfter && changed[y * size + x] === 1;
      const cover = isBare ? 0.08 : Math.min(0.98, Math.max(0.02, ground + (isAfter ? 0.03 : 0)));
      const brightness = 1 + 0.08 * (((parcel >>> 16) & 0xff) / 0xff - 0.5);
      const noise = mix(y * size + x, noiseSeed);
      for (let band = 0; band < BANDS.length; band++) {
        const { bare, cover: gain, noise: spread } = BANDS[band]!;
        const shake = ((noise >>> (8 * band)) & 0xff) / 0xff - 0.5;
        bands[band]![row * window.width + column] = Math.max(1, bare * brightness + gain * cover + 2 * spread * shake);
      }
    }
  }
  return bands;
}
