import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { extname, isAbsolute, join, resolve, sep } from 'node:path';
import { BadInputError, NotFoundError } from '#domain/errors.js';
import { createAtomicFile, guarded, writeFailure, type AtomicFile } from './rasters/atomicFile.js';
import { contentHash } from './rasters/contentHash.js';

/** A file in the store. */
export interface StoredObject {
  /** Path within the store, from its content: `rasters/ab/abcdef….tif`. */
  readonly key: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly contentHash: string;
  readonly bytes: number;
}

/** Where rasters are kept. Objects are named by their content and never change. */
export interface RasterStore {
  /**
   * Copies a file in; the same bytes twice are one object.
   * @throws UnavailableError where the disk is full; nothing is left half stored
   */
  put(sourcePath: string): Promise<StoredObject>;
  /**
   * The absolute path of an object's file.
   * @throws BadInputError where the key leads out of the store; NotFoundError where there is no such object
   */
  resolve(key: string): string;
  has(key: string): boolean;
}

/** A raster store in a local folder, which is made where it does not exist. */
export function createFolderStore(folder: string): RasterStore {
  const root = resolve(folder);

  function pathOf(key: string): string {
    const path = resolve(root, key);
    if (isAbsolute(key) || !path.startsWith(root + sep)) {
      throw new BadInputError('not a key of the raster store', {
        code: 'store.badKey',
        where: key,
        found: 'a path that leads out of the store',
        expected: 'rasters/…',
      });
    }
    return path;
  }

  return {
    async put(sourcePath) {
      const hash = await contentHash(sourcePath);
      const key = `rasters/${hash.slice(0, 2)}/${hash}${extname(sourcePath).toLowerCase()}`;
      const path = pathOf(key);
      const { size } = statSync(sourcePath);
      if (existsSync(path)) return { key, contentHash: hash, bytes: size };
      guarded(path, () => mkdirSync(join(path, '..'), { recursive: true }));
      const file = createAtomicFile(path);
      try {
        await copyInto(sourcePath, file);
        file.commit();
      } finally {
        file.abandon();
      }
      return { key, contentHash: hash, bytes: size };
    },
    resolve(key) {
      const path = pathOf(key);
      if (!existsSync(path)) throw new NotFoundError('raster', key);
      return path;
    },
    has: (key) => existsSync(pathOf(key)),
  };
}

async function copyInto(sourcePath: string, file: AtomicFile): Promise<void> {
  try {
    for await (const chunk of createReadStream(sourcePath, { highWaterMark: 1024 * 1024 })) file.write(chunk as Buffer);
  } catch (error) {
    throw writeFailure(sourcePath, error);
  }
}
