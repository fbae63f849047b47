import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { BadInputError } from '#domain/errors.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import { officeDayOf, type IsoDate, type IsoTime } from '#domain/time.js';
import type { ViolationKind } from '#domain/violation.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { geoJsonOf, geometryFrom } from './geometry.js';
import { refuseOtherRegion } from './operator.js';
import { inRegionOf } from './watchAreas.js';

/** Hides alerts from the queue until a day: on a place, of a permit, of one kind or of all. It closes and decides nothing. */
export interface Silence {
  readonly id: string;
  readonly adminCode: string;
  readonly geometry: AreaGeometry | null;
  readonly caseNumber: string | null;
  readonly kind: ViolationKind | null;
  readonly reason: string;
  readonly until: IsoDate;
  readonly createdBy: string;
  readonly createdAt: IsoTime;
  readonly liftedAt: IsoTime | null;
}

export type NewSilence = Pick<Silence, 'adminCode' | 'geometry' | 'caseNumber' | 'kind' | 'reason' | 'until'>;

const MOST_DAYS = 731;

/**
 * Stores a silence.
 * @throws BadInputError where it has ended already or would last more than two years: forgotten silences hide violations
 * @throws ForbiddenError where it lies outside the caller's region
 */
export async function createSilence(db: Db, caller: Caller, silence: NewSilence, at: IsoTime): Promise<Silence> {
  refuseOtherRegion(caller, silence.adminCode, 'this silence');
  const today = officeDayOf(at);
  const latest = officeDayOf(new Date(Date.parse(at) + MOST_DAYS * 86_400_000).toISOString());
  if (silence.until < today || silence.until > latest) {
    throw new BadInputError('a silence must end, and not in the past', {
      code: 'silence.until',
      where: 'until',
      found: silence.until,
      expected: `a day from ${today} to ${latest}`,
    });
  }
  const id = randomUUID();
  return inTransaction(db, async (transaction) => {
    await transaction
      .insertInto('silences')
      .values({
        id,
        admin_code: silence.adminCode,
        geometry: silence.geometry === null ? null : geometryFrom(silence.geometry),
        case_number: silence.caseNumber,
        kind: silence.kind,
        reason: silence.reason,
        until: silence.until,
        created_by: caller.name,
      })
      .execute();
    await audit(transaction, caller, { act: 'silenced', id, adminCode: silence.adminCode, detail: { ...silence } });
    const row = await silenceRows(transaction).where('id', '=', id).executeTakeFirstOrThrow();
    return toSilence(row);
  });
}

/** Silences in force in the caller's region, those that end first first. */
export async function listSilences(db: Db, caller: Caller, at: IsoTime): Promise<readonly Silence[]> {
  const rows = await silenceRows(db)
    .where('lifted_at', 'is', null)
    .where('until', '>=', officeDayOf(at))
    .where(inRegionOf(caller, 'admin_code'))
    .orderBy('until')
    .orderBy('id')
    .execute();
  return rows.map(toSilence);
}

/** Ends a silence in the caller's region; false where none is in force. */
export async function liftSilence(db: Db, caller: Caller, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  return inTransaction(db, async (transaction) => {
    const row = await transaction
      .updateTable('silences')
      .set({ lifted_at: sql<string>`now()` })
      .where('id', '=', id)
      .where('lifted_at', 'is', null)
      .where(inRegionOf(caller, 'admin_code'))
      .returning('admin_code')
      .executeTakeFirst();
    if (row === undefined) return false;
    await audit(transaction, caller, { act: 'silenceLifted', id, adminCode: row.admin_code, detail: {} });
    return true;
  });
}

/** Ids of the alerts that a silence in force on `today` hides: found from the few silences, not by asking each alert. */
export function silencedAlertIds(today: IsoDate): RawBuilder<{ id: string }> {
  const matches = sql<boolean>`silences.lifted_at IS NULL AND silences.until >= ${today}
    AND (silences.kind IS NULL OR silences.kind = hidden.kind) AND starts_with(hidden.admin_code, silences.admin_code)`;
  return sql<{ id: string }>`
    SELECT hidden.id FROM silences JOIN alerts AS hidden ON ST_Covers(silences.geometry, hidden.geometry)
    WHERE ${matches} AND (silences.case_number IS NULL OR silences.case_number = ANY(hidden.permit_case_numbers))
    UNION ALL
    SELECT hidden.id FROM silences JOIN alerts AS hidden ON hidden.permit_case_numbers @> ARRAY[silences.case_number]
    WHERE ${matches} AND silences.geometry IS NULL`;
}

interface SilenceAct {
  readonly act: string;
  readonly id: string;
  readonly adminCode: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

async function audit(db: Db, caller: Caller, { act, id, adminCode, detail }: SilenceAct): Promise<void> {
  const { name: actor, id: actorId } = caller;
  await appendAudit(db, [{ actor, actorId, act, noun: 'silence', nounId: id, adminCode, detail }]);
}

function silenceRows(db: Db) {
  return db
    .selectFrom('silences')
    .select(['id', 'admin_code', 'case_number', 'kind', 'reason', 'until', 'created_by', 'created_at', 'lifted_at'])
    .select(geoJsonOf('geometry').as('geometry_json'));
}

type SilenceRow = Awaited<ReturnType<ReturnType<typeof silenceRows>['execute']>>[number];

function toSilence(row: SilenceRow): Silence {
  return {
    id: row.id,
    adminCode: row.admin_code,
    geometry: row.geometry_json as AreaGeometry | null,
    caseNumber: row.case_number,
    kind: row.kind as ViolationKind | null,
    reason: row.reason,
    until: row.until,
    createdBy: row.created_by,
    createdAt: row.created_at,
    liftedAt: row.lifted_at,
  };
}
