import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { inspectScene } from '#api/uploads/sceneFacts.js';
import { BadInputError } from '#domain/errors.js';
import { QUALITY_CODINGS, SENSOR_KINDS, type SceneAsset } from '#domain/scene.js';
import { parseTime } from '#domain/time.js';
import { commonScaling, contentHash, locateAsset, openRaster, UNSCALED } from '#store/rasters/index.js';
import type { NewScene } from '#store/scenes.js';
import { parseJson, readFields } from '#store/vectors/index.js';

const bandNumber = z.int().min(1);

/** One scene of a `scenes.json`; paths are relative to the manifest. */
export const sceneEntrySchema = z.looseObject({
  title: z.string().min(1),
  acquiredAt: z.string(),
  sensor: z.enum(SENSOR_KINDS),
  platform: z.string().nullish(),
  asset: z.looseObject({
    path: z.string().min(1),
    bands: z.record(z.string().min(1), bandNumber).refine((bands) => Object.keys(bands).length > 0, {
      message: 'at least one band, for example { "red": 3 }',
    }),
    scale: z.number().optional(),
    offset: z.number().optional(),
    nodata: z.number().nullish(),
    quality: z
      .looseObject({ path: z.string().min(1).nullish(), band: bandNumber, coding: z.enum(QUALITY_CODINGS) })
      .nullish(),
  }),
});

const manifestSchema = z.looseObject({ scenes: z.array(sceneEntrySchema).min(1) });

export type SceneEntry = z.infer<typeof sceneEntrySchema>;

/**
 * The scenes of a `scenes.json` (an array, or `{ "scenes": […] }`).
 * @throws BadInputError with the path of the field that is wrong
 */
export async function readSceneManifest(path: string): Promise<readonly SceneEntry[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const found = (error as NodeJS.ErrnoException).code ?? String(error);
    const detail = { code: 'scenes.notFound', where: path, found, expected: 'a scenes.json' };
    throw new BadInputError('no scene manifest', detail);
  });
  const value = parseJson(text, path);
  const manifest = Array.isArray(value) ? { scenes: value } : value;
  return readFields(manifestSchema, manifest, path, 'scenes.field').scenes;
}

/**
 * A scene as it will be stored, from what its entry says and what its files hold; every pixel is read once.
 * @param folder that the entry's paths are relative to
 * @param where name of the entry, for messages
 */
export async function describeScene(entry: SceneEntry, folder: string, where: string): Promise<NewScene> {
  const { title, sensor, platform } = entry;
  const acquiredAt = parseTime(entry.acquiredAt, `${where}.acquiredAt`);
  const { bands, nodata, quality } = entry.asset;
  const stated: SceneAsset = {
    path: entry.asset.path,
    bands,
    ...UNSCALED,
    nodata: nodata ?? null,
    quality: quality ? { path: quality.path ?? null, band: quality.band, coding: quality.coding } : null,
  };
  const asset = await scaledAsFiles(locateAsset(stated, folder), entry.asset);
  const facts = await inspectScene(asset);
  return {
    title,
    acquiredAt,
    sensor,
    platform: platform ?? null,
    asset,
    grid: facts.grid,
    footprintWgs84: facts.footprintWgs84,
    gsdMetres: facts.gsdMetres,
    contentHash: await contentHash(asset.path),
    clearShare: facts.clearShare,
  };
}

/** The asset with the scaling that the entry states, and the file's for what it does not state. */
async function scaledAsFiles(
  asset: SceneAsset,
  { scale, offset }: Pick<SceneEntry['asset'], 'scale' | 'offset'>,
): Promise<SceneAsset> {
  if (scale !== undefined && offset !== undefined) return { ...asset, scale, offset };
  const raster = await openRaster(asset.path);
  raster.close();
  const { header } = raster;
  const own = commonScaling(Object.values(asset.bands).map((band) => ({ header, band })));
  return { ...asset, scale: scale ?? own.scale, offset: offset ?? own.offset };
}
