import { join } from 'node:path';
import type { RasterGrid } from '#domain/raster.js';
import { writeCog } from '#store/rasters/index.js';
import type { SceneInput } from '#worker/compute/engine.js';

/** Small synthetic scenes with known change, written as files. */

export const BANDS = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'] as const;
const SOIL = [700, 950, 1200, 1700, 2300, 2000];
const CROP = [400, 700, 450, 3800, 1800, 900];
const FOREST = [250, 450, 300, 3000, 1400, 600];
const CONCRETE = [1700, 1850, 1950, 2150, 2300, 2150];
const SIDE = 160;

export const SCENE_GRID: RasterGrid = {
  width: SIDE,
  height: SIDE,
  originX: 500_000,
  originY: 3_400_000,
  pixelWidth: 10,
  pixelHeight: 10,
  epsg: 4549,
};

/** A rectangle of pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SceneOptions {
  readonly seed: number;
  /** Where concrete stands. */
  readonly built?: readonly Box[];
  /** Where clouds hide the ground. */
  readonly clouds?: readonly Box[];
  readonly grid?: Partial<RasterGrid>;
}

const isIn = (boxes: readonly Box[], x: number, y: number): boolean =>
  boxes.some((box) => x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height);

/** The same numbers for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Fields of soil, crop and forest, uint16 reflectance × 10,000, band 7 quality (0 clear, 2 cloud). */
export async function writeScene(folder: string, name: string, options: SceneOptions): Promise<SceneInput> {
  const { seed, built = [], clouds = [] } = options;
  const random = createRandom(seed);
  const bands = Array.from({ length: BANDS.length + 1 }, () => new Uint16Array(SIDE * SIDE));
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const i = y * SIDE + x;
      const field = (Math.floor(x / 9) * 7 + Math.floor(y / 13) * 5) % 11;
      const mix = field / 10;
      const ground = BANDS.map((_, band) => (y < 40 ? FOREST[band]! : SOIL[band]! * (1 - mix) + CROP[band]! * mix));
      const spectrum = isIn(built, x, y) ? CONCRETE : ground;
      BANDS.forEach((_, band) => {
        bands[band]![i] = spectrum[band]! * (1 + 0.03 * (random() - 0.5)) + 12 * (random() - 0.5);
      });
      if (isIn(clouds, x, y)) {
        bands[BANDS.length]![i] = 2;
        BANDS.forEach((_, band) => (bands[band]![i] = 6000));
      }
    }
  }
  const path = join(folder, `${name}.tif`);
  const grid = { ...SCENE_GRID, ...options.grid };
  const bandInfo = [...BANDS, 'quality'].map((description) => ({ description }));
  await writeCog(path, { grid, sampleType: 'uint16', bands, bandInfo, overviews: null });
  return {
    asset: {
      path,
      bands: Object.fromEntries(BANDS.map((band, index) => [band, index + 1])),
      scale: 1e-4,
      offset: 0,
      nodata: null,
      quality: { path: null, band: BANDS.length + 1, coding: 'own' },
    },
    acquiredAt: `${/\d{4}-\d\d-\d\d/.exec(name)?.[0] ?? '2024-01-01'}T02:00:00.000Z`,
    sensor: 'optical',
  };
}
