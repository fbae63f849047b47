import type { JobDataOf } from '#domain/job.js';
import { isInForce, type Layer } from '#domain/layer.js';
import type { JudgedWith } from '#domain/judgedWith.js';
import { dayOf, type IsoDate } from '#domain/time.js';
import { planAlerts, type JudgedPatchOfRun } from '#pipelines/findings-to-alerts/index.js';
import {
  judgePermits,
  judgeQuotas,
  parseRuleSet,
  type PermitFinding,
  type QuotaFinding,
} from '#pipelines/patches-to-findings/index.js';
import { idOf } from '#domain/id.js';
import { log } from '#runtime/log.js';
import { openAlertsNearRun } from '#store/alertChanges.js';
import { inTransaction, type Db } from '#store/database.js';
import { saveJudgements } from '#store/findings.js';
import { removeStateFolders } from '#store/series/stateFolders.js';
import { runsWithoutState } from '#store/seriesStates.js';
import { loadStandingContext, saveStandingFindings } from '#store/standingFindings.js';
import { judgedWithOf, saveJudgedWith } from '#store/judgedWith.js';
import { adminCodesOf, loadRunContext } from '#store/runContext.js';
import { finishRun, loadRunTask, lockWatchArea, mayJudge, type RunTask } from '#store/runProgress.js';
import { appendEvents } from '#store/events.js';
import { getScene } from '#store/scenes.js';
import { judgePatchesOfRun } from './judgeRun.js';
import { saveAlertPlan } from './saveAlertPlan.js';
import { verifyRestorations } from './verifyRestorations.js';
import type { JobNeeds } from './need.js';

/** Judges the patches of a run, and raises alerts or adds to those that are open. */
export async function patchesToAlerts(
  need: Pick<JobNeeds, 'db' | 'rasterRoot'>,
  { runId }: JobDataOf<'patchesToAlerts'>,
): Promise<void> {
  const task = await loadRunTask(need.db, runId);
  if (task === null || !(await mayJudge(need.db, runId))) return;
  const asOf = await afterDay(need.db, task);
  const ruleSet = parseRuleSet(task.fullRuleSet, `rule set of run ${runId}`);
  const context = await loadRunContext(need.db, runId, asOf);
  const judgedWith = judgedWithOf(context, new Date().toISOString());
  const judged = await judgePatchesOfRun(need.db, runId, ruleSet, context);
  const standing = await judgeStanding(
    need.db,
    task,
    asOf,
    context.layers.filter((layer) => isInForce(layer, asOf)),
  );
  const alertCount = await inTransaction(need.db, (transaction) =>
    settle(transaction, task, { judged, judgedWith, standing }),
  );
  if (alertCount === null) return;
  log().info({ patches: judged.length, raised: alertCount }, 'Run:Judge:Done');
  if (task.kind === 'series') {
    const useless = await runsWithoutState(need.db, task.watchAreaId);
    await removeStateFolders(need.rasterRoot, task.watchAreaId, useless);
  }
}

interface Settlement {
  readonly judged: readonly JudgedPatchOfRun[];
  readonly judgedWith: JudgedWith;
  readonly standing: Standing;
}

interface Standing {
  /** Day of the run's after scene. */
  readonly asOf: IsoDate;
  readonly permits: readonly PermitFinding[];
  readonly quotas: readonly QuotaFinding[];
}

/** The rules that start from permits and quotas. */
async function judgeStanding(db: Db, task: RunTask, asOf: IsoDate, layers: readonly Layer[]): Promise<Standing> {
  const { permits, zones, patches } = await loadStandingContext(db, task, asOf, layers);
  return {
    asOf,
    permits: judgePermits(permits, patches, asOf),
    quotas: judgeQuotas({ layers, features: zones }, patches, asOf),
  };
}

async function afterDay(db: Db, task: RunTask): Promise<IsoDate> {
  const after = await getScene(db, task.afterSceneId);
  if (after === null) throw new Error(`run ${task.id} lost its scene ${task.afterSceneId}`);
  return dayOf(after.acquiredAt);
}

/** Stores everything that the judgements lead to; null where the run was settled, or must wait, meanwhile. */
async function settle(db: Db, task: RunTask, { judged, judgedWith, standing }: Settlement): Promise<number | null> {
  await lockWatchArea(db, task.watchAreaId);
  if (!(await mayJudge(db, task.id))) return null;
  await saveJudgements(
    db,
    judged.map(({ judgement }) => judgement),
  );
  await saveJudgedWith(db, task.id, judgedWith);
  await saveStandingFindings(db, task, standing.asOf, standing);
  const plan = planAlerts({
    patches: judged,
    openAlerts: await openAlertsNearRun(db, task.id),
    adminCode: task.adminCode,
    nextId: (patchId) => idOf('alert', patchId),
  });
  const codes = await adminCodesOf(
    db,
    plan.raise.map(({ geometry }) => geometry),
    standing.asOf,
  );
  const raise = plan.raise.map((alert, i) => ({ ...alert, adminCode: codes[i] ?? alert.adminCode }));
  const at = new Date().toISOString();
  const events = await saveAlertPlan(db, task.id, { raise, join: plan.join }, at);
  const verified = await verifyRestorations(db, task.id, at);
  const runEvent = await finishRun(db, task, raise.length);
  await appendEvents(db, [...events, ...verified, runEvent]);
  return raise.length;
}
