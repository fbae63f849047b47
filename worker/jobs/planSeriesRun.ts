import { NotFoundError } from '#domain/errors.js';
import { log } from '#runtime/log.js';
import { savePlan, type RunTask } from '#store/runProgress.js';
import { getScene, seriesScenes } from '#store/scenes.js';
import { loadSeriesState } from '#store/seriesStates.js';
import type { SeriesRunRecipe } from '../compute/series/seriesRunPlan.js';
import { MOST_LOOKS } from './monitorWatchArea.js';
import type { JobNeeds } from './need.js';

/** Looks at the series of a run, settles whether its stored state is continued, and asks for its chunks. */
export async function planSeriesRun(need: JobNeeds, task: RunTask): Promise<void> {
  const recipe = task.fullRecipe as SeriesRunRecipe;
  const after = await getScene(need.db, task.afterSceneId);
  if (after === null) throw new NotFoundError('scene', task.afterSceneId);
  const scenes = await seriesScenes(need.db, task.area, recipe.monitor.sensor, MOST_LOOKS);
  const plan = await need.series.plan({
    runId: task.id,
    area: { id: task.watchAreaId, geometry: task.area },
    scenes: scenes.filter(({ acquiredAt }) => acquiredAt <= after.acquiredAt),
    recipe,
    previous: await loadSeriesState(need.db, task.watchAreaId),
  });
  const { refitBecause, newLookCount, series } = plan;
  const looks = { lookCount: series.days.length, newLookCount, refitBecause };
  await savePlan(need.db, task.id, { plan, warnings: [], chunksTotal: series.blocks.length, series: looks });
  log().info({ chunks: series.blocks.length, ...looks }, 'Run:Plan:Done');
}
