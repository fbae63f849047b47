import { z } from 'zod';
import { NOT_ASSESSED, type NotAssessedReason } from '#domain/raster.js';
import { MONITOR_NAMES, SERIES_REASON, type SeriesReason } from '#domain/series.js';
import { defineEndpoint } from './endpoint.js';
import { idSchema, isoDateSchema, isoTimeSchema } from './scalars.js';
import { newSeriesMonitorSchema, parameterSchema, valueSchema } from './seriesMonitor.js';
import { watchAreaSchema } from './watchAreas.js';

const watchAreaParams = z.object({ id: idSchema });

export const putSeriesMonitor = defineEndpoint({
  id: 'putSeriesMonitor',
  method: 'PUT',
  path: '/v1/watch-areas/:id/series-monitor',
  right: 'startRuns',
  tag: 'watching',
  summary: 'Say how the series of an area is watched',
  description:
    'Each scene that arrives is then taken in by a run over the series, beginning with those that are there; places of the area are shown over time with what the monitor says of them.',
  params: watchAreaParams,
  body: newSeriesMonitorSchema,
  success: [200],
  response: watchAreaSchema,
});

export const deleteSeriesMonitor = defineEndpoint({
  id: 'deleteSeriesMonitor',
  method: 'DELETE',
  path: '/v1/watch-areas/:id/series-monitor',
  right: 'startRuns',
  tag: 'watching',
  summary: 'Watch the series no more',
  params: watchAreaParams,
  success: [200],
  response: watchAreaSchema,
});

export const listSeriesMethods = defineEndpoint({
  id: 'listSeriesMethods',
  method: 'GET',
  path: '/v1/series-methods',
  right: 'readScenes',
  tag: 'watching',
  summary: 'Ways of watching a series, with their parameters',
  success: [200],
  response: z
    .object({
      items: z.array(
        z
          .object({
            name: z.enum(MONITOR_NAMES),
            version: z.string(),
            source: z.string().meta({ description: 'Papers behind it.' }),
            defaultOrder: z.int().nullable(),
            isContinued: z
              .boolean()
              .meta({ description: 'A new scene costs one step, not a fit of the whole series.' }),
            parameters: z.array(
              z.object({
                name: z.string(),
                meaning: z.string(),
                default: parameterSchema,
                range: z.tuple([z.number(), z.number()]).nullable(),
                words: z.array(z.string()).nullable(),
              }),
            ),
          })
          .meta({ id: 'SeriesMethod' }),
      ),
    })
    .meta({ id: 'SeriesMethodList' }),
});

const namesOf = <T extends string>(codes: Readonly<Record<T, number>>): [T, ...T[]] =>
  Object.keys(codes) as [T, ...T[]];

const breakSchema = z
  .object({
    date: isoDateSchema.meta({ description: 'The day that the method reports.' }),
    magnitude: z.number().nullable().meta({ description: 'In units of the value.' }),
    confirmed: z.boolean(),
    confirmations: z.int().meta({ description: 'Looks that show it.' }),
    firstLook: isoDateSchema,
    lastClear: isoDateSchema.nullable().meta({ description: 'Last clear look before the first that shows it.' }),
  })
  .meta({ id: 'PixelBreak' });

const lookSchema = z
  .object({
    time: isoTimeSchema,
    sceneId: idSchema,
    platform: z.string().nullable(),
    value: z.number().nullable().meta({ description: 'Null where it was not clear.' }),
    seen: z.enum(namesOf<'clear' | NotAssessedReason>(NOT_ASSESSED)),
    process: z.number().nullable(),
    boundary: z.number().nullable().meta({ description: 'What the process is held against.' }),
  })
  .meta({ id: 'PixelLook' });

const assessed = 'assessed';
const reasonSchema = z.enum(
  namesOf<SeriesReason | typeof assessed>(SERIES_REASON).filter((name) => name !== assessed) as [
    SeriesReason,
    ...SeriesReason[],
  ],
);

export const pixelSeriesSchema = z
  .object({
    lon: z.number(),
    lat: z.number(),
    row: z.int(),
    column: z.int(),
    value: z.string(),
    looks: z.array(lookSchema),
    monitor: z
      .object({
        method: z.enum(MONITOR_NAMES),
        version: z.string(),
        historyEnd: isoDateSchema.nullable(),
        notAssessed: reasonSchema.nullable(),
        breaks: z.array(breakSchema),
        history: z.object({ from: isoDateSchema, to: isoDateSchema, count: z.int() }).nullable(),
        sigma: z.number().nullable(),
        curve: z.array(z.object({ date: isoDateSchema, value: z.number() })),
      })
      .meta({ id: 'PixelMonitoring' })
      .nullable(),
  })
  .meta({ id: 'PixelSeries', description: 'One pixel over time, with what the series monitor says of it.' });

export const readPixelSeries = defineEndpoint({
  id: 'readPixelSeries',
  method: 'GET',
  path: '/v1/watch-areas/:id/series',
  right: 'readScenes',
  tag: 'watching',
  summary: 'One pixel over time',
  description:
    'Reads the pixel of every scene of the area’s series. The monitor sees all of them; `from` and `to` say which are answered.',
  params: watchAreaParams,
  query: z
    .object({
      lon: z.coerce.number().min(-180).max(180),
      lat: z.coerce.number().min(-90).max(90),
      value: valueSchema.optional(),
      from: isoDateSchema.optional(),
      to: isoDateSchema.optional(),
    })
    .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
      message: 'the first day comes after the last',
      path: ['from'],
    }),
  success: [200],
  response: pixelSeriesSchema,
});
