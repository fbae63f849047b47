import { sql, type RawBuilder } from 'kysely';
import type { AlertStatus } from '#domain/alert.js';
import type { FunnelStage } from '#domain/alertFunnel.js';
import type { DeterminationOutcome } from '#domain/alertLife.js';
import type { BboxWgs84 } from '#domain/geometry.js';
import type { Caller } from '#domain/people.js';
import type { IsoDate } from '#domain/time.js';
import { severityRank, type Severity, type ViolationKind } from '#domain/violation.js';
import { hasOutcome, hasReached, wasRaisedWithin } from './alertStages.js';
import type { Db } from './database.js';
import { intersectsBbox } from './geometry.js';
import { silencedAlertIds } from './silences.js';
import { isBlindTo } from './review/blind.js';
import { inRegionOf } from './watchAreas.js';

/** Which alerts are meant; what is left out does not matter. */
export interface AlertSelection {
  readonly kind?: readonly ViolationKind[] | undefined;
  readonly severity?: readonly Severity[] | undefined;
  readonly status?: readonly AlertStatus[] | undefined;
  readonly bbox?: BboxWgs84 | undefined;
  /** Only alerts in this division and below; never more than the caller's own region. */
  readonly adminCode?: string | undefined;
  /** Only alerts whose findings name this permit. */
  readonly caseNumber?: string | undefined;
  readonly assigneeId?: string | undefined;
  /** 0–1: only alerts with a patch of at least this confidence. */
  readonly minConfidence?: number | undefined;
  /** Needs `today`. */
  readonly overdue?: 'true' | 'false' | undefined;
  /** Under supervision (督办) and not closed, or not so. */
  readonly supervised?: 'true' | 'false' | undefined;
  /** Whether silences in force hide alerts (`false`), choose them (`true`), or do not matter (the default). Needs `today`. */
  readonly silenced?: 'true' | 'false' | 'any' | undefined;
  readonly today?: IsoDate | undefined;
  /** Days on the office's calendar on which it was raised, inclusive. */
  readonly raisedFrom?: IsoDate | undefined;
  readonly raisedTo?: IsoDate | undefined;
  /** Only alerts that came as far as this stage. */
  readonly reached?: FunnelStage | undefined;
  readonly outcome?: readonly DeterminationOutcome[] | undefined;
}

/** The alerts of the caller's region that a selection means, to be counted, listed or drawn: in a statement that `withSilenced` begins. */
export function selectedAlerts(db: Db, caller: Caller, selection: AlertSelection) {
  const { today, silenced = 'any' } = selection;
  let query = db
    .selectFrom('alerts')
    .where(inRegionOf(caller, 'admin_code'))
    .where(sql<boolean>`NOT ${isBlindTo(caller, sql`own.alert_id = alerts.id`)}`);
  for (const column of ['kind', 'severity', 'status'] as const) {
    const words = selection[column];
    if (words !== undefined) query = query.where(column, '=', sql<string>`ANY(${[...words]})`);
  }
  if (selection.severity !== undefined) {
    // Says the same once more, so that a walk in the order of severity begins and ends where it must.
    const ranks = selection.severity.map(severityRank);
    query = query.where(sql<boolean>`severity_rank BETWEEN ${Math.min(...ranks)} AND ${Math.max(...ranks)}`);
  }
  query = query.where(matchesStatistics(selection));
  if (selection.caseNumber !== undefined) {
    query = query.where(sql<boolean>`permit_case_numbers @> ARRAY[${selection.caseNumber}::text]`);
  }
  if (selection.assigneeId !== undefined) query = query.where('assignee_id', '=', selection.assigneeId);
  if (selection.minConfidence !== undefined) query = query.where(hasConfidence(selection.minConfidence));
  if (selection.supervised !== undefined) {
    const supervised = sql<boolean>`(supervised_at IS NOT NULL AND status <> 'closed')`;
    query = query.where(selection.supervised === 'true' ? supervised : sql<boolean>`NOT ${supervised}`);
  }
  if (today !== undefined && selection.overdue !== undefined) query = query.where(isOverdue(today, selection.overdue));
  if (today !== undefined && silenced !== 'any') {
    query = query.where('id', silenced === 'true' ? 'in' : 'not in', sql<string>`(SELECT id FROM silenced)`);
  }
  if (selection.bbox !== undefined) query = query.where(intersectsBbox('geometry', selection.bbox));
  return query;
}

/** Names the silenced alerts `silenced` for all parts of a statement, so that they are looked for once, and only where a part asks. */
export function withSilenced(db: Db, { today = '-infinity' }: Pick<AlertSelection, 'today'>) {
  return db.with(
    (cte) => cte('silenced').materialized(),
    () => sql<{ id: string }>`(${silencedAlertIds(today)})`,
  );
}

/** The conditions that statistics of alerts count by, so that a figure and the list of its alerts agree. */
export function matchesStatistics(
  selection: Pick<AlertSelection, 'adminCode' | 'raisedFrom' | 'raisedTo' | 'reached' | 'outcome'>,
): RawBuilder<boolean> {
  const { adminCode, raisedFrom, raisedTo, reached, outcome } = selection;
  const conditions = [sql<boolean>`true`];
  if (adminCode !== undefined) conditions.push(inRegionOf({ adminCode }, 'admin_code'));
  if (raisedFrom !== undefined || raisedTo !== undefined) {
    conditions.push(wasRaisedWithin(raisedFrom ?? null, raisedTo ?? null));
  }
  if (reached !== undefined) conditions.push(hasReached(reached));
  if (outcome !== undefined) conditions.push(hasOutcome(outcome));
  return sql<boolean>`(${sql.join(conditions, sql` AND `)})`;
}

/** A term that stands still does not run out. */
export function isOverdue(today: IsoDate, wanted: 'true' | 'false') {
  const overdue = sql<boolean>`(due_on IS NOT NULL AND due_paused_on IS NULL AND due_on < ${today})`;
  return wanted === 'true' ? overdue : sql<boolean>`NOT ${overdue}`;
}

function hasConfidence(least: number) {
  return sql<boolean>`EXISTS (
    SELECT FROM alert_patches JOIN patches ON patches.id = alert_patches.patch_id
    WHERE alert_patches.alert_id = alerts.id AND patches.confidence >= ${least}
  )`;
}
