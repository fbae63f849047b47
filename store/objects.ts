import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { extname, isAbsolute, join, resolve, sep } from 'node:path';
import { BadInputError, NotFoundError } from '#domain/errors.js';
import { createAtomicFile, guarded, writeFailure, type AtomicFile } from './rasters/atomicFile.js';
import { contentHash } from './rasters/contentHash.js';

/** A file in the store. */
export interface StoredObject {
  /** Path within the store, from its content: `rasters/ab/abcdef….tif`, `evidence/ab/abcdef….jpg`. */
  readonly key: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly contentHash: string;
  readonly bytes: number;
}

/** What an object store keeps; the first part of its keys. */
export type ObjectCollection = 'rasters' | 'evidence';

/** Where files are kept. Objects are named by their content and never change. */
export interface ObjectStore {
  /**
   * Copies a file in; the same bytes twice are one object.
   * @param extension of the object's name, with its dot; default: the source's
   * @throws UnavailableError where the disk is full; nothing is left half stored
   */
  put(sourcePath: string, extension?: string): Promise<StoredObject>;
  /** Stores bytes that are in memory; otherwise like `put`. */
  putBytes(bytes: Uint8Array, extension: string): StoredObject;
  /**
   * The absolute path of an object's file.
   * @throws BadInputError where the key leads out of the store; NotFoundError where there is no such object
   */
  resolve(key: string): string;
  has(key: string): boolean;
}

const NOUNS: Readonly<Record<ObjectCollection, string>> = { rasters: 'raster', evidence: 'evidence' };

/** An object store in a local folder, which is made where it does not exist. */
export function createFolderStore(folder: string, collection: ObjectCollection = 'rasters'): ObjectStore {
  const root = resolve(folder);
  const noun = NOUNS[collection];

  function pathOf(key: string): string {
    const path = resolve(root, key);
    if (isAbsolute(key) || !path.startsWith(root + sep)) {
      throw new BadInputError(`not a key of the ${noun} store`, {
        code: 'store.badKey',
        where: key,
        found: 'a path that leads out of the store',
        expected: `${collection}/…`,
      });
    }
    return path;
  }

  const keyOf = (hash: string, extension: string): string => `${collection}/${hash.slice(0, 2)}/${hash}${extension}`;

  function createUnlessThere(key: string): AtomicFile | null {
    const path = pathOf(key);
    if (existsSync(path)) return null;
    guarded(path, () => mkdirSync(join(path, '..'), { recursive: true }));
    return createAtomicFile(path);
  }

  return {
    async put(sourcePath, extension = extname(sourcePath).toLowerCase()) {
      const hash = await contentHash(sourcePath);
      const key = keyOf(hash, extension);
      const file = createUnlessThere(key);
      try {
        if (file !== null) await copyInto(sourcePath, file);
        file?.commit();
      } finally {
        file?.abandon();
      }
      return { key, contentHash: hash, bytes: statSync(sourcePath).size };
    },
    putBytes(bytes, extension) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const key = keyOf(hash, extension);
      const file = createUnlessThere(key);
      try {
        file?.write(bytes);
        file?.commit();
      } finally {
        file?.abandon();
      }
      return { key, contentHash: hash, bytes: bytes.length };
    },
    resolve(key) {
      const path = pathOf(key);
      if (!existsSync(path)) throw new NotFoundError(noun, key);
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
