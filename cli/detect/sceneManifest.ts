import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import { QUALITY_CODINGS, SENSOR_KINDS, type SceneAsset, type SensorKind } from '#domain/scene.js';
import { parseTime, type IsoTime } from '#domain/time.js';
import {
  commonScaling,
  isRemotePath,
  openRaster,
  pixelSizeMetres,
  requireGeoreference,
  UNSCALED,
  type CommonScaling,
  type RasterHeader,
} from '#store/rasters/index.js';
import { parseJson, readFields } from '#store/vectors/index.js';

const bandNumber = z.int().min(1);
const filePath = z.string().min(1);

/** A scene as in `scenes.json`, but bands may stand in files of their own, whatever their resolution. */
const sceneSchema = z.looseObject({
  acquiredAt: z.string().optional(),
  sensor: z.enum(SENSOR_KINDS).optional(),
  asset: z.looseObject({
    path: filePath.optional(),
    bands: z
      .record(
        z.string().min(1),
        z.union([bandNumber, z.strictObject({ path: filePath, band: bandNumber.default(1) })], {
          error: 'a band number, or { "path": …, "band": … }',
        }),
      )
      .refine((bands) => Object.keys(bands).length > 0, { message: 'at least one band' }),
    scale: z.number().optional(),
    offset: z.number().optional(),
    nodata: z.number().nullish(),
    quality: z
      .looseObject({ path: filePath.nullish(), band: bandNumber.default(1), coding: z.enum(QUALITY_CODINGS) })
      .nullish(),
  }),
});

type SceneEntry = z.infer<typeof sceneSchema>;

export interface ManifestScene {
  readonly asset: SceneAsset;
  readonly acquiredAt: IsoTime | null;
  readonly sensor: SensorKind | null;
}

export const isManifestPath = (path: string): boolean => /\.json$/i.test(path);

/**
 * Reads one scene from a manifest: the scene itself, or `{ "scenes": [one] }`. Paths are relative to the manifest. Where no
 * file is named as the scene's own, the one with the finest pixels is. Scaling that the manifest does not state is the files'.
 * @throws BadInputError naming the field that is wrong, or the file that cannot be used
 */
export async function readSceneManifest(path: string): Promise<ManifestScene> {
  const entry = oneScene(parseJson(await textOf(path), path), path);
  const { bands, quality, nodata } = entry.asset;
  const at = (name: string): string => (isRemotePath(name) ? name : resolve(dirname(path), name));
  const files = Object.fromEntries(
    Object.entries(bands).flatMap(([name, band]) => (typeof band === 'number' ? [] : [[name, at(band.path)]])),
  );
  const named = entry.asset.path;
  const needsPath = Object.values(bands).find((band) => typeof band === 'number');
  if (named === undefined && needsPath !== undefined) {
    throw new BadInputError('a band number without a file', {
      code: 'scenes.noPath',
      where: `${path}.asset.path`,
      found: `band ${needsPath}`,
      expected: 'a path in asset, or in each band',
    });
  }
  const own = named === undefined ? await finestOf(Object.values(files)) : at(named);
  const numbers = Object.fromEntries(
    Object.entries(bands).map(([name, band]) => [name, typeof band === 'number' ? band : band.band]),
  );
  const isScaled = entry.asset.scale !== undefined && entry.asset.offset !== undefined;
  const scaling = isScaled ? UNSCALED : await scalingOf(own, numbers, files);
  return {
    asset: {
      path: own,
      bands: numbers,
      ...(Object.keys(files).length === 0 ? {} : { files }),
      scale: entry.asset.scale ?? scaling.scale,
      offset: entry.asset.offset ?? scaling.offset,
      nodata: nodata ?? null,
      quality: quality
        ? {
            path: quality.path === null || quality.path === undefined ? null : at(quality.path),
            band: quality.band,
            coding: quality.coding,
          }
        : null,
    },
    acquiredAt: entry.acquiredAt === undefined ? null : parseTime(entry.acquiredAt, `${path}.acquiredAt`),
    sensor: entry.sensor ?? null,
  };
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const found = (error as NodeJS.ErrnoException).code ?? String(error);
    const detail = { code: 'scenes.notFound', where: path, found, expected: 'a scene manifest' };
    throw new BadInputError('no scene manifest', detail, { cause: error });
  }
}

function oneScene(value: unknown, where: string): SceneEntry {
  const list = Array.isArray(value) ? value : (value as { scenes?: unknown } | null)?.scenes;
  if (!Array.isArray(list)) return readFields(sceneSchema, value, where, 'scenes.field');
  if (list.length === 1) return readFields(sceneSchema, list[0], `${where}.scenes[0]`, 'scenes.field');
  throw new BadInputError('not one scene', {
    code: 'scenes.notOne',
    where,
    found: `${list.length} scenes`,
    expected: 'a manifest of one scene for each date',
  });
}

async function finestOf(paths: readonly string[]): Promise<string> {
  let finest: { readonly path: string; readonly metres: number } | null = null;
  for (const path of new Set(paths)) {
    const raster = await openRaster(path);
    raster.close();
    const metres = pixelSizeMetres(requireGeoreference(raster.header)).width;
    if (finest === null || metres < finest.metres) finest = { path, metres };
  }
  return finest!.path;
}

/** The scaling that the files of all bands agree on. */
async function scalingOf(
  own: string,
  bands: Readonly<Record<string, number>>,
  files: Readonly<Record<string, string>>,
): Promise<CommonScaling> {
  const headers = new Map<string, RasterHeader>();
  for (const path of new Set([own, ...Object.values(files)])) {
    const raster = await openRaster(path);
    raster.close();
    headers.set(path, raster.header);
  }
  return commonScaling(
    Object.entries(bands).map(([name, band]) => ({ header: headers.get(files[name] ?? own)!, band })),
  );
}
