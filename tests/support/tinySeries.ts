import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOT_ASSESSED, type PixelWindow, type RasterGrid } from '#domain/raster.js';
import type { Scene } from '#domain/scene.js';
import type { IsoDate } from '#domain/time.js';
import type { Db } from '#store/database.js';
import { footprintWgs84, project, writeCog } from '#store/rasters/index.js';
import { registerScene } from '#store/scenes.js';

/**
 * A place of fields with seasons, a little noise and clouds that the quality band knows of, seen every twelve days by two
 * satellites in turn; a block of buildings stands on it from one day on. Made from numbers alone: the same each time.
 */
export interface TinySeries {
  readonly grid: RasterGrid;
  readonly days: readonly IsoDate[];
  /** Where buildings appear, and from when. */
  readonly building: PixelWindow & { readonly since: IsoDate };
  /** Writes the scene of a look below `dataDir` and registers it. */
  plant(db: Db, dataDir: string, look: number, options?: PlantOptions): Promise<Scene>;
}

export interface PlantOptions {
  /** Changes every pixel a little: another file of the same acquisition. */
  readonly version?: number;
}

const BANDS = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'] as const;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2021, 0, 4);
const LOOK_DAYS = 12;

/** 0 to 1, from numbers alone. */
function chance(...numbers: readonly number[]): number {
  let hash = 0x9e37_79b9;
  for (const number of numbers) {
    hash = Math.imul(hash ^ (number + 1), 0x85eb_ca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0xc2b2_ae35);
    hash ^= hash >>> 16;
  }
  return (hash >>> 0) / 2 ** 32;
}

export function tinySeries({
  width,
  height,
  looks,
  at = { x: width >> 1, y: height >> 1 },
}: {
  readonly width: number;
  readonly height: number;
  readonly looks: number;
  /** Corner of the building; default: the middle. */
  readonly at?: { readonly x: number; readonly y: number };
}): TinySeries {
  const grid: RasterGrid = {
    width,
    height,
    originX: 500_000,
    originY: 3_350_000,
    pixelWidth: 10,
    pixelHeight: 10,
    epsg: 4549,
  };
  const days = Array.from({ length: looks }, (_, look) =>
    new Date(FIRST_DAY + look * LOOK_DAYS * DAY_MS).toISOString().slice(0, 10),
  );
  const place = { ...at, width: 12, height: 10 };
  const building = { ...place, since: days[Math.floor(looks * 0.8)]! };

  return {
    grid,
    days,
    building,
    async plant(db, dataDir, look, { version = 0 } = {}) {
      const path = `series-scenes/${days[look]}-${version}.tif`;
      mkdirSync(join(dataDir, 'series-scenes'), { recursive: true });
      const bands = pixelsOf(grid, building, days[look]!, look, version);
      await writeCog(join(dataDir, path), { grid, sampleType: 'uint16', bands, nodata: 0, tileSize: 64 });
      const { scene } = await registerScene(db, {
        title: `tiny ${days[look]}`,
        acquiredAt: `${days[look]}T02:30:00.000Z`,
        sensor: 'optical',
        platform: look % 2 === 0 ? 'landsat-8' : 'landsat-9',
        asset: {
          path,
          bands: Object.fromEntries(BANDS.map((name, i) => [name, i + 1])),
          scale: 0.0001,
          offset: 0,
          nodata: 0,
          quality: { path: null, band: BANDS.length + 1, coding: 'own' },
        },
        grid,
        footprintWgs84: footprintWgs84(grid),
        gsdMetres: 10,
        contentHash: createHash('sha256')
          .update(readFileSync(join(dataDir, path)))
          .digest('hex'),
        clearShare: 0.8,
      });
      return scene;
    },
  };
}

/** Reflectance times 10,000 in the middle of winter, and what summer adds. */
const FIELD = [
  [420, -60],
  [700, -20],
  [900, -450],
  [1900, 1700],
  [1900, -300],
  [1300, -350],
] as const;
const BUILDING = [1700, 1850, 1950, 2150, 2400, 2300] as const;

function pixelsOf(
  { width, height }: RasterGrid,
  building: TinySeries['building'],
  day: IsoDate,
  look: number,
  version: number,
): Uint16Array[] {
  const year = Date.parse(day) / DAY_MS / 365.25;
  const summer = 0.5 - 0.5 * Math.cos(2 * Math.PI * year);
  const cloud = { x: chance(look, 1) * width, y: chance(look, 2) * height, reach: 0.3 * Math.min(width, height) };
  const bands = Array.from({ length: BANDS.length + 1 }, () => new Uint16Array(width * height));
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const isBuilt =
      day >= building.since &&
      x >= building.x &&
      x < building.x + building.width &&
      y >= building.y &&
      y < building.y + building.height;
    const isCloud = Math.hypot(x - cloud.x, y - cloud.y) < cloud.reach;
    for (let band = 0; band < BANDS.length; band++) {
      const [winter, more] = FIELD[band]!;
      const ground = isBuilt ? BUILDING[band]! : winter + more * summer;
      const noise = 1 + 0.05 * (chance(x, y, look, band, version) - 0.5);
      bands[band]![pixel] = Math.round((isCloud ? 6000 : ground) * noise);
    }
    bands[BANDS.length]![pixel] = isCloud ? NOT_ASSESSED.cloud : NOT_ASSESSED.clear;
  }
  return bands;
}

/** Middle of a pixel, WGS84. */
export function placeOf(
  { originX, originY, pixelWidth, pixelHeight, epsg }: RasterGrid,
  x: number,
  y: number,
): readonly [lon: number, lat: number] {
  return project(epsg, 4326, [originX + (x + 0.5) * pixelWidth, originY - (y + 0.5) * pixelHeight]);
}
