import { randomUUID } from 'node:crypto';
import { NotFoundError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import { officeDayOf } from '#domain/time.js';
import { watchSchedule, type WatchSchedule } from '#domain/watchSchedule.js';
import type { Db } from '#store/database.js';
import { isUuid } from '#domain/id.js';
import { putInOutbox } from '#store/outbox.js';
import { loadWatchFacts } from '#store/watchSchedules.js';
import * as contract from '../contracts/watchSchedules.js';
import { route } from '../route.js';

async function schedules(db: Db, caller: Caller, id: string | null = null): Promise<WatchSchedule[]> {
  const today = officeDayOf(new Date().toISOString());
  return (await loadWatchFacts(db, caller, id)).map((facts) => watchSchedule(facts, today));
}

/** @throws NotFoundError where there is no such area in the caller's region, or its series is not watched */
async function scheduleOf(db: Db, caller: Caller, id: string): Promise<WatchSchedule> {
  const [schedule] = isUuid(id) ? await schedules(db, caller, id) : [];
  if (schedule === undefined) throw new NotFoundError('watch area with a series monitor', id);
  return schedule;
}

const list = route(contract.listWatchSchedules, async ({ caller }, { db }) => ({
  body: { items: await schedules(db, caller) },
}));

const read = route(contract.readWatchSchedule, async ({ params, caller }, { db }) => ({
  body: await scheduleOf(db, caller, params.id),
}));

const monitor = route(contract.monitorNow, async ({ params, caller }, { db }) => {
  const schedule = await scheduleOf(db, caller, params.id);
  const payload = { watchAreaId: params.id, cause: `asked-${randomUUID()}`, isRetry: true };
  await putInOutbox(db, { topic: 'monitorWatchArea', payload });
  return { status: 202, body: schedule };
});

export const watchScheduleRoutes = [list, read, monitor];
