import type { Run } from '#domain/run.js';
import type { Scene } from '#domain/scene.js';

/** Runs newest first; of those made at one time, the one with the latest imagery first. */
export function newestRunsFirst<R extends Pick<Run, 'createdAt' | 'afterSceneId'>>(
  runs: readonly R[],
  scenes: readonly Pick<Scene, 'id' | 'acquiredAt'>[],
): R[] {
  const times = new Map(scenes.map(({ id, acquiredAt }) => [id, acquiredAt]));
  const imagery = (run: R): string => times.get(run.afterSceneId) ?? '';
  return runs.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || imagery(b).localeCompare(imagery(a)));
}
