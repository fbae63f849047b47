import { NotFoundError } from '#domain/errors.js';
import type { JobDataOf } from '#domain/job.js';
import type { Recipe } from '#domain/recipe.js';
import type { Scene } from '#domain/scene.js';
import { log } from '#runtime/log.js';
import { loadRunTask, moveRun, savePlan, type RunTask } from '#store/runProgress.js';
import { locateAsset } from '#store/rasters/index.js';
import { getScenes } from '#store/scenes.js';
import type { PairRequest, SceneInput } from '../compute/engine.js';
import { withoutRoot, type JobNeeds } from './need.js';
import { planSeriesRun } from './planSeriesRun.js';

/** Looks at the scenes of a run, cuts the work into chunks, and asks for them. */
export async function planRun(need: JobNeeds, { runId }: JobDataOf<'planRun'>): Promise<void> {
  if (!(await moveRun(need.db, runId, ['queued', 'planning'], 'planning'))) return;
  const task = await loadRunTask(need.db, runId);
  if (task === null) return;
  if (task.kind === 'series') return planSeriesRun(need, task);
  const plan = await need.engine.plan(await pairRequestOf(need, task));
  const { chunks } = plan;
  const warnings = plan.warnings.map((warning) => withoutRoot(warning, need.rasterRoot));
  await savePlan(need.db, runId, { plan, warnings, chunksTotal: chunks.length });
  log().info({ chunks: chunks.length, warnings: warnings.length }, 'Run:Plan:Done');
}

async function pairRequestOf(need: JobNeeds, task: RunTask): Promise<PairRequest> {
  const ids = [...task.beforeSceneIds, task.afterSceneId];
  const scenes = new Map((await getScenes(need.db, ids)).map((scene) => [scene.id, scene]));
  const inputOf = (id: string): SceneInput => {
    const scene = scenes.get(id);
    if (scene === undefined) throw new NotFoundError('scene', id);
    return sceneInputOf(scene, need.rasterRoot);
  };
  return {
    before: task.beforeSceneIds.map(inputOf),
    after: inputOf(task.afterSceneId),
    recipe: task.fullRecipe as Recipe,
    area: task.area,
    ...(need.chunkSize !== undefined && { chunkSize: need.chunkSize }),
  };
}

function sceneInputOf({ asset, acquiredAt, sensor }: Scene, rasterRoot: string): SceneInput {
  return { asset: locateAsset(asset, rasterRoot), acquiredAt, sensor };
}
