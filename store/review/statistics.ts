import { sql } from 'kysely';
import type { Determination, DeterminationOutcome } from '#domain/alertLife.js';
import type { Caller } from '#domain/people.js';
import type { Period } from '#domain/period.js';
import { agreementOf, type Agreement, type DecisionPair } from '#domain/secondReview.js';
import type { IsoTime } from '#domain/time.js';
import type { ViolationKind } from '#domain/violation.js';
import { wasRaisedWithin } from '../alertStages.js';
import type { Db } from '../database.js';
import { inRegionOf } from '../watchAreas.js';

export interface AgreementRow extends Agreement {
  readonly key: string;
}

/** An alert on which two people differed. */
export interface Disagreement {
  readonly alertId: string;
  readonly kind: ViolationKind;
  readonly first: Determination;
  readonly firstBy: string;
  readonly second: Determination;
  readonly secondBy: string;
  readonly decidedAt: IsoTime;
}

export interface ReviewStatistics {
  readonly waiting: number;
  readonly overall: Agreement;
  /** By the officer who decided first. */
  readonly byOfficer: readonly AgreementRow[];
  readonly byRule: readonly AgreementRow[];
  readonly byDetector: readonly AgreementRow[];
  readonly disagreements: readonly Disagreement[];
}

const MOST_DISAGREEMENTS = 100;

interface ReviewRow {
  alert_id: string;
  kind: ViolationKind;
  detector: string;
  first: Determination;
  first_name: string;
  second: Determination | null;
  reviewer_name: string | null;
  decided_at: IsoTime | null;
}

/** How second decisions in the caller's region agree with the first; alerts that the caller reviews themself are left out until decided. */
export async function reviewStatistics(db: Db, caller: Caller): Promise<ReviewStatistics> {
  const { rows } = await sql<ReviewRow>`
    SELECT r.alert_id, a.kind, coalesce(p.detector, '') AS detector, r.first, r.first_name, r.second, r.reviewer_name, r.decided_at
    FROM second_reviews r JOIN alerts a ON a.id = r.alert_id ${raisingPatch(sql.ref('a.id'))}
    WHERE ${inRegionOf(caller, 'r.admin_code')} ORDER BY r.decided_at DESC NULLS LAST, r.alert_id`.execute(db);
  const pairs = rows.flatMap((row) => (row.second === null ? [] : [{ ...row, second: row.second }]));
  const differing = pairs.filter(({ first, second }) => first.outcome !== second.outcome).slice(0, MOST_DISAGREEMENTS);
  return {
    waiting: rows.length - pairs.length,
    overall: agreementOf(pairs),
    byOfficer: agreementBy(pairs, (row) => row.first_name),
    byRule: agreementBy(pairs, (row) => row.kind),
    byDetector: agreementBy(pairs, (row) => row.detector),
    disagreements: differing.map((row) => ({
      alertId: row.alert_id,
      kind: row.kind,
      first: row.first,
      firstBy: row.first_name,
      second: row.second,
      secondBy: row.reviewer_name ?? '',
      decidedAt: row.decided_at!,
    })),
  };
}

function agreementBy<P extends DecisionPair>(pairs: readonly P[], keyOf: (pair: P) => string): readonly AgreementRow[] {
  const groups = groupsOf(pairs, keyOf);
  return [...groups]
    .map(([key, group]) => ({ key, ...agreementOf(group) }))
    .toSorted((a, b) => b.pairs - a.pairs || (a.key < b.key ? -1 : 1));
}

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [item]);
    else own.push(item);
  }
  return groups;
}

/** The patch that raised the alert: what the detector said when nobody had decided anything. */
export const raisingPatch = (alertId: ReturnType<typeof sql.ref>) => sql`LEFT JOIN LATERAL (
  SELECT patches.detector, patches.to_class, patches.confidence, patches.onset_to FROM alert_patches
  JOIN patches ON patches.id = alert_patches.patch_id WHERE alert_patches.alert_id = ${alertId}
  ORDER BY (alert_patches.lineage = 'raised') DESC, alert_patches.joined_at, patches.id LIMIT 1) p ON true`;

export const PRECISION_GROUPS = ['rule', 'detector', 'class', 'season'] as const;
export type PrecisionGroup = (typeof PRECISION_GROUPS)[number];

/** What was determined of the suspicions of one rule, detector, class or season. */
export interface PrecisionRow {
  readonly key: string;
  readonly outcomes: Readonly<Record<DeterminationOutcome, number>>;
  /** Violations among what was decided (unclear is not), 0–1; null where nothing was. */
  readonly precision: number | null;
  /** Real changes, lawful ones included, among what was decided; null where nothing was. */
  readonly changeShare: number | null;
  /** Why there was no change, most frequent first. */
  readonly pseudoChangeReasons: readonly { readonly reason: string; readonly count: number }[];
}

interface CountRow {
  rule: string;
  detector: string;
  class: string;
  season: string;
  outcome: DeterminationOutcome;
  reason: string | null;
  count: number;
}

/** Determined alerts of the caller's region by rule, detector, class that the ground became, and season of the first look that shows it. */
export async function precisionTable(
  db: Db,
  caller: Pick<Caller, 'adminCode'>,
  { from, to }: Period,
): Promise<Readonly<Record<PrecisionGroup, readonly PrecisionRow[]>>> {
  const { rows } = await sql<CountRow>`
    SELECT alerts.kind AS rule, coalesce(p.detector, '') AS detector, coalesce(p.to_class, '') AS class,
      CASE WHEN extract(month FROM alerts.onset_to) IN (12, 1, 2) THEN 'winter' WHEN extract(month FROM alerts.onset_to) < 6 THEN 'spring'
        WHEN extract(month FROM alerts.onset_to) < 9 THEN 'summer' ELSE 'autumn' END AS season,
      alerts.determination ->> 'outcome' AS outcome, alerts.determination ->> 'reason' AS reason, count(*)::int AS count
    FROM alerts ${raisingPatch(sql.ref('alerts.id'))}
    WHERE ${inRegionOf(caller, 'alerts.admin_code')} AND alerts.determination IS NOT NULL AND ${wasRaisedWithin(from, to)}
    GROUP BY 1, 2, 3, 4, 5, 6`.execute(db);
  const by = (group: PrecisionGroup): readonly PrecisionRow[] =>
    [...groupsOf(rows, (row) => row[group])]
      .map(([key, counts]) => precisionRow(key, counts))
      .toSorted((a, b) => decidedOf(b) - decidedOf(a) || (a.key < b.key ? -1 : 1));
  return { rule: by('rule'), detector: by('detector'), class: by('class'), season: by('season') };
}

const decidedOf = ({ outcomes }: Pick<PrecisionRow, 'outcomes'>): number =>
  outcomes.violation + outcomes.lawful + outcomes.pseudoChange;

function precisionRow(key: string, rows: readonly CountRow[]): PrecisionRow {
  const outcomes = { violation: 0, lawful: 0, pseudoChange: 0, unclear: 0 };
  const reasons = new Map<string, number>();
  for (const { outcome, reason, count } of rows) {
    outcomes[outcome] += count;
    if (outcome === 'pseudoChange' && reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  }
  const decided = decidedOf({ outcomes });
  return {
    key,
    outcomes,
    precision: decided === 0 ? null : outcomes.violation / decided,
    changeShare: decided === 0 ? null : (outcomes.violation + outcomes.lawful) / decided,
    pseudoChangeReasons: [...reasons]
      .map(([reason, count]) => ({ reason, count }))
      .toSorted((a, b) => b.count - a.count),
  };
}
