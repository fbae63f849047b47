import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Scene } from '#domain/scene.js';
import { createThreadPool } from '#runtime/threads/threadPool.js';
import type { MercatorView } from './mercatorView.js';
import { createScenePictures, type PictureStyle, type ScenePictures } from './scenePictures.js';

/** What a thread is asked for. */
export interface PictureTask {
  readonly scene: Scene;
  readonly view: MercatorView;
  readonly style: PictureStyle;
}

/** Each thread keeps decoded blocks of its own, so there are few. */
const MOST_THREADS = 4;

/**
 * Pictures made in threads, so that other requests are answered meanwhile and several are made at once.
 * @param dataDir what relative paths of scenes are relative to
 */
export function createThreadedPictures(dataDir: string): ScenePictures {
  const entry = new URL('./pictureThread.js', import.meta.url);
  // From source there is no built module for a thread to run.
  if (!existsSync(fileURLToPath(entry))) return createScenePictures(dataDir);
  const size = Math.min(MOST_THREADS, availableParallelism());
  const threads = createThreadPool<PictureTask>(() => entry, size, { workerData: { dataDir } });
  return {
    picture: async (scene, view, style) => (await threads.run({ scene, view, style })) as Uint8Array,
    close: () => threads.close(),
  };
}
