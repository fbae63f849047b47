import type { Run } from '#domain/run.js';
import type { Scene } from '#domain/scene.js';

export type DatedScene = Pick<Scene, 'id' | 'acquiredAt' | 'sensor' | 'clearShare'>;
type EpochsOfRun = Pick<Run, 'beforeSceneIds' | 'afterSceneId' | 'status' | 'createdAt'>;

export interface ScenePair {
  readonly beforeId: string | null;
  readonly afterId: string | null;
}

/** Below this share of clear pixels a scene is not chosen by itself (a person still may). */
const CLEAR_ENOUGH = 0.8;

/**
 * The pair to open with: what the newest finished run compared; else the two latest clear dates of the sensor that has
 * most scenes; else whatever there is.
 */
export function openingPair(scenes: readonly DatedScene[], runs: readonly EpochsOfRun[]): ScenePair {
  const isKnown = (id: string | undefined): id is string => scenes.some((scene) => scene.id === id);
  const compared = runs
    .filter((run) => run.status === 'done' && isKnown(run.afterSceneId) && isKnown(run.beforeSceneIds[0]))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  if (compared !== undefined) {
    return { beforeId: compared.beforeSceneIds[0] ?? null, afterId: compared.afterSceneId };
  }
  const ofSensor = scenes.filter((scene) => scene.sensor === commonestSensor(scenes)).sort(byTime);
  const clear = ofSensor.filter((scene) => scene.clearShare >= CLEAR_ENOUGH);
  const usable = clear.length >= 2 ? clear : ofSensor;
  return { beforeId: usable.at(-2)?.id ?? null, afterId: usable.at(-1)?.id ?? null };
}

/** Scenes in time order, oldest first. */
export function inTimeOrder<T extends DatedScene>(scenes: readonly T[]): T[] {
  return [...scenes].sort(byTime);
}

/** True where the pair runs backwards in time: allowed on the map, but said. */
export function isReversed(scenes: readonly DatedScene[], pair: ScenePair): boolean {
  const before = scenes.find((scene) => scene.id === pair.beforeId);
  const after = scenes.find((scene) => scene.id === pair.afterId);
  return before !== undefined && after !== undefined && before.acquiredAt > after.acquiredAt;
}

const byTime = (a: DatedScene, b: DatedScene): number =>
  a.acquiredAt.localeCompare(b.acquiredAt) || a.id.localeCompare(b.id);

function commonestSensor(scenes: readonly DatedScene[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { sensor } of scenes) counts.set(sensor, (counts.get(sensor) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
