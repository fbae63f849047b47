import { z } from 'zod';
import { OPEN_STATUSES } from '#domain/alert.js';
import { FUNNEL_STAGES } from '#domain/alertFunnel.js';
import { DETERMINATION_OUTCOMES } from '#domain/alertLife.js';
import { PERIOD_STEPS } from '#domain/period.js';
import { VIOLATION_KINDS } from '#domain/violation.js';
import { INDICATOR_LEVELS } from '#store/indicatorGround.js';
import { REPORTED_LINES } from '#store/newLandIndicators.js';
import { defineEndpoint } from './endpoint.js';
import { areaSchema, isoDateSchema, regionSchema, shareSchema } from './scalars.js';

const spanQuery = {
  adminCode: regionSchema.optional().meta({ description: 'Region in the caller’s own; default: all of that.' }),
  from: isoDateSchema.optional().meta({ description: 'First day; default: since ever.' }),
  to: isoDateSchema.optional().meta({ description: 'Last day, inclusive; default: today (UTC+8).' }),
};

export const indicatorQuerySchema = z.object({
  ...spanQuery,
  level: z
    .enum(INDICATOR_LEVELS)
    .default('region')
    .meta({ description: 'One row for the region, or one for each county or township in it that has figures.' }),
  step: z
    .enum(PERIOD_STEPS)
    .default('whole')
    .meta({ description: 'Cuts the period at calendar months, quarters or years; 60 parts at most.' }),
});
export type IndicatorQuery = z.infer<typeof indicatorQuerySchema>;

const periodSchema = z.object({ from: isoDateSchema.nullable(), to: isoDateSchema }).meta({ id: 'Period' });

/** Query parameters of `GET /v1/alerts` that list the alerts of a figure. */
const alertQuerySchema = z
  .record(z.string(), z.string())
  .meta({ id: 'AlertQuery', description: 'Query parameters of `GET /v1/alerts` that list exactly these alerts.' });

const alertSumSchema = z
  .object({ count: z.int().min(0), area: areaSchema, alerts: alertQuerySchema })
  .meta({ id: 'AlertSum', description: 'Alerts, the sum of their areas, and how to list them.' });

const funnelSchema = z
  .array(z.object({ stage: z.enum(FUNNEL_STAGES), ...alertSumSchema.shape }))
  .meta({ id: 'AlertFunnel', description: 'How far the alerts raised in the period came.' });

const permitSumSchema = z.object({ count: z.int().min(0), area: areaSchema }).meta({ id: 'PermitSum' });

const indicatorRowSchema = z
  .object({
    period: periodSchema,
    adminCode: z.string(),
    name: z.string().nullable(),
    newLand: z.object({
      patches: z.int().min(0),
      area: areaSchema,
      byUse: z
        .array(z.object({ use: z.string(), title: z.string().nullable(), area: areaSchema }))
        .meta({ description: 'By use code of the zone; with `outsideZones` they add up to `area`.' }),
      outsideZones: areaSchema.nullable().meta({ description: 'Null where no zone layer is in force.' }),
    }),
    lines: z.array(
      z.object({
        kind: z.enum(REPORTED_LINES),
        occupied: areaSchema.nullable().meta({
          description:
            'Within the line’s features; outside them for the growth boundary. Null: no such layer in force.',
        }),
      }),
    ),
    permits: z.object({
      granted: permitSumSchema,
      used: permitSumSchema,
      unused: permitSumSchema,
      overdue: permitSumSchema,
    }),
    quotas: z.array(
      z.object({
        layerId: z.string(),
        layerVersion: z.string(),
        featureId: z.string(),
        name: z.string().nullable(),
        quota: areaSchema,
        used: areaSchema,
        share: z.number().min(0).meta({ description: 'used / quota; above 1 where it is exceeded.' }),
      }),
    ),
    funnel: funnelSchema,
  })
  .meta({ id: 'IndicatorRow' });
export type IndicatorAnswer = z.input<typeof indicatorRowSchema>;

export const readIndicators = defineEndpoint({
  id: 'readIndicators',
  method: 'GET',
  path: '/v1/indicators',
  right: 'readIndicators',
  tag: 'indicators',
  summary: 'New construction land, occupied lines, permits, quotas and the alert funnel by region and period',
  description: 'Areas are geodesic, each ground counted once. `docs/indicators.md` of the source defines every figure.',
  query: indicatorQuerySchema,
  success: [200],
  response: z.object({ items: z.array(indicatorRowSchema) }).meta({ id: 'Indicators' }),
});

export const readIndicatorsCsv = defineEndpoint({
  id: 'readIndicatorsCsv',
  method: 'GET',
  path: '/v1/indicators.csv',
  right: 'readIndicators',
  tag: 'indicators',
  summary: 'The same as a table: one line for each figure, header in Chinese and English, UTF-8 with a byte order mark',
  query: indicatorQuerySchema,
  success: [200],
  response: { mediaType: 'text/csv', description: 'RFC 4180, UTF-8 with a byte order mark as Excel wants it.' },
});

export const readAlertStatistics = defineEndpoint({
  id: 'readAlertStatistics',
  method: 'GET',
  path: '/v1/statistics/alerts',
  right: 'readIndicators',
  tag: 'indicators',
  summary: 'The alert funnel, what is open, overdue and how old, and how often each rule was right',
  description:
    '`from` and `to` choose the alerts of `funnel` and `rules` by the day they were raised; `open` is as of today. Every figure ' +
    'carries the query of `GET /v1/alerts` that lists its alerts.',
  query: z.object(spanQuery),
  success: [200],
  response: z
    .object({
      adminCode: z.string(),
      period: periodSchema,
      today: isoDateSchema,
      funnel: funnelSchema,
      open: z.object({
        byStatus: z.array(z.object({ status: z.enum(OPEN_STATUSES), ...alertSumSchema.shape })),
        overdue: alertSumSchema,
        supervised: z.object({ count: z.int().min(0), area: areaSchema }),
        ageing: z.array(
          z.object({
            fromDays: z.int().min(0).meta({ description: 'Days since it was raised, inclusive.' }),
            toDays: z.int().min(0).nullable(),
            ...alertSumSchema.shape,
          }),
        ),
      }),
      rules: z.array(
        z.object({
          kind: z.enum(VIOLATION_KINDS),
          raised: z.object({ count: z.int().min(0), alerts: alertQuerySchema }),
          outcomes: z.array(
            z.object({ outcome: z.enum(DETERMINATION_OUTCOMES), count: z.int().min(0), alerts: alertQuerySchema }),
          ),
          precision: shareSchema.nullable().meta({
            description: 'violation / (violation + lawful + pseudoChange), 0–1; null where none was decided.',
          }),
          reasons: z.array(
            z.object({ outcome: z.enum(DETERMINATION_OUTCOMES), reason: z.string(), count: z.int().min(0) }),
          ),
        }),
      ),
    })
    .meta({ id: 'AlertStatistics' }),
});
