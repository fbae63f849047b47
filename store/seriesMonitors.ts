import { NotFoundError } from '#domain/errors.js';
import { contentHashOf } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import type { SeriesMonitor } from '#domain/seriesMonitor.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { actorOf } from './operator.js';
import { putInOutbox } from './outbox.js';
import { getWatchArea, type WatchArea } from './watchAreas.js';

/**
 * Has the series of a watch area watched in this way, beginning with the looks that are there; null: no more.
 * @throws NotFoundError where there is no such area in the caller's region
 */
export async function saveSeriesMonitor(
  db: Db,
  caller: Caller,
  watchAreaId: string,
  monitor: SeriesMonitor | null,
): Promise<WatchArea> {
  return inTransaction(db, async (transaction) => {
    const area = await getWatchArea(transaction, caller, watchAreaId);
    if (area === null) throw new NotFoundError('watch area', watchAreaId);
    await transaction
      .updateTable('watch_areas')
      .set({ series_monitor: monitor === null ? null : JSON.stringify(monitor) })
      .where('id', '=', area.id)
      .execute();
    if (monitor !== null) {
      const cause = contentHashOf(monitor).slice(0, 16);
      await putInOutbox(transaction, { topic: 'monitorWatchArea', payload: { watchAreaId: area.id, cause } });
    }
    await appendAudit(transaction, [
      {
        ...actorOf(caller),
        act: 'seriesMonitorSet',
        noun: 'watchArea',
        nounId: area.id,
        adminCode: area.adminCode,
        detail: { before: area.seriesMonitor, after: monitor },
      },
    ]);
    return { ...area, seriesMonitor: monitor };
  });
}
