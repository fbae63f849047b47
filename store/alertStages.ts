import { sql, type RawBuilder } from 'kysely';
import type { FunnelStage } from '#domain/alertFunnel.js';
import type { IsoDate } from '#domain/time.js';

/** True for alerts (of the table `alerts`) that came as far as a stage. */
export function hasReached(stage: FunnelStage): RawBuilder<boolean> {
  switch (stage) {
    case 'raised':
      return sql<boolean>`true`;
    case 'taken':
      return sql<boolean>`(alerts.status <> 'new' OR alerts.acknowledged_at IS NOT NULL)`;
    case 'determined':
      return sql<boolean>`(alerts.determination IS NOT NULL)`;
    case 'violation':
      return IS_VIOLATION;
    case 'caseFiled':
      return sql<boolean>`(${IS_VIOLATION} AND alerts.enforcement_case_number IS NOT NULL)`;
    case 'ordered':
      // Not every case has an order: what was put right without one is past this stage.
      return sql<boolean>`(${IS_VIOLATION} AND alerts.enforcement_case_number IS NOT NULL
        AND (alerts.orders <> '[]'::jsonb OR alerts.rectification IS NOT NULL))`;
    case 'rectified':
      return sql<boolean>`(${IS_VIOLATION} AND alerts.enforcement_case_number IS NOT NULL AND alerts.rectification IS NOT NULL)`;
    case 'closedOut':
      return sql<boolean>`(${IS_VIOLATION} AND alerts.status = 'closed')`;
  }
}

const IS_VIOLATION = sql<boolean>`(coalesce(alerts.determination ->> 'outcome', '') = 'violation')`;

/** The day on an office's calendar (UTC+8) on which an alert was raised. */
const RAISED_ON = sql`(alerts.raised_at AT TIME ZONE INTERVAL '+08:00')::date`;

/** True for alerts raised on days of a span, both ends inclusive; null: open. */
export function wasRaisedWithin(from: IsoDate | null, to: IsoDate | null): RawBuilder<boolean> {
  return sql<boolean>`(${RAISED_ON} >= ${from ?? '-infinity'}::date AND ${RAISED_ON} <= ${to ?? 'infinity'}::date)`;
}

/** True for alerts whose determination has one of these outcomes. */
export function hasOutcome(outcomes: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`(alerts.determination ->> 'outcome' = ANY(${[...outcomes]}))`;
}
