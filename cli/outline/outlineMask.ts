import { createHash } from 'node:crypto';
import { BadInputError } from '#domain/errors.js';
import { canonicalJson } from '#domain/id.js';
import type { LandCoverClass } from '#domain/landCover.js';
import type { DetectedPatch } from '#domain/patch.js';
import type { OutlineStyle, RecipeReference } from '#domain/recipe.js';
import type { IsoTime } from '#domain/time.js';
import type { ChunkResult } from '#pipelines/change-to-patches/chunkResult.js';
import { joinChunks } from '#pipelines/change-to-patches/joinChunks.js';
import { maskChunk } from '#pipelines/change-to-patches/maskChunk.js';
import { patchesOf } from '#pipelines/change-to-patches/patches.js';
import { pixelSizeMetres, placesWgs84, requireGeoreference, type RasterFile } from '#store/rasters/index.js';
import { eachMaskPart } from './maskParts.js';

export interface OutlineOptions {
  readonly band: number;
  /** What the mask calls change: this value, or everything but 0. */
  readonly changeValue: number | null;
  readonly connectivity: 4 | 8;
  readonly sievePixels: number;
  readonly minimumAreaM2: number;
  readonly fromClass: LandCoverClass;
  readonly toClass: LandCoverClass;
  readonly beforeTime: IsoTime;
  readonly afterTime: IsoTime;
  readonly outlines: OutlineStyle;
}

/**
 * Turns a change mask that was made elsewhere into patches, one after the other.
 * @returns share of the raster that holds data, 0–1
 * @throws BadInputError where the raster has no place, no such band, or the change is too scattered
 */
export async function outlineMask(
  file: RasterFile,
  options: OutlineOptions,
  take: (patch: DetectedPatch) => void,
  onProgress: (rows: number) => void,
): Promise<number> {
  const { header } = file;
  const grid = requireGeoreference(header);
  refuseBand(file, options.band);
  const { width, height } = grid;
  const joined = await joinChunks(eachChunk(file, options, onProgress), {
    width,
    height,
    sceneCount: 1,
    memberCount: 0,
    connectivity: options.connectivity,
    sievePixels: options.sievePixels,
    where: header.path,
  });
  const size = pixelSizeMetres(grid);
  const patches = patchesOf(joined, {
    grid,
    toWgs84: placesWgs84(grid.epsg),
    detector: 'mask',
    minimumAreaM2: { default: options.minimumAreaM2 },
    recipe: referenceOf(options),
    beforeTimes: [options.beforeTime],
    afterTime: options.afterTime,
    gsdM: Math.sqrt(size.width * size.height),
    registrationErrorM: [0],
    chanceOf: () => 1,
    outlines: options.outlines,
    members: [],
  });
  for (const { patch } of patches) take(patch);
  return joined.assessedPixels / joined.insidePixels;
}

async function* eachChunk(
  file: RasterFile,
  options: OutlineOptions,
  onProgress: (rows: number) => void,
): AsyncGenerator<ChunkResult, void, undefined> {
  const { band, sievePixels: minimumPixels } = options;
  for await (const part of eachMaskPart(file, band)) {
    yield maskChunk({ ...options, ...part, nodata: file.header.nodata, minimumPixels });
    onProgress(part.window.y);
  }
}

function refuseBand({ header }: RasterFile, band: number): void {
  if (band >= 1 && band <= header.bandCount) return;
  throw new BadInputError('the raster has no such band', {
    code: 'bands.missing',
    where: header.path,
    found: String(band),
    expected: `1 to ${header.bandCount}`,
  });
}

/** What shaped the patches, as a recipe is referred to. */
function referenceOf(options: OutlineOptions): RecipeReference {
  const { band, changeValue, connectivity, sievePixels, minimumAreaM2, outlines } = options;
  const shaped = { band, changeValue, connectivity, sievePixels, minimumAreaM2 };
  const parameters = outlines === 'pixelEdges' ? shaped : { ...shaped, outlines };
  const hash = createHash('sha256').update(canonicalJson(parameters)).digest('hex').slice(0, 16);
  return { name: 'mask', version: '1', hash };
}
