import { dayOf } from '#domain/time.js';
import type { Run } from '../api/model.js';
import { useRuns, useScenes, useWatchAreas } from '../api/queries.js';

/** What runs are called: their watch area and the days that they compare. */
export function useRunName(): (runId: string) => string {
  const runs = useRuns().data ?? [];
  const scenes = useScenes().data ?? [];
  const areas = useWatchAreas().data ?? [];
  const dayOfScene = (id: string | undefined): string => {
    const scene = scenes.find((one) => one.id === id);
    return scene === undefined ? '?' : dayOf(scene.acquiredAt);
  };
  const nameOf = ({ watchAreaId, beforeSceneIds, afterSceneId }: Run): string => {
    const area = areas.find(({ id }) => id === watchAreaId)?.name ?? watchAreaId;
    return `${area} ${dayOfScene(beforeSceneIds[0])} → ${dayOfScene(afterSceneId)}`;
  };
  return (runId) => {
    const run = runs.find(({ id }) => id === runId);
    return run === undefined ? runId : nameOf(run);
  };
}
