import { openRaster } from '#store/rasters/tiffRaster.js';
import type { RasterFile } from '#store/rasters/raster.js';

/** Raster files that stay open between requests, the least recently used closed first. */
export interface OpenScenes {
  /** Runs `work` on the open file; it stays open at least that long. */
  use<T>(path: string, work: (raster: RasterFile) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Entry {
  readonly raster: Promise<RasterFile>;
  users: number;
  isDropped: boolean;
}

/** Decoded blocks kept per file: about twenty blocks of 256² with three uint16 bands. */
const CACHE_BYTES = 8 * 1024 * 1024;

/** At most `most` files open at once, those in use aside. */
export function createOpenScenes(most = 16): OpenScenes {
  const entries = new Map<string, Entry>();

  const drop = (path: string, entry: Entry): void => {
    if (entries.get(path) === entry) entries.delete(path);
    entry.isDropped = true;
    if (entry.users === 0) closeQuietly(entry);
  };

  const entryOf = (path: string): Entry => {
    const known = entries.get(path);
    // The order of a Map is the order of insertion: taken out and put in again, it is the youngest.
    entries.delete(path);
    const entry = known ?? { raster: openRaster(path, { cacheBytes: CACHE_BYTES }), users: 0, isDropped: false };
    entries.set(path, entry);
    for (const [oldPath, old] of entries) {
      if (entries.size <= most) break;
      if (old.users === 0 && old !== entry) drop(oldPath, old);
    }
    return entry;
  };

  return {
    async use(path, work) {
      const entry = entryOf(path);
      entry.users++;
      try {
        return await work(await entry.raster);
      } catch (error) {
        // Whatever is wrong with the file, the next request looks at it afresh.
        drop(path, entry);
        throw error;
      } finally {
        entry.users--;
        if (entry.isDropped && entry.users === 0) closeQuietly(entry);
      }
    },
    close() {
      for (const [path, entry] of entries) drop(path, entry);
      return Promise.resolve();
    },
  };
}

function closeQuietly(entry: Entry): void {
  entry.raster.then(
    (raster) => raster.close(),
    () => undefined, // it never opened; whoever asked has been told
  );
}
