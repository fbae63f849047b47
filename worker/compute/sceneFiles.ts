import { stat } from 'node:fs/promises';
import { UnavailableError } from '#domain/errors.js';
import type { SceneAsset } from '#domain/scene.js';
import { openScene, type SceneFile } from '#store/rasters/index.js';

/** Files kept open; each holds some decoded blocks. */
const MOST_OPEN = 6;
/** Decoded blocks kept by each file: enough for the margins of a chunk, little in sum over threads. */
const CACHE_BYTES = 6.5 * 1024 * 1024;
/** Scenes of a county's size are decoded once: `MOST_OPEN` of them are less than one large scene's margins and strips. */
const KEPT_WHOLE_BYTES = 36 * 1024 * 1024;

interface OpenScene {
  readonly stamp: string;
  readonly scene: Promise<SceneFile>;
}

const open = new Map<string, OpenScene>();

/** The scene, opened once and kept while it is among the last ones used and its file has not changed. */
export async function sceneFileOf(asset: SceneAsset): Promise<SceneFile> {
  const key = JSON.stringify(asset);
  const stamp = await stampOf(asset.path);
  const kept = open.get(key);
  if (kept?.stamp === stamp) {
    open.delete(key);
    open.set(key, kept);
    return kept.scene;
  }
  if (kept !== undefined) await drop(key);
  const scene = openScene(asset, { cacheBytes: CACHE_BYTES, keptWholeBytes: KEPT_WHOLE_BYTES });
  open.set(key, { stamp, scene });
  scene.catch(() => open.delete(key));
  for (const oldest of open.keys()) {
    if (open.size <= MOST_OPEN) break;
    await drop(oldest);
  }
  return scene;
}

export async function closeSceneFiles(): Promise<void> {
  for (const key of open.keys()) await drop(key);
}

async function drop(key: string): Promise<void> {
  const dropped = open.get(key);
  open.delete(key);
  try {
    (await dropped?.scene)?.close();
  } catch {
    // It could not be opened in the first place, and whoever asked for it was told.
  }
}

/** Changes when the file does. A file that is missing is for `openScene` to explain. */
async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size } = await stat(path);
    return `${mtimeMs}/${size}`;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EMFILE' || code === 'ENFILE') {
      throw new UnavailableError('too many open files', 'storage', { cause: error });
    }
    return 'unknown';
  }
}
