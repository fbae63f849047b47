import { randomUUID } from 'node:crypto';
import { BadInputError, NotFoundError } from '#domain/errors.js';
import type { RuleSetReference } from '#domain/finding.js';
import { isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import type { AsKnown, PatchDifference, ReplayChange, ReplayOutcome, ReplayStatus } from '#domain/replay.js';
import type { Run } from '#domain/run.js';
import type { IsoTime } from '#domain/time.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { actorOf } from './operator.js';
import { putInOutbox } from './outbox.js';
import { afterCursor, cursorKey, pageSize, toPage, type Page, type PageRequest, type SortOrder } from './page.js';
import { getRun } from './runs.js';
import { inRegionOf } from './watchAreas.js';

/** A run judged again, or about to be. It changes no judgement and no alert. */
export interface Replay {
  readonly id: string;
  readonly runId: string;
  readonly ruleSet: RuleSetReference;
  readonly asKnown: AsKnown;
  readonly status: ReplayStatus;
  readonly error: string | null;
  readonly createdBy: string;
  readonly createdAt: IsoTime;
  readonly finishedAt: IsoTime | null;
  /** Null until it is done. */
  readonly outcome: ReplayOutcome | null;
}

export interface NewReplay {
  readonly runId: string;
  /** Kept whole, so that a draft may go on changing meanwhile. Null: the run's own. */
  readonly ruleSet: { readonly content: unknown; readonly reference: RuleSetReference } | null;
  readonly asKnown: AsKnown;
}

/** Replays that may wait in all; one takes about as long as judging its run did. */
const MOST_WAITING = 200;

/**
 * Stores a replay and asks for its work.
 * @throws NotFoundError where the run is not there for the caller; BadInputError where it is not done, or too many replays wait
 */
export async function createReplay(db: Db, caller: Caller, replay: NewReplay): Promise<Replay> {
  const run = await getRun(db, caller, replay.runId);
  if (run === null) throw new NotFoundError('run', replay.runId);
  requireJudged(run);
  const id = randomUUID();
  return inTransaction(db, async (transaction) => {
    await refuseTooMany(transaction);
    const { rule_set: own, admin_code: adminCode } = await transaction
      .selectFrom('runs')
      .innerJoin('watch_areas', 'watch_areas.id', 'runs.watch_area_id')
      .select(['runs.rule_set', 'watch_areas.admin_code'])
      .where('runs.id', '=', run.id)
      .executeTakeFirstOrThrow();
    const { content, reference } = replay.ruleSet ?? { content: own, reference: run.ruleSet };
    await transaction
      .insertInto('replays')
      .values({
        id,
        run_id: run.id,
        rule_set: JSON.stringify(content),
        rule_set_reference: JSON.stringify(reference),
        as_known: replay.asKnown,
        created_by: caller.name,
      })
      .execute();
    await putInOutbox(transaction, { topic: 'replayRun', payload: { replayId: id } });
    const detail = { replayId: id, ruleSet: reference, asKnown: replay.asKnown };
    await appendAudit(transaction, [
      { ...actorOf(caller), act: 'runReplayed', noun: 'run', nounId: run.id, adminCode, detail },
    ]);
    return toReplay(await replayRows(transaction).where('replays.id', '=', id).executeTakeFirstOrThrow());
  });
}

/** @throws BadInputError where a run was not judged, or not yet */
export function requireJudged({ id, status }: Pick<Run, 'id' | 'status'>): void {
  if (status === 'done') return;
  throw new BadInputError('only a run that was judged can be judged again', {
    code: 'replay.runNotDone',
    where: 'runId',
    found: `run ${id}, ${status}`,
    expected: 'a run that is done',
  });
}

async function refuseTooMany(db: Db): Promise<void> {
  const { count } = await db
    .selectFrom('replays')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', '=', 'queued')
    .executeTakeFirstOrThrow();
  if (Number(count) < MOST_WAITING) return;
  throw new BadInputError('too many replays wait', {
    code: 'replay.tooMany',
    where: 'runId',
    found: `${count} that are not done`,
    expected: `fewer than ${MOST_WAITING}: wait for some to be done`,
  });
}

/** One replay of a run in the caller's region; null where there is none. */
export async function getReplay(db: Db, caller: Caller, id: string): Promise<Replay | null> {
  if (!isUuid(id)) return null;
  const row = await replayRows(db)
    .where('replays.id', '=', id)
    .where(inRegionOf(caller, 'watch_areas.admin_code'))
    .executeTakeFirst();
  return row === undefined ? null : toReplay(row);
}

const NEWEST_FIRST: SortOrder = {
  name: 'replays',
  columns: [
    { column: 'replays.created_at', type: 'timestamptz' },
    { column: 'replays.id', type: 'uuid' },
  ],
  direction: 'desc',
};

/** Replays of runs in the caller's region, newest first. */
export async function listReplays(
  db: Db,
  caller: Caller,
  filter: PageRequest & { readonly runId?: string | undefined } = {},
): Promise<Page<Replay>> {
  const size = pageSize(filter.limit);
  let query = replayRows(db)
    .where(inRegionOf(caller, 'watch_areas.admin_code'))
    .select(cursorKey(NEWEST_FIRST).as('cursor_key'))
    .orderBy('replays.created_at', 'desc')
    .orderBy('replays.id', 'desc')
    .limit(size + 1);
  if (filter.runId !== undefined) query = query.where('replays.run_id', '=', filter.runId);
  if (filter.cursor) query = query.where(afterCursor(NEWEST_FIRST, filter.cursor));
  return toPage(await query.execute(), size, NEWEST_FIRST, toReplay);
}

const IN_ORDER: SortOrder = {
  name: 'replayDifferences',
  columns: [{ column: 'replay_differences.ordinal', type: 'int' }],
  direction: 'asc',
};

/** Patches that a replay in the caller's region judges otherwise, in the run's order. */
export async function listReplayDifferences(
  db: Db,
  caller: Caller,
  replayId: string,
  filter: PageRequest & { readonly change?: ReplayChange | undefined } = {},
): Promise<Page<PatchDifference>> {
  const size = pageSize(filter.limit);
  let query = db
    .selectFrom('replay_differences')
    .innerJoin('replays', 'replays.id', 'replay_differences.replay_id')
    .innerJoin('runs', 'runs.id', 'replays.run_id')
    .innerJoin('watch_areas', 'watch_areas.id', 'runs.watch_area_id')
    .where(inRegionOf(caller, 'watch_areas.admin_code'))
    .where('replay_differences.replay_id', '=', replayId)
    .select(['replay_differences.difference', cursorKey(IN_ORDER).as('cursor_key')])
    .orderBy('replay_differences.ordinal')
    .limit(size + 1);
  if (filter.change !== undefined) query = query.where('replay_differences.change', '=', filter.change);
  if (filter.cursor) query = query.where(afterCursor(IN_ORDER, filter.cursor));
  return toPage(await query.execute(), size, IN_ORDER, (row) => row.difference as PatchDifference);
}

function replayRows(db: Db) {
  return db
    .selectFrom('replays')
    .innerJoin('runs', 'runs.id', 'replays.run_id')
    .innerJoin('watch_areas', 'watch_areas.id', 'runs.watch_area_id')
    .select(['replays.id', 'replays.run_id', 'replays.rule_set_reference', 'replays.as_known', 'replays.status'])
    .select(['replays.error', 'replays.created_by', 'replays.created_at', 'replays.finished_at', 'replays.outcome']);
}

function toReplay(row: Awaited<ReturnType<ReturnType<typeof replayRows>['execute']>>[number]): Replay {
  return {
    id: row.id,
    runId: row.run_id,
    ruleSet: row.rule_set_reference as RuleSetReference,
    asKnown: row.as_known as AsKnown,
    status: row.status as ReplayStatus,
    error: row.error,
    createdBy: row.created_by,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    outcome: row.outcome as ReplayOutcome | null,
  };
}
