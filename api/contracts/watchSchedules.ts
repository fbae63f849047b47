import { z } from 'zod';
import { RUN_STATUSES } from '#domain/run.js';
import { defineEndpoint } from './endpoint.js';
import { idSchema, isoDateSchema, isoTimeSchema } from './scalars.js';

const days = z.int().min(0);

export const watchScheduleSchema = z
  .object({
    watchAreaId: idSchema,
    cadenceDays: days.nullable(),
    gapDays: days.nullable(),
    lookCount: z.int().min(0),
    lastLookOn: isoDateSchema.nullable(),
    lastClearLookOn: isoDateSchema.nullable(),
    nextDueOn: isoDateSchema
      .nullable()
      .meta({ description: 'Day by which the next look should be there; null: none is expected.' }),
    overdueDays: days.meta({ description: 'Days past nextDueOn; 0: in time.' }),
    lastDoneAt: isoTimeSchema.nullable().meta({ description: 'When a run over the series was last done.' }),
    lastRun: z
      .object({ id: idSchema, status: z.enum(RUN_STATUSES), error: z.string().nullable() })
      .nullable()
      .meta({ description: 'The latest run over the series, with the cause where it failed.' }),
    gaps: z
      .array(
        z.object({
          since: isoDateSchema.meta({ description: 'Day of the last clear look before.' }),
          endedOn: isoDateSchema
            .nullable()
            .meta({ description: 'Day of the clear look that ended it; null: it lasts.' }),
          days,
        }),
      )
      .meta({ description: 'Times without a clear look longer than gapDays, oldest first.' }),
  })
  .meta({ id: 'WatchSchedule', description: 'How the monitoring of a watch area’s series stands.' });

export const listWatchSchedules = defineEndpoint({
  id: 'listWatchSchedules',
  method: 'GET',
  path: '/v1/watch-schedules',
  right: 'readScenes',
  tag: 'watching',
  summary: 'Schedules of the watch areas whose series are watched',
  success: [200],
  response: z.object({ items: z.array(watchScheduleSchema) }).meta({ id: 'WatchScheduleList' }),
});

export const readWatchSchedule = defineEndpoint({
  id: 'readWatchSchedule',
  method: 'GET',
  path: '/v1/watch-areas/:id/schedule',
  right: 'readScenes',
  tag: 'watching',
  summary: 'What is due, what was done, what was not seen',
  params: z.object({ id: idSchema }),
  success: [200],
  response: watchScheduleSchema,
});

export const monitorNow = defineEndpoint({
  id: 'monitorNow',
  method: 'POST',
  path: '/v1/watch-areas/:id/monitor',
  right: 'startRuns',
  tag: 'watching',
  summary: 'Watch the series now',
  description:
    'Asks for a run over the looks that no run has seen, and starts again the one that failed; where nothing is new, nothing happens.',
  params: z.object({ id: idSchema }),
  success: [202],
  response: watchScheduleSchema,
});
