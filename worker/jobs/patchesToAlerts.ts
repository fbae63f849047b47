import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobDataOf } from '#domain/job.js';
import { dayOf } from '#domain/time.js';
import { planAlerts, type JudgedPatchOfRun } from '#pipelines/findings-to-alerts/index.js';
import { judgePatch, parseRuleSet } from '#pipelines/patches-to-findings/index.js';
import { idOf } from '#domain/id.js';
import { log } from '#runtime/log.js';
import { openAlertsNearRun } from '#store/alertChanges.js';
import { inTransaction, type Db } from '#store/database.js';
import { saveJudgements } from '#store/findings.js';
import { loadPatches } from '#store/patches.js';
import { adminCodesOf, loadRunContext } from '#store/runContext.js';
import { finishRun, loadRunTask, lockWatchArea, mayJudge, type RunTask } from '#store/runProgress.js';
import { appendEvents } from '#store/events.js';
import { getScene } from '#store/scenes.js';
import { saveAlertPlan } from './saveAlertPlan.js';
import type { JobNeeds } from './need.js';

/** Judges the patches of a run, and raises alerts or adds to those that are open. */
export async function patchesToAlerts(
  need: Pick<JobNeeds, 'db'>,
  { runId }: JobDataOf<'patchesToAlerts'>,
): Promise<void> {
  const task = await loadRunTask(need.db, runId);
  if (task === null || !(await mayJudge(need.db, runId))) return;
  const judged = await judgePatches(need.db, task);
  const alertCount = await inTransaction(need.db, (transaction) => settle(transaction, task, judged));
  if (alertCount !== null) log().info({ patches: judged.length, raised: alertCount }, 'Run:Judge:Done');
}

async function judgePatches(db: Db, task: RunTask): Promise<readonly JudgedPatchOfRun[]> {
  const ruleSet = parseRuleSet(task.fullRuleSet, `rule set of run ${task.id}`);
  const patches = await loadPatches(db, task.id);
  const { layers, featuresOfPatch, permitsOfPatch } = await loadRunContext(db, task.id, await afterDay(db, task));
  const judged: JudgedPatchOfRun[] = [];
  for (const patch of patches) {
    const features = featuresOfPatch.get(patch.id) ?? [];
    const permits = permitsOfPatch.get(patch.id) ?? [];
    judged.push({ patch, judgement: judgePatch(patch, { layers, features, permits, ruleSet }) });
    await nextTurn(); // the job's lock is renewed in between
  }
  return judged;
}

async function afterDay(db: Db, task: RunTask): Promise<string> {
  const after = await getScene(db, task.afterSceneId);
  if (after === null) throw new Error(`run ${task.id} lost its scene ${task.afterSceneId}`);
  return dayOf(after.acquiredAt);
}

/** Stores everything that the judgements lead to; null where the run was settled, or must wait, meanwhile. */
async function settle(db: Db, task: RunTask, judged: readonly JudgedPatchOfRun[]): Promise<number | null> {
  await lockWatchArea(db, task.watchAreaId);
  if (!(await mayJudge(db, task.id))) return null;
  await saveJudgements(
    db,
    judged.map(({ judgement }) => judgement),
  );
  const plan = planAlerts({
    patches: judged,
    openAlerts: await openAlertsNearRun(db, task.id),
    adminCode: task.adminCode,
    nextId: (patchId) => idOf('alert', patchId),
  });
  const codes = await adminCodesOf(
    db,
    plan.raise.map(({ geometry }) => geometry),
    await afterDay(db, task),
  );
  const raise = plan.raise.map((alert, i) => ({ ...alert, adminCode: codes[i] ?? alert.adminCode }));
  const events = await saveAlertPlan(db, task.id, { raise, join: plan.join }, new Date().toISOString());
  const runEvent = await finishRun(db, task, raise.length);
  await appendEvents(db, [...events, runEvent]);
  return raise.length;
}
