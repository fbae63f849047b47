import { sql, type RawBuilder } from 'kysely';
import { OPEN_STATUSES, type AlertStatus } from '#domain/alert.js';
import { AGE_CLASSES, FUNNEL_STAGES, type AgeClass, type FunnelStage } from '#domain/alertFunnel.js';
import { DETERMINATION_OUTCOMES, type DeterminationOutcome } from '#domain/alertLife.js';
import type { Caller } from '#domain/people.js';
import type { Period } from '#domain/period.js';
import { dateOfOrdinal, ordinalOf, type IsoDate } from '#domain/time.js';
import type { ViolationKind } from '#domain/violation.js';
import { hasReached } from './alertStages.js';
import { isOverdue, matchesStatistics } from './alertSelection.js';
import type { Db } from './database.js';
import { rowCode, type IndicatorScope } from './indicatorGround.js';
import { inRegionOf } from './watchAreas.js';

/** Alerts and the sum of their areas, square metres. */
export interface AlertSum {
  readonly count: number;
  readonly areaM2: number;
}

const NO_ALERTS: AlertSum = { count: 0, areaM2: 0 };
const SUM = sql<AlertSum>`json_build_object('count', count(*), 'areaM2', coalesce(sum(alerts.area_m2), 0))`;

function sumWhere(condition: RawBuilder<boolean>): RawBuilder<AlertSum> {
  return sql<AlertSum>`json_build_object('count', count(*) FILTER (WHERE ${condition}),
    'areaM2', coalesce(sum(alerts.area_m2) FILTER (WHERE ${condition}), 0))`;
}

/** How far the alerts raised in a period came, by row of the scope. */
export async function alertFunnel(
  db: Db,
  scope: IndicatorScope,
  { from, to }: Period,
): Promise<ReadonlyMap<string, Readonly<Record<FunnelStage, AlertSum>>>> {
  const span = { adminCode: scope.adminCode, raisedFrom: from ?? undefined, raisedTo: to };
  const rows = await db
    .selectFrom('alerts')
    .where(inRegionOf(scope.caller, 'admin_code'))
    .where(matchesStatistics(span))
    .select(rowCode(scope, sql`alerts.admin_code`).as('row_code'))
    .select(FUNNEL_STAGES.map((stage) => sumWhere(hasReached(stage)).as(stage)))
    .groupBy(sql`1`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.row_code,
      Object.fromEntries(FUNNEL_STAGES.map((stage) => [stage, row[stage]])) as Record<FunnelStage, AlertSum>,
    ]),
  );
}

export const EMPTY_FUNNEL = Object.fromEntries(FUNNEL_STAGES.map((stage) => [stage, NO_ALERTS])) as Readonly<
  Record<FunnelStage, AlertSum>
>;

/** Open alerts of a region as they stand today, whenever they were raised. */
export interface OpenAlerts {
  readonly byStatus: readonly (AlertSum & { readonly status: AlertStatus })[];
  readonly overdue: AlertSum;
  readonly supervised: AlertSum;
  readonly ageing: readonly (AlertSum & {
    readonly age: AgeClass;
    readonly raisedFrom: IsoDate | null;
    readonly raisedTo: IsoDate;
  })[];
}

export async function openAlerts(
  db: Db,
  caller: Pick<Caller, 'adminCode'>,
  adminCode: string,
  today: IsoDate,
): Promise<OpenAlerts> {
  const open = db
    .selectFrom('alerts')
    .where(inRegionOf(caller, 'admin_code'))
    .where(matchesStatistics({ adminCode }))
    .where('status', 'in', OPEN_STATUSES);
  const byStatus = await open
    .select(['status', SUM.as('sum')])
    .groupBy('status')
    .execute();
  const classes = AGE_CLASSES.map((age) => ({ age, ...raisedBetween(age, today) }));
  const sums = await open
    .select([
      sumWhere(isOverdue(today, 'true')).as('overdue'),
      sumWhere(sql<boolean>`alerts.supervised_at IS NOT NULL`).as('supervised'),
    ])
    .select(
      classes.map(({ raisedFrom, raisedTo }, i) =>
        sumWhere(matchesStatistics({ raisedFrom: raisedFrom ?? undefined, raisedTo })).as(`age${i}`),
      ),
    )
    .executeTakeFirstOrThrow();
  const ages = sums as Record<`age${number}`, AlertSum>;
  return {
    byStatus: OPEN_STATUSES.map((status) => ({
      status,
      ...(byStatus.find((row) => row.status === status)?.sum ?? NO_ALERTS),
    })),
    overdue: sums.overdue,
    supervised: sums.supervised,
    ageing: classes.map((ageClass, i) => ({ ...ageClass, ...ages[`age${i}`]! })),
  };
}

function raisedBetween(
  { fromDays, toDays }: AgeClass,
  today: IsoDate,
): { raisedFrom: IsoDate | null; raisedTo: IsoDate } {
  const daysAgo = (days: number): IsoDate => dateOfOrdinal(ordinalOf(today) - days);
  return { raisedFrom: toDays === null ? null : daysAgo(toDays), raisedTo: daysAgo(fromDays) };
}

/** What people made of the suspicions of one rule. */
export interface RulePrecision {
  readonly kind: ViolationKind;
  readonly raised: number;
  readonly outcomes: Readonly<Record<DeterminationOutcome, number>>;
  /** Violations among what was decided (unclear is not), 0–1; null where nothing was. */
  readonly precision: number | null;
  /** Reasons for lawful and pseudo-change, most frequent first. */
  readonly reasons: readonly {
    readonly outcome: DeterminationOutcome;
    readonly reason: string;
    readonly count: number;
  }[];
}

/** Alerts raised in a period by their leading kind, most frequent first, with what was determined of them. */
export async function precisionByRule(
  db: Db,
  caller: Pick<Caller, 'adminCode'>,
  adminCode: string,
  { from, to }: Period,
): Promise<readonly RulePrecision[]> {
  const rows = await db
    .selectFrom('alerts')
    .where(inRegionOf(caller, 'admin_code'))
    .where(matchesStatistics({ adminCode, raisedFrom: from ?? undefined, raisedTo: to }))
    .select([
      'kind',
      sql<DeterminationOutcome | null>`determination ->> 'outcome'`.as('outcome'),
      sql<string | null>`determination ->> 'reason'`.as('reason'),
      sql<number>`count(*)::int`.as('count'),
    ])
    .groupBy(['kind', 'outcome', 'reason'])
    .execute();
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort();
  return kinds
    .map((kind) =>
      precisionOf(
        kind as ViolationKind,
        rows.filter((row) => row.kind === kind),
      ),
    )
    .toSorted((a, b) => b.raised - a.raised);
}

function precisionOf(
  kind: ViolationKind,
  rows: readonly { outcome: DeterminationOutcome | null; reason: string | null; count: number }[],
): RulePrecision {
  const sumOf = (matching: typeof rows): number => matching.reduce((sum, { count }) => sum + count, 0);
  const outcomes = Object.fromEntries(
    DETERMINATION_OUTCOMES.map((outcome) => [outcome, sumOf(rows.filter((row) => row.outcome === outcome))]),
  ) as Record<DeterminationOutcome, number>;
  const decided = outcomes.violation + outcomes.lawful + outcomes.pseudoChange;
  const reasons = rows.flatMap(({ outcome, reason, count }) =>
    outcome === null || reason === null ? [] : [{ outcome, reason, count }],
  );
  return {
    kind,
    raised: sumOf(rows),
    outcomes,
    precision: decided === 0 ? null : outcomes.violation / decided,
    reasons: reasons.toSorted((a, b) => b.count - a.count),
  };
}
