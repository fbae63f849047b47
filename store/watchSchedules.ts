import { sql } from 'kysely';
import type { Caller } from '#domain/people.js';
import type { RunStatus } from '#domain/run.js';
import { SERIES_MONITOR_DEFAULTS, type SeriesMonitor } from '#domain/seriesMonitor.js';
import type { IsoDate, IsoTime } from '#domain/time.js';
import { CLEAR_LOOK_SHARE, type WatchFacts, type WatchGap } from '#domain/watchSchedule.js';
import { adminCodePrefix } from '#domain/adminCode.js';
import { inTransaction, type Db } from './database.js';
import { appendEvents, type NewEvent } from './events.js';

export interface WatchedArea extends WatchFacts {
  readonly adminCode: string;
  readonly monitor: SeriesMonitor;
}

/** Looks and runs of the watch areas in the caller's region whose series are watched, by name; of one of them where named. */
export async function loadWatchFacts(
  db: Db,
  caller: Pick<Caller, 'adminCode'>,
  watchAreaId: string | null = null,
): Promise<readonly WatchedArea[]> {
  const { rows } = await sql<{
    id: string;
    admin_code: string;
    series_monitor: SeriesMonitor;
    watched_since: IsoDate;
    look_days: IsoDate[] | null;
    clear_days: IsoDate[] | null;
    last_done: IsoTime | null;
    run_id: string | null;
    run_status: RunStatus | null;
    run_error: string | null;
  }>`
    SELECT area.id, area.admin_code, area.series_monitor, (area.created_at AT TIME ZONE 'UTC')::date AS watched_since,
      looks.look_days, looks.clear_days, done.finished_at AS last_done,
      last.id AS run_id, last.status AS run_status, last.error AS run_error
    FROM watch_areas area
    LEFT JOIN LATERAL (
      SELECT array_agg(DISTINCT day::text ORDER BY day::text) AS look_days,
        array_agg(DISTINCT day::text ORDER BY day::text) FILTER (WHERE clear_share >= ${CLEAR_LOOK_SHARE}) AS clear_days
      FROM (SELECT (acquired_at AT TIME ZONE 'UTC')::date AS day, clear_share FROM scenes
        WHERE sensor = area.series_monitor ->> 'sensor' AND ST_Intersects(scenes.footprint, area.geometry)) AS seen
    ) AS looks ON true
    LEFT JOIN LATERAL (SELECT finished_at FROM runs WHERE watch_area_id = area.id AND kind = 'series' AND status = 'done'
      ORDER BY finished_at DESC LIMIT 1) AS done ON true
    LEFT JOIN LATERAL (SELECT id, status, error FROM runs WHERE watch_area_id = area.id AND kind = 'series'
      ORDER BY created_at DESC LIMIT 1) AS last ON true
    WHERE area.series_monitor IS NOT NULL AND starts_with(area.admin_code, ${adminCodePrefix(caller.adminCode)})
      AND (${watchAreaId}::uuid IS NULL OR area.id = ${watchAreaId}::uuid)
    ORDER BY area.name
  `.execute(db);
  return rows.map((row) => ({
    watchAreaId: row.id,
    adminCode: row.admin_code,
    monitor: { ...SERIES_MONITOR_DEFAULTS, ...row.series_monitor },
    watchedSince: row.watched_since,
    lookDays: row.look_days ?? [],
    clearDays: row.clear_days ?? [],
    lastDoneAt: row.last_done,
    lastRun: row.run_id === null ? null : { id: row.run_id, status: row.run_status!, error: row.run_error },
  }));
}

/**
 * Records the gap that a watch area is in, and the end of those that it was in; people who look at the viewer are told of
 * what is new. Noting the same again changes nothing.
 */
export async function noteGaps(
  db: Db,
  area: Pick<WatchedArea, 'watchAreaId' | 'adminCode'>,
  gaps: readonly WatchGap[],
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const events: NewEvent[] = [];
    const eventOf = ({ since, endedOn }: WatchGap): NewEvent => ({
      name: 'watchGap',
      adminCode: area.adminCode,
      data: { watchAreaId: area.watchAreaId, since, endedOn },
    });
    for (const gap of gaps) {
      if (gap.endedOn === null) {
        const inserted = await transaction
          .insertInto('watch_gaps')
          .values({ watch_area_id: area.watchAreaId, since: gap.since })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if ((inserted.numInsertedOrUpdatedRows ?? 0n) > 0n) events.push(eventOf(gap));
        continue;
      }
      const ended = await transaction
        .updateTable('watch_gaps')
        .set({ ended_on: gap.endedOn })
        .where('watch_area_id', '=', area.watchAreaId)
        .where('since', '=', gap.since)
        .where('ended_on', 'is', null)
        .executeTakeFirst();
      if (ended.numUpdatedRows > 0n) events.push(eventOf(gap));
    }
    await appendEvents(transaction, events);
  });
}
