import { NotFoundError } from '#domain/errors.js';
import { idOf } from '#domain/id.js';
import type { AsKnown, PatchDifference, ReplayOutcome } from '#domain/replay.js';
import { replaySummary } from '#domain/replaySummary.js';
import { compareRuleSets } from '#domain/ruleSetChanges.js';
import { dayOf, type IsoTime } from '#domain/time.js';
import { planAlerts, type JudgedPatchOfRun } from '#pipelines/findings-to-alerts/index.js';
import {
  compareJudgements,
  isSuspected,
  parseRuleSet,
  patchFinder,
  replayReasons,
  type PatchInputs,
} from '#pipelines/patches-to-findings/index.js';
import type { Db } from '#store/database.js';
import { loadPastContext } from '#store/judgedWith.js';
import { requireJudged } from '#store/replays.js';
import { loadJudgements, type StoredJudgement } from '#store/replayWork.js';
import { loadRunContext, type RunContext } from '#store/runContext.js';
import { loadRunTask, type RunTask } from '#store/runProgress.js';
import { getScene } from '#store/scenes.js';
import { judgePatchesOfRun } from './jobs/judgeRun.js';

export interface JudgedAgain {
  readonly outcome: ReplayOutcome;
  /** In the run's order. */
  readonly differences: readonly PatchDifference[];
}

/**
 * How the patches of a finished run are judged by a rule set (null: the run's own), held against how they were. Stores nothing.
 * @throws NotFoundError where there is no such run; BadInputError where it is not done or the rule set does not fit its schema
 */
export async function judgeAgain(
  db: Db,
  asked: { readonly runId: string; readonly ruleSet: unknown; readonly asKnown: AsKnown },
): Promise<JudgedAgain> {
  const task = await loadRunTask(db, asked.runId);
  if (task === null) throw new NotFoundError('run', asked.runId);
  requireJudged(task);
  const ruleSet = parseRuleSet(asked.ruleSet ?? task.fullRuleSet, 'ruleSet');
  const past = await loadPastContext(db, task);
  const present = asked.asKnown === 'now' ? await loadPresentContext(db, task) : past;
  const before = await loadJudgements(db, task.id);
  const after = (await judgePatchesOfRun(db, task.id, ruleSet, present.context)).filter(({ patch }) =>
    before.has(patch.id),
  );
  const compared = compareJudgements(
    after.map(({ patch, judgement }) => ({ before: before.get(patch.id)!.judgement, after: judgement })),
  );
  const changes = compareRuleSets(parseRuleSet(task.fullRuleSet, `rule set of run ${task.id}`), ruleSet);
  const [wasGiven, isGiven] = [inputsOf(past.context), inputsOf(present.context)];
  const differences = compared.differences.map((difference) => {
    const { patchId } = difference;
    const kinds = [difference.before, difference.after];
    const reasons = replayReasons(kinds, changes, wasGiven(patchId), isGiven(patchId));
    return { ...difference, alertId: before.get(patchId)!.alerts[0]?.id ?? null, reasons };
  });
  const { patches, identical } = compared;
  const figures = {
    patches,
    identical,
    changes: compared.changes,
    alertsDropped: droppedAlerts(before, after),
    alertsAdded: addedAlerts(task, before, after),
    knownAt: present.knownAt,
    isExact: past.isExact,
    ruleSetBefore: task.ruleSet,
  };
  const outcome = { ...figures, summary: replaySummary(figures, changes, asked.asKnown) };
  return { outcome, differences };
}

async function loadPresentContext(
  db: Db,
  task: RunTask,
): Promise<{ readonly context: RunContext; readonly knownAt: IsoTime }> {
  const after = await getScene(db, task.afterSceneId);
  if (after === null) throw new NotFoundError('scene', task.afterSceneId);
  const context = await loadRunContext(db, task.id, dayOf(after.acquiredAt));
  return { context, knownAt: new Date().toISOString() };
}

/** What each patch was judged with, by its id. */
function inputsOf(context: RunContext): (patchId: string) => PatchInputs {
  const patchesOn = patchFinder(context.patchesOnPermits);
  return (patchId) => {
    const permits = context.permitsOfPatch.get(patchId) ?? [];
    const others = permits.flatMap((permit) => patchesOn(permit)).map(({ id }) => id);
    return {
      layers: context.layers,
      features: context.featuresOfPatch.get(patchId) ?? [],
      permits,
      orders: context.ordersOfPatch.get(patchId) ?? [],
      settledAlerts: context.settledAlertsOfPatch.get(patchId) ?? [],
      patchIdsOnPermits: others.filter((id) => id !== patchId),
    };
  };
}

type Before = ReadonlyMap<string, StoredJudgement>;

/** Alerts that the run raised and would hold no suspected patch of it. */
function droppedAlerts(before: Before, after: readonly JudgedPatchOfRun[]): number {
  const suspected = new Map(after.map(({ patch, judgement }) => [patch.id, isSuspected(judgement)]));
  const held = new Map<string, boolean>();
  for (const [patchId, { alerts }] of before) {
    for (const { id, isRaisedByRun } of alerts) {
      if (isRaisedByRun) held.set(id, (held.get(id) ?? false) || (suspected.get(patchId) ?? false));
    }
  }
  return [...held.values()].filter((isHeld) => !isHeld).length;
}

/** Alerts that patches newly suspected, which belong to none, would have raised. */
function addedAlerts(task: RunTask, before: Before, after: readonly JudgedPatchOfRun[]): number {
  const patches = after.filter(({ patch, judgement }) => {
    const { judgement: old, alerts } = before.get(patch.id)!;
    return isSuspected(judgement) && !isSuspected(old) && alerts.length === 0;
  });
  const nextId = (patchId: string): string => idOf('alert', patchId);
  return planAlerts({ patches, openAlerts: [], adminCode: task.adminCode, nextId }).raise.length;
}
