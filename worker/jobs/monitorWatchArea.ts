import type { JobDataOf } from '#domain/job.js';
import { officeDayOf } from '#domain/time.js';
import { watchSchedule } from '#domain/watchSchedule.js';
import { log } from '#runtime/log.js';
import { ruleSetReference } from '#pipelines/patches-to-findings/index.js';
import type { Db } from '#store/database.js';
import { seriesScenes } from '#store/scenes.js';
import { createSeriesRun } from '#store/seriesRuns.js';
import { loadWatchArea } from '#store/watchAreas.js';
import { loadWatchFacts, noteGaps } from '#store/watchSchedules.js';
import { seriesRunRecipe, seriesRunReference } from '../compute/series/seriesRunPlan.js';
import { loadRuleSetInForce } from '../ruleSetInForce.js';
import type { JobNeeds } from './need.js';

/** Looks of one series at most; older ones are left out. */
export const MOST_LOOKS = 2000;

/** Asks for a run over the looks that there are of a watch area, unless one stands or is under way. */
export async function monitorWatchArea(
  { db }: Pick<JobNeeds, 'db'>,
  { watchAreaId, isRetry = false }: JobDataOf<'monitorWatchArea'>,
): Promise<void> {
  const area = await loadWatchArea(db, watchAreaId);
  if (area === null || area.seriesMonitor === null) return;
  await noteGapsOf(db, watchAreaId);
  const scenes = await seriesScenes(db, area.geometry, area.seriesMonitor.sensor, MOST_LOOKS);
  if (scenes.length === 0) return;
  const recipe = seriesRunRecipe(area.seriesMonitor);
  const ruleSet = await loadRuleSetInForce(db, area.ruleSet);
  const run = await createSeriesRun(
    db,
    {
      watchAreaId,
      scenes,
      recipe,
      recipeReference: seriesRunReference(recipe),
      ruleSet,
      ruleSetReference: ruleSetReference(ruleSet),
    },
    isRetry,
  );
  if (run !== null) log().info({ runId: run.id, looks: scenes.length }, 'Series:Monitor:Requested');
}

/** A look that comes may end a gap. */
async function noteGapsOf(db: Db, watchAreaId: string): Promise<void> {
  const today = officeDayOf(new Date().toISOString());
  for (const area of await loadWatchFacts(db, { adminCode: '' }, watchAreaId)) {
    await noteGaps(db, area, watchSchedule(area, today).gaps);
  }
}
