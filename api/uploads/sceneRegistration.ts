import { access, mkdir, rename, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { BadInputError } from '#domain/errors.js';
import { idOf } from '#domain/id.js';
import type { Scene } from '#domain/scene.js';
import { parseTime, type IsoTime } from '#domain/time.js';
import type { Db } from '#store/database.js';
import { assetOf, type AssetHints } from '#store/rasters/index.js';
import { getScene, registerScene } from '#store/scenes.js';
import type { SceneManifest } from '../contracts/scenes.js';
import { inspectScene } from './sceneFacts.js';

export interface SceneSource {
  /** Where the pixels are now. */
  readonly path: string;
  /** What the caller calls the file; messages name it so. */
  readonly name: string;
  readonly sha256: string;
  readonly manifest: SceneManifest;
}

export interface Registration {
  readonly scene: Scene;
  readonly created: boolean;
}

/** Registers a file that stays where it is. @throws BadInputError saying what is wrong with it */
export async function registerInPlace(db: Db, source: SceneSource): Promise<Registration> {
  return registerScene(db, await inspected(source, source.path));
}

/**
 * Registers an uploaded file and moves it into the raster store. Where anything is refused, the file is gone and nothing
 * is stored.
 * @param folder the raster store
 */
export async function registerUploaded(db: Db, source: SceneSource, folder: string): Promise<Registration> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${source.sha256}.tif`);
  try {
    const scene = await inspected(source, path);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (!isThere) await rename(source.path, path);
    try {
      return await registerScene(db, scene);
    } catch (error) {
      const isUsed = (await getScene(db, idOf('scene', source.sha256))) !== null;
      if (!isThere && !isUsed) await rm(path, { force: true });
      throw error;
    }
  } finally {
    await rm(source.path, { force: true });
  }
}

/** The scene as it will be stored under `path`, from the pixels and what the manifest says. */
async function inspected(source: SceneSource, path: string): Promise<Omit<Scene, 'id'>> {
  const { manifest, name, sha256 } = source;
  try {
    const asset = await assetOf(source.path, hintsOf(manifest));
    const facts = await inspectScene(asset);
    return {
      title: manifest.title ?? basename(name, extname(name)),
      acquiredAt: acquisitionTime(manifest),
      sensor: manifest.sensor,
      platform: manifest.platform ?? null,
      asset: { ...asset, path },
      grid: facts.grid,
      footprintWgs84: facts.footprintWgs84,
      gsdMetres: facts.gsdMetres,
      contentHash: sha256,
      clearShare: facts.clearShare,
    };
  } catch (error) {
    throw error instanceof BadInputError ? naming(error, source) : error;
  }
}

/** What the caller says of the pixels; what is left out is taken from the file. */
function hintsOf({ bands, scale, offset, nodata, quality }: SceneManifest): AssetHints {
  return { bands, scale, offset, nodata, quality: quality && { path: null, ...quality } };
}

/** When the imagery was taken. @throws BadInputError where that is no time, or lies in the future */
export function acquisitionTime({ acquiredAt }: Pick<SceneManifest, 'acquiredAt'>): IsoTime {
  const time = parseTime(acquiredAt, 'acquiredAt');
  if (Date.parse(time) <= Date.now()) return time;
  const expected = `a time up to now (${new Date().toISOString()})`;
  const detail = { code: 'scene.future', where: 'acquiredAt', found: acquiredAt, expected };
  throw new BadInputError('the acquisition lies in the future', detail);
}

/** The same complaint with the caller's name for the file instead of where it lies on this server. */
function naming(error: BadInputError, { path, name }: SceneSource): BadInputError {
  const { detail } = error;
  if (!detail.where.includes(path)) return error;
  return new BadInputError(error.problem, { ...detail, where: detail.where.replace(path, name) }, { cause: error });
}
