import type { Command } from 'commander';
import { BadInputError } from '#domain/errors.js';
import { AS_KNOWN, type AsKnown, type JudgedBriefly, type PatchDifference } from '#domain/replay.js';
import { OPERATOR } from '#store/operator.js';
import { createReplay, getReplay, listReplayDifferences, type Replay } from '#store/replays.js';
import { getRun } from '#store/runs.js';
import type { Db } from '#store/database.js';
import { failReplay } from '#store/replayWork.js';
import { replayRun } from '#worker/jobs/replayRun.js';
import { withStore, type CommonOptions } from '../import/command.js';
import { oneOf } from '../options.js';
import { chosenRuleSet } from '../ruleSetChoice.js';

interface ReplayOptions extends CommonOptions {
  readonly ruleSet?: string;
  readonly asKnown: AsKnown;
}

/** Judges a run again and says what differs. */
export function register(program: Command): void {
  program
    .command('replay')
    .description(
      'judge a past run again with other rules or with what is known now, and list the differences; alerts stay',
    )
    .argument('<run>', 'id of a run that is done')
    .option('--rule-set <version|file>', 'ID/VERSION or VERSION of a stored rule set, or a JSON file (the run’s own)')
    .option(
      '--as-known <then|now>',
      'plans, permits, orders and alerts as they were known then, or are now',
      oneOf(AS_KNOWN),
      'then',
    )
    .option('--data <dir>', 'data folder with private services, where DATABASE_URL is not set')
    .option('--json', 'print the replay with all its differences as JSON')
    .action(async (run: string, options: ReplayOptions) => {
      const { replay, differences } = await withStore(options, (db) => replayed(db, run, options));
      const text =
        options.json === true ? JSON.stringify({ replay, differences }, null, 2) : report(replay, differences);
      process.stdout.write(`${text}\n`);
    });
}

interface Replayed {
  readonly replay: Replay;
  readonly differences: readonly PatchDifference[];
}

/** Does the work here, so that no worker is needed; a worker that takes it up meanwhile does the same. */
async function replayed(db: Db, runId: string, { ruleSet: named, asKnown }: ReplayOptions): Promise<Replayed> {
  const run = await getRun(db, OPERATOR, runId);
  const ruleSet = named === undefined ? null : await chosenRuleSet(db, named, run?.ruleSet.id);
  const { id } = await createReplay(db, OPERATOR, { runId, ruleSet, asKnown });
  try {
    await replayRun({ db }, { replayId: id });
  } catch (error) {
    if (error instanceof BadInputError) await failReplay(db, id, error.message);
    throw error;
  }
  const differences: PatchDifference[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listReplayDifferences(db, OPERATOR, id, { cursor, limit: 1000 });
    differences.push(...page.items);
    cursor = page.nextCursor;
  }
  return { replay: (await getReplay(db, OPERATOR, id))!, differences };
}

function report({ outcome, ruleSet }: Replay, differences: readonly PatchDifference[]): string {
  if (outcome === null) return 'not done';
  const { ruleSetBefore, isExact, patches, identical, changes, summary } = outcome;
  const counts = Object.entries(changes).filter(([, count]) => count > 0);
  return [
    `${ruleSetBefore.id} ${ruleSetBefore.version} → ${ruleSet.id} ${ruleSet.version}: ${summary.en}`,
    `${patches} patches, ${identical} judged the same${counts.map(([change, count]) => `, ${count} ${change}`).join('')}`,
    ...(isExact ? [] : ['note: judged before its inputs were kept: compared by what was recorded up to its end']),
    ...differences.map(lineOf),
  ].join('\n');
}

function lineOf({ change, patchId, alertId, before, after, reasons }: PatchDifference): string {
  const why = reasons.map(
    ({ subject, id, before: was, after: is }) => `${subject} ${id}: ${was ?? '–'} → ${is ?? '–'}`,
  );
  const where = alertId === null ? `patch ${patchId}` : `alert ${alertId}, patch ${patchId}`;
  return `${change}  ${where}  ${briefly(before)} → ${briefly(after)}${why.length > 0 ? `  (${why.join('; ')})` : ''}`;
}

function briefly({ verdict, leading, severity, areaM2 }: JudgedBriefly): string {
  return leading === null ? verdict : `${leading} ${severity} ${Math.round(areaM2 ?? 0)} m²`;
}
