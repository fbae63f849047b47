import { z } from 'zod';
import { SENSOR_KINDS } from '#domain/scene.js';
import { MONITOR_NAMES } from '#domain/series.js';
import { HARMONISATIONS, SERIES_MONITOR_DEFAULTS as DEFAULTS } from '#domain/seriesMonitor.js';
import { isoDateSchema } from './scalars.js';

export const parameterSchema = z.union([z.number(), z.string().max(200), z.boolean()]);

export const valueSchema = z
  .string()
  .min(1)
  .max(60)
  .meta({ description: 'A band, or a spectral index of the bands (ndvi, nbr, ndbi …).' });

const fields = {
  method: z.enum(MONITOR_NAMES),
  sensor: z.enum(SENSOR_KINDS).meta({ description: 'Scenes of this kind make the series.' }),
  value: valueSchema.nullable(),
  order: z.int().min(0).max(20).nullable().meta({ description: 'Harmonics of the year; null: the method’s default.' }),
  trend: z.boolean(),
  historyEnd: isoDateSchema
    .nullable()
    .meta({ description: 'Last day of the history; null: two thirds of the time when it is first watched.' }),
  parameters: z.record(z.string().min(1).max(60), parameterSchema),
  harmonisation: z.enum(HARMONISATIONS).meta({ description: 'What values of several sensors are brought onto.' }),
  cadenceDays: z
    .int()
    .min(1)
    .max(3660)
    .nullable()
    .meta({ description: 'Days after a look by which the next is due; null: none is expected.' }),
  gapDays: z
    .int()
    .min(1)
    .max(3660)
    .nullable()
    .meta({ description: 'Days without a clear look that are reported as a gap; null: none are.' }),
};

export const seriesMonitorSchema = z
  .object(fields)
  .meta({ id: 'SeriesMonitor', description: 'How the series of a watch area is watched.' });

export const newSeriesMonitorSchema = z
  .strictObject({
    method: fields.method,
    sensor: fields.sensor.default(DEFAULTS.sensor),
    value: fields.value.default(DEFAULTS.value),
    order: fields.order.default(DEFAULTS.order),
    trend: fields.trend.default(DEFAULTS.trend),
    historyEnd: fields.historyEnd.default(DEFAULTS.historyEnd),
    parameters: fields.parameters.default(DEFAULTS.parameters),
    harmonisation: fields.harmonisation.default(DEFAULTS.harmonisation),
    cadenceDays: fields.cadenceDays.default(DEFAULTS.cadenceDays),
    gapDays: fields.gapDays.default(DEFAULTS.gapDays),
  })
  .meta({ id: 'NewSeriesMonitor' });
