import { CLEAR_LOOK_SHARE } from '#domain/watchSchedule.js';
import type { Scene } from '#domain/scene.js';
import { inTimeOrder, type DatedScene, type ScenePair } from './scenePair.js';

/** A look on the line of time. */
export interface Epoch<T extends DatedScene = DatedScene> {
  readonly scene: T;
  /** Days since 1970; two looks of one day stand next to each other. */
  readonly place: number;
  readonly isClear: boolean;
}

/** The looks of the kind that is shown, oldest first; without a shown one, of the first look's kind. */
export function epochsOf<T extends DatedScene & Pick<Scene, 'clearShare'>>(
  scenes: readonly T[],
  { afterId }: ScenePair,
): readonly Epoch<T>[] {
  const ordered = inTimeOrder(scenes);
  const shown = ordered.find(({ id }) => id === afterId) ?? ordered[0];
  let place = -Infinity;
  return ordered
    .filter(({ sensor }) => sensor === shown?.sensor)
    .map((scene) => {
      place = Math.max(Math.floor(Date.parse(scene.acquiredAt) / 86_400_000), place + 1);
      return { scene, place, isClear: scene.clearShare >= CLEAR_LOOK_SHARE };
    });
}

/** The pair one look later: both dates move on; null at the end. */
export function stepForward(epochs: readonly Epoch[], { beforeId, afterId }: ScenePair): ScenePair | null {
  const indexOf = (id: string | null): number => epochs.findIndex(({ scene }) => scene.id === id);
  const after = epochs[indexOf(afterId) + 1];
  if (after === undefined) return null;
  return { beforeId: epochs[indexOf(beforeId) + 1]?.scene.id ?? beforeId, afterId: after.scene.id };
}
