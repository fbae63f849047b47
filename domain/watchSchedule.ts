import type { RunStatus } from './run.js';
import type { SeriesMonitor } from './seriesMonitor.js';
import { daysBetween, laterBy, type IsoDate, type IsoTime } from './time.js';

/** A look shows a watch area clearly from this share of clear pixels on. */
export const CLEAR_LOOK_SHARE = 0.3;

/** A time without any clear look, longer than the monitor bears. */
export interface WatchGap {
  /** Day of the last clear look before. */
  readonly since: IsoDate;
  /** Day of the clear look that ended it; null: it lasts. */
  readonly endedOn: IsoDate | null;
  readonly days: number;
}

/** How the monitoring of a watch area stands. */
export interface WatchSchedule {
  readonly watchAreaId: string;
  readonly cadenceDays: number | null;
  readonly gapDays: number | null;
  readonly lookCount: number;
  readonly lastLookOn: IsoDate | null;
  readonly lastClearLookOn: IsoDate | null;
  /** Day by which the next look should be there; null: none is expected. */
  readonly nextDueOn: IsoDate | null;
  /** Days past `nextDueOn`; 0: in time. */
  readonly overdueDays: number;
  readonly lastDoneAt: IsoTime | null;
  readonly lastRun: { readonly id: string; readonly status: RunStatus; readonly error: string | null } | null;
  /** Oldest first; the last one may last. */
  readonly gaps: readonly WatchGap[];
}

/** What is known of a watch area's looks and runs. */
export interface WatchFacts extends Pick<WatchSchedule, 'watchAreaId' | 'lastDoneAt' | 'lastRun'> {
  readonly monitor: Pick<SeriesMonitor, 'cadenceDays' | 'gapDays'>;
  /** Days of all looks, and of those that were clear, oldest first. */
  readonly lookDays: readonly IsoDate[];
  readonly clearDays: readonly IsoDate[];
  /** Day since which the area is watched: where no look was ever clear, gaps begin with it. */
  readonly watchedSince: IsoDate;
}

export function watchSchedule(facts: WatchFacts, today: IsoDate): WatchSchedule {
  const { watchAreaId, monitor, lookDays, clearDays, watchedSince, lastDoneAt, lastRun } = facts;
  const { cadenceDays, gapDays } = monitor;
  const lastLookOn = lookDays.at(-1) ?? null;
  const nextDueOn = cadenceDays === null ? null : laterBy(lastLookOn ?? watchedSince, cadenceDays);
  return {
    watchAreaId,
    cadenceDays,
    gapDays,
    lookCount: lookDays.length,
    lastLookOn,
    lastClearLookOn: clearDays.at(-1) ?? null,
    nextDueOn,
    overdueDays: nextDueOn === null ? 0 : Math.max(0, daysBetween(nextDueOn, today)),
    lastDoneAt,
    lastRun,
    gaps: gapDays === null ? [] : gapsBetween(clearDays.length === 0 ? [watchedSince] : clearDays, gapDays, today),
  };
}

function gapsBetween(days: readonly IsoDate[], gapDays: number, today: IsoDate): WatchGap[] {
  return days
    .map((since, i): WatchGap => {
      const endedOn = days[i + 1] ?? null;
      return { since, endedOn, days: daysBetween(since, endedOn ?? today) };
    })
    .filter((gap) => gap.days > gapDays);
}
