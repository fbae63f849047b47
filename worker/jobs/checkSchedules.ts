import { officeDayOf, type IsoTime } from '#domain/time.js';
import { watchSchedule } from '#domain/watchSchedule.js';
import { putInOutbox } from '#store/outbox.js';
import { loadWatchFacts, noteGaps } from '#store/watchSchedules.js';
import type { JobNeeds } from './need.js';

const EVERYWHERE = { adminCode: '' };

/**
 * Looks after every watch area whose series is watched: notes what was not seen for too long, and asks for a run over looks
 * that none has seen yet, whatever became of the request that came with them. Runs that failed are tried again.
 */
export async function checkSchedules(
  { db }: Pick<JobNeeds, 'db'>,
  now: IsoTime = new Date().toISOString(),
): Promise<void> {
  const today = officeDayOf(now);
  for (const area of await loadWatchFacts(db, EVERYWHERE)) {
    const { watchAreaId, lastRun } = area;
    await noteGaps(db, area, watchSchedule(area, today).gaps);
    const payload = { watchAreaId, cause: `check-${today}`, isRetry: lastRun?.status === 'failed' };
    await putInOutbox(db, { topic: 'monitorWatchArea', payload });
  }
}
