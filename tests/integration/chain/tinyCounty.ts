import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AreaGeometry } from '#domain/geometry.js';
import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import { DEFAULT_RULE_SET } from '#pipelines/patches-to-findings/index.js';
import type { Db } from '#store/database.js';
import { footprintWgs84, project, writeCog } from '#store/rasters/index.js';
import { registerScene } from '#store/scenes.js';
import { saveWatchArea, type WatchArea } from '#store/watchAreas.js';

/**
 * A place of 2.56 km a side, a patchwork of fields that stays and a little noise that does not, in which blocks of
 * buildings appear month after month. Made from numbers alone: the same each time.
 */
export const GRID: RasterGrid = {
  width: 256,
  height: 256,
  originX: 500_000,
  originY: 3_350_000,
  pixelWidth: 10,
  pixelHeight: 10,
  epsg: 4549,
};

const MONTHS = ['2024-01-10', '2024-02-10', '2024-03-10'] as const;

interface Block extends PixelWindow {
  /** Index of the first month that shows it. */
  readonly since: number;
}

/** Where buildings appear. */
export const BLOCKS: readonly Block[] = [
  { x: 40, y: 40, width: 12, height: 12, since: 1 },
  { x: 150, y: 90, width: 16, height: 10, since: 1 },
  { x: 90, y: 180, width: 14, height: 14, since: 2 },
  // The first one grows.
  { x: 52, y: 40, width: 12, height: 12, since: 2 },
];

const FIELD = [400, 700, 500, 3200, 1900, 1000] as const;
const BUILDING = [2300, 2500, 2700, 3000, 3300, 3100] as const;
const BAND_NAMES = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'] as const;

/** −1 to 1, from the position, the band and the month alone. */
function noise(x: number, y: number, band: number, month: number): number {
  let hash =
    Math.imul(x + 1, 374_761_393) ^ Math.imul(y + 1, 668_265_263) ^ Math.imul(band * 31 + month, 1_274_126_177);
  hash = Math.imul(hash ^ (hash >>> 13), 1_103_515_245);
  return (((hash ^ (hash >>> 16)) >>> 0) / 0xffff_ffff) * 2 - 1;
}

function pixelsOf(month: number): Uint16Array[] {
  const { width, height } = GRID;
  return FIELD.map((field, band) => {
    const values = new Uint16Array(width * height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const isBuilt = BLOCKS.some(
          (block) =>
            month >= block.since &&
            x >= block.x &&
            x < block.x + block.width &&
            y >= block.y &&
            y < block.y + block.height,
        );
        const relief = 1 + 0.25 * noise(Math.floor(x / 9), Math.floor(y / 7), 0, 50) + 0.06 * noise(x, y, band, 51);
        const value = isBuilt ? BUILDING[band]! : field * relief;
        values[y * width + x] = Math.round(value * (1 + 0.01 * month) + 25 * noise(x, y, band, month));
      }
    }
    return values;
  });
}

/** Outline of a block, WGS84. */
export function outlineOf(block: PixelWindow): AreaGeometry {
  const corner = (x: number, y: number): [number, number] =>
    project(GRID.epsg, 4326, [GRID.originX + 10 * x, GRID.originY - 10 * y]) as [number, number];
  const ring = [
    corner(block.x, block.y),
    corner(block.x, block.y + block.height),
    corner(block.x + block.width, block.y + block.height),
    corner(block.x + block.width, block.y),
    corner(block.x, block.y),
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

/** Writes the first `months` scenes below `dataDir`, registers them, and watches all of the place. */
export async function plantTinyCounty(db: Db, dataDir: string, months: number = MONTHS.length): Promise<WatchArea> {
  mkdirSync(join(dataDir, 'scenes'), { recursive: true });
  for (let month = 0; month < months; month++) {
    const asset: SceneAsset = {
      path: `scenes/${MONTHS[month]}.tif`,
      bands: Object.fromEntries(BAND_NAMES.map((name, i) => [name, i + 1])),
      scale: 0.0001,
      offset: 0,
      nodata: 0,
      quality: null,
    };
    const file = join(dataDir, asset.path);
    await writeCog(file, { grid: GRID, sampleType: 'uint16', nodata: 0, tileSize: 64, bands: pixelsOf(month) });
    await registerScene(db, {
      title: `tiny ${MONTHS[month]}`,
      acquiredAt: `${MONTHS[month]}T02:30:00.000Z`,
      sensor: 'optical',
      platform: null,
      asset,
      grid: GRID,
      footprintWgs84: footprintWgs84(GRID),
      gsdMetres: 10,
      contentHash: createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
      clearShare: 1,
    });
  }
  const { watchArea } = await saveWatchArea(db, {
    name: 'tiny county',
    adminCode: '330106',
    recipe: 'newConstruction',
    ruleSet: DEFAULT_RULE_SET.id,
    geometry: footprintWgs84(GRID),
  });
  return watchArea;
}
