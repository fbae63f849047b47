import type { SceneAsset } from '#domain/scene.js';
import { openScene, type SceneFile } from '#store/rasters/index.js';

/** Scenes whose files stay open between requests, the least recently used closed first. */
export interface OpenScenes {
  /** Runs `work` on the open scene; it stays open at least that long. */
  use<T>(asset: SceneAsset, work: (scene: SceneFile) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Entry {
  readonly scene: Promise<SceneFile>;
  users: number;
  isDropped: boolean;
}

/** Decoded blocks kept per file: a dozen blocks of 512² with four uint16 bands, what a screen of tiles lies on. */
const CACHE_BYTES = 24 * 1024 * 1024;

/** At most `most` scenes open at once, those in use aside. */
export function createOpenScenes(most = 6): OpenScenes {
  const entries = new Map<string, Entry>();

  const drop = (key: string, entry: Entry): void => {
    if (entries.get(key) === entry) entries.delete(key);
    entry.isDropped = true;
    if (entry.users === 0) closeQuietly(entry);
  };

  const entryOf = (key: string, asset: SceneAsset): Entry => {
    const known = entries.get(key);
    // The order of a Map is the order of insertion: taken out and put in again, it is the youngest.
    entries.delete(key);
    const entry = known ?? { scene: openScene(asset, { cacheBytes: CACHE_BYTES }), users: 0, isDropped: false };
    entries.set(key, entry);
    for (const [oldKey, old] of entries) {
      if (entries.size <= most) break;
      if (old.users === 0 && old !== entry) drop(oldKey, old);
    }
    return entry;
  };

  return {
    async use(asset, work) {
      const key = JSON.stringify(asset);
      const entry = entryOf(key, asset);
      entry.users++;
      try {
        return await work(await entry.scene);
      } catch (error) {
        // Whatever is wrong with the file, the next request looks at it afresh.
        drop(key, entry);
        throw error;
      } finally {
        entry.users--;
        if (entry.isDropped && entry.users === 0) closeQuietly(entry);
      }
    },
    close() {
      for (const [key, entry] of entries) drop(key, entry);
      return Promise.resolve();
    },
  };
}

function closeQuietly(entry: Entry): void {
  entry.scene.then(
    (scene) => scene.close(),
    () => undefined, // it never opened; whoever asked has been told
  );
}
