import type { Caller } from '#domain/people.js';
import type { Patch } from '#domain/patch.js';
import type { Run } from '#domain/run.js';
import type { Scene } from '#domain/scene.js';
import { dayOf } from '#domain/time.js';
import type { Db } from '#store/database.js';
import { getRun } from '#store/runs.js';
import { getScene, getScenes, sceneOfDay } from '#store/scenes.js';

/**
 * The scenes that show an alert: the last clear look before its first patch, and the look that shows its last patch.
 * @param patches of the alert, oldest onset first, as the caller may see them
 */
export async function scenesOfAlert(
  db: Db,
  caller: Caller,
  patches: readonly Patch[],
): Promise<{ readonly before: Scene | null; readonly after: Scene | null }> {
  const [first, last] = [patches.at(0), patches.at(-1)];
  if (first === undefined || last === undefined) return { before: null, after: null };
  // Who may see the alert may see what shows it, even where the run covered more than the own region.
  const anywhere = { ...caller, adminCode: '' };
  const firstRun = await getRun(db, anywhere, first.runId);
  const lastRun = last.runId === first.runId ? firstRun : await getRun(db, anywhere, last.runId);
  return {
    before: firstRun && (await sceneBefore(db, firstRun, first)),
    after: lastRun && (await sceneAfter(db, lastRun, last)),
  };
}

async function sceneBefore(db: Db, run: Run, patch: Patch): Promise<Scene | null> {
  const seen = run.kind === 'series' ? await sceneOfDay(db, patch, run.afterSceneId, patch.onsetFrom) : null;
  if (seen !== null) return seen;
  const candidates = await getScenes(db, run.beforeSceneIds);
  return candidates.find((scene) => dayOf(scene.acquiredAt) === patch.onsetFrom) ?? candidates.at(0) ?? null;
}

/** A pair's after scene shows all that it found; of a series the look that showed this first. */
async function sceneAfter(db: Db, run: Run, patch: Patch): Promise<Scene | null> {
  const seen = run.kind === 'series' ? await sceneOfDay(db, patch, run.afterSceneId, patch.onsetTo) : null;
  return seen ?? (await getScene(db, run.afterSceneId));
}
