import { sql } from 'kysely';
import { BadInputError } from '#domain/errors.js';
import type { FlagChange, FlagStatus } from '#domain/flag.js';
import type { Caller } from '#domain/people.js';
import type { Severity, ViolationKind } from '#domain/violation.js';
import { inTransaction, type Db } from './database.js';
import { inRegionOf } from './watchAreas.js';

/** How far a consumer has come. */
export interface FlagProgress {
  readonly acknowledged: number;
  /** Sequence of the newest change of all regions. */
  readonly latest: number;
  /** Changes of the caller's region that are not acknowledged yet. */
  readonly waiting: number;
}

/**
 * Notes that the caller has taken over all changes up to a sequence; it never moves back.
 * @throws BadInputError where the sequence lies beyond the newest change
 */
export async function acknowledgeFlags(db: Db, caller: Caller, upTo: number): Promise<FlagProgress> {
  return inTransaction(db, async (transaction) => {
    const latest = await latestSequence(transaction);
    requireSeen(upTo, latest);
    const { acknowledged_sequence: acknowledged } = await transaction
      .insertInto('flag_consumers')
      .values({ caller_id: caller.id, name: caller.name, acknowledged_sequence: upTo })
      .onConflict((conflict) =>
        conflict.column('caller_id').doUpdateSet({
          name: caller.name,
          acknowledged_sequence: sql<number>`greatest(flag_consumers.acknowledged_sequence, excluded.acknowledged_sequence)`,
          acknowledged_at: sql<string>`now()`,
        }),
      )
      .returning('acknowledged_sequence')
      .executeTakeFirstOrThrow();
    const { count } = await transaction
      .selectFrom('flag_changes')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('sequence', '>', acknowledged)
      .where(inRegionOf(caller, 'admin_code'))
      .executeTakeFirstOrThrow();
    return { acknowledged, latest, waiting: count };
  });
}

export interface Reconciliation {
  readonly upTo: number;
  readonly latest: number;
  readonly isEqual: boolean;
  readonly missing: readonly Omit<FlagChange, 'at'>[];
  readonly different: readonly { readonly flagId: string; readonly status: FlagStatus; readonly stored: FlagStatus }[];
  readonly unknown: readonly string[];
}

/**
 * Holds a consumer's flags against those of its region as they stood at `upTo`: what is missing, differs, or is not stored.
 * @throws BadInputError where `upTo` lies beyond the newest change
 */
export async function reconcileFlags(
  db: Db,
  caller: Caller,
  known: { readonly upTo: number; readonly flags: readonly { readonly flagId: string; readonly status: FlagStatus }[] },
): Promise<Reconciliation> {
  const { upTo, flags } = known;
  const latest = await latestSequence(db);
  requireSeen(upTo, latest);
  const rows = await db
    .selectFrom('flag_changes')
    .distinctOn('flag_id')
    .select(['sequence', 'flag_id', 'alert_id', 'case_number', 'status', 'kind', 'severity', 'admin_code', 'area_m2'])
    .where('sequence', '<=', upTo)
    .where(inRegionOf(caller, 'admin_code'))
    .orderBy('flag_id')
    .orderBy('sequence', 'desc')
    .execute();
  const stored = new Map(rows.map((row) => [row.flag_id, row]));
  const theirs = new Set(flags.map(({ flagId }) => flagId));
  const missing = rows
    .filter((row) => !theirs.has(row.flag_id))
    .map((row) => ({
      id: row.flag_id,
      alertId: row.alert_id,
      caseNumber: row.case_number,
      status: row.status as FlagStatus,
      kind: row.kind as ViolationKind,
      severity: row.severity as Severity,
      adminCode: row.admin_code,
      areaM2: row.area_m2,
      sequence: row.sequence,
    }));
  const different = flags.flatMap(({ flagId, status }) => {
    const own = stored.get(flagId)?.status as FlagStatus | undefined;
    return own === undefined || own === status ? [] : [{ flagId, status, stored: own }];
  });
  const unknown = flags.filter(({ flagId }) => !stored.has(flagId)).map(({ flagId }) => flagId);
  const isEqual = missing.length + different.length + unknown.length === 0;
  return { upTo, latest, isEqual, missing, different, unknown };
}

async function latestSequence(db: Db): Promise<number> {
  const { sequence } = await db.selectFrom('flag_head').select('sequence').executeTakeFirstOrThrow();
  return sequence;
}

function requireSeen(upTo: number, latest: number): void {
  if (upTo <= latest) return;
  throw new BadInputError('a sequence that has not been given out yet', {
    code: 'flags.sequence',
    where: 'upTo',
    found: String(upTo),
    expected: `at most ${latest}`,
  });
}
