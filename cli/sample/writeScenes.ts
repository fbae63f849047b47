import { dirname, join } from 'node:path';
import type { RasterGrid } from '#domain/raster.js';
import { writeCog } from '#store/rasters/index.js';
import { renderCountyScene, type County } from '#samples/county.js';
import { multispectralEntry, townEntry, type SceneEntry } from '#samples/files/scenes.js';
import { SCENE_NODATA } from '#samples/imagery/render.js';
import { gridOf, SCENE_CELL_M } from '#samples/landscape/frame.js';
import { chooseTownWindow, renderTown, townDays } from '#samples/townPicture/townPicture.js';
import { makeFolder } from './writeFiles.js';

const SPECTRAL_BANDS = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'] as const;
const QUALITY_BAND = 'quality';

/** Noise does not compress: a fast level costs 4 % of size and saves half of the time. */
const COMPRESSION_LEVEL = 3;

/** The coordinates of a picture's corners on the county's plane. */
function countyGrid(county: County): RasterGrid {
  const { sizePx } = county.frame;
  return gridOf({ left: 0, top: 0, width: sizePx, height: sizePx }, SCENE_CELL_M);
}

/** Renders and writes one monthly scene. */
export async function writeMonthlyScene(county: County, index: number, outDir: string): Promise<SceneEntry> {
  const entry = multispectralEntry(county.days[index]!);
  const path = join(outDir, entry.asset.path);
  await makeFolder(dirname(path));
  await writeCog(path, {
    grid: countyGrid(county),
    sampleType: 'uint16',
    bands: renderCountyScene(county, index),
    nodata: SCENE_NODATA,
    overviews: [...SPECTRAL_BANDS.map(() => 'average' as const), 'nearest'],
    bandInfo: [
      ...SPECTRAL_BANDS.map((description) => ({ description, scale: entry.asset.scale })),
      { description: QUALITY_BAND },
    ],
    compressionLevel: COMPRESSION_LEVEL,
  });
  return entry;
}

/** Renders and writes the pair of pictures of the town. */
export async function writeTownPair(county: County, outDir: string): Promise<SceneEntry[]> {
  const window = chooseTownWindow(county);
  const entries: SceneEntry[] = [];
  for (const day of townDays(county)) {
    const entry = townEntry(day);
    const path = join(outDir, entry.asset.path);
    await makeFolder(dirname(path));
    await writeCog(path, {
      grid: gridOf({ left: window.left, top: window.top, width: window.sizeM, height: window.sizeM }, 1),
      sampleType: 'uint8',
      bands: renderTown(county, window, day),
      colours: 'rgb',
      bandInfo: ['red', 'green', 'blue'].map((description) => ({ description })),
      compressionLevel: COMPRESSION_LEVEL,
    });
    entries.push(entry);
  }
  return entries;
}
