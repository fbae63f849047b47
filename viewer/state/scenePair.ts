import type { Run } from '#domain/run.js';
import type { Scene } from '#domain/scene.js';
import { dayOf, daysBetween, type IsoDate } from '#domain/time.js';

export type DatedScene = Pick<Scene, 'id' | 'acquiredAt' | 'sensor' | 'clearShare'>;
type EpochsOfRun = Pick<Run, 'beforeSceneIds' | 'afterSceneId' | 'status'>;

export interface ScenePair {
  readonly beforeId: string | null;
  readonly afterId: string | null;
}

/** Below this share of clear pixels a scene is not chosen by itself (a person still may). */
const CLEAR_ENOUGH = 0.8;

/** How far back the opening pair reaches: a year, so that both dates are of one season. */
const LOOK_BACK_DAYS = 370;

/**
 * The pair to open with: the widest that finished runs have compared within a year before the newest scene, since the
 * alerts listed come from all of them; without runs, the same over all scenes. Of several sensors the one with most
 * scenes; clear scenes where there are two.
 */
export function openingPair(scenes: readonly DatedScene[], runs: readonly EpochsOfRun[]): ScenePair {
  const compared = new Set(
    runs.filter((run) => run.status === 'done').flatMap((run) => [...run.beforeSceneIds, run.afterSceneId]),
  );
  const candidates = scenes.filter(({ id }) => compared.has(id));
  return widestPair(candidates.length >= 2 ? candidates : scenes);
}

function widestPair(scenes: readonly DatedScene[]): ScenePair {
  const ofSensor = scenes.filter((scene) => scene.sensor === commonestSensor(scenes)).sort(byTime);
  const clear = ofSensor.filter((scene) => scene.clearShare >= CLEAR_ENOUGH);
  const usable = clear.length >= 2 ? clear : ofSensor;
  const after = usable.at(-1);
  if (after === undefined) return { beforeId: null, afterId: null };
  const within = usable.slice(0, -1).filter((scene) => daysApart(scene, after) <= LOOK_BACK_DAYS);
  return { beforeId: (within[0] ?? usable.at(-2))?.id ?? null, afterId: after.id };
}

/** The scenes that show an onset interval: its last look without the change and its first with it, where both stand. */
export function pairOfOnset(scenes: readonly DatedScene[], onsetFrom: IsoDate, onsetTo: IsoDate): ScenePair | null {
  for (const after of scenes.filter((scene) => dayOf(scene.acquiredAt) === onsetTo)) {
    const before = scenes.find((scene) => dayOf(scene.acquiredAt) === onsetFrom && scene.sensor === after.sensor);
    if (before !== undefined) return { beforeId: before.id, afterId: after.id };
  }
  return null;
}

const daysApart = (a: DatedScene, b: DatedScene): number => daysBetween(dayOf(a.acquiredAt), dayOf(b.acquiredAt));

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
