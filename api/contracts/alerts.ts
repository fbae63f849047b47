import { z } from 'zod';
import { ALERT_STATUSES, LINEAGES } from '#domain/alert.js';
import { FUNNEL_STAGES } from '#domain/alertFunnel.js';
import { DETERMINATION_OUTCOMES, RECTIFICATION_MEASURES } from '#domain/alertLife.js';
import { SEVERITIES, VIOLATION_KINDS } from '#domain/violation.js';
import { determinationSchema } from './alertActs.js';
import { defineEndpoint } from './endpoint.js';
import { areaGeometrySchema, bboxQuerySchema, featureSchema, lonLatSchema } from './geojson.js';
import { cursorQuerySchema, limitQuerySchema, nextCursorSchema } from './paging.js';
import { findingSchema, patchPropertiesSchema } from './patches.js';
import {
  areaM2Schema,
  caseNumberSchema,
  explanationSchema,
  idSchema,
  isoDateSchema,
  isoTimeSchema,
  regionSchema,
} from './scalars.js';

export const alertPropertiesSchema = z
  .object({
    id: idSchema,
    kind: z.enum(VIOLATION_KINDS).meta({ description: 'What the machine suspects; a determination is a person’s.' }),
    severity: z.enum(SEVERITIES),
    status: z.enum(ALERT_STATUSES),
    adminCode: z.string(),
    areaM2: areaM2Schema,
    onsetFrom: isoDateSchema.meta({ description: 'Last clear look before the change.' }),
    onsetTo: isoDateSchema.meta({ description: 'First look that shows it.' }),
    permitCaseNumbers: z.array(z.string()),
    explanation: explanationSchema,
    raisedAt: isoTimeSchema,
    updatedAt: isoTimeSchema,
    revision: z.int().min(1).meta({ description: 'Give it as `expectedRevision` with an act.' }),
    acknowledgedAt: isoTimeSchema.nullable(),
    acknowledgedBy: z.string().nullable(),
    assigneeId: idSchema.nullable(),
    dueOn: isoDateSchema.nullable().meta({ description: 'Last day for the next step; null: nothing left to do.' }),
    duePausedOn: isoDateSchema.nullable(),
    supervisedAt: isoTimeSchema.nullable(),
    determination: determinationSchema.nullable(),
    determinedAt: isoTimeSchema.nullable(),
    determinedBy: idSchema.nullable(),
    enforcementCaseNumber: z.string().nullable(),
    orders: z.array(z.object({ orderKind: z.enum(['stopOrder', 'correctionOrder']), issuedOn: isoDateSchema })),
    rectification: z
      .object({
        measure: z.enum(RECTIFICATION_MEASURES),
        permitCaseNumber: z.string().nullable(),
        reportedAt: isoTimeSchema,
      })
      .nullable(),
    closedAt: isoTimeSchema.nullable(),
    verifiedBySatelliteAt: isoTimeSchema
      .nullable()
      .meta({ description: 'When imagery showed what was reported as restored.' }),
    centre: lonLatSchema.meta({ description: 'A point inside the alert, WGS84 lon, lat.' }),
  })
  .meta({ id: 'AlertProperties' });

export const alertFeatureSchema = featureSchema(alertPropertiesSchema, 'Alert');
export type AlertFeature = z.infer<typeof alertFeatureSchema>;

/** One value or several with commas between. */
function oneOrMoreOf<const T extends readonly string[]>(values: T) {
  return z
    .string()
    .max(1000)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)))
    .optional()
    .meta({ description: `One or more of ${values.join(', ')}, with commas between.` });
}

const yesOrNo = z.enum(['true', 'false']).optional();

/** What narrows alerts down, in lists and in map tiles alike. */
export const alertSelectionShape = {
  kind: oneOrMoreOf(VIOLATION_KINDS),
  severity: oneOrMoreOf(SEVERITIES),
  status: oneOrMoreOf(ALERT_STATUSES),
  adminCode: regionSchema.optional().meta({ description: 'Only alerts in this division and below.' }),
  caseNumber: caseNumberSchema.optional(),
  assigneeId: idSchema.optional(),
  minConfidence: z.coerce
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta({ description: 'Only alerts with a patch of at least this confidence, 0 to 1.' }),
  overdue: yesOrNo.meta({ description: 'Only alerts whose term has run out, or has not.' }),
  supervised: yesOrNo.meta({ description: 'Only open alerts under supervision, or all others.' }),
  silenced: z
    .enum(['true', 'false', 'any'])
    .default('any')
    .meta({ description: '`false` leaves out what a silence in force hides.' }),
  raisedFrom: isoDateSchema.optional().meta({ description: 'Raised on this day (UTC+8) or later.' }),
  raisedTo: isoDateSchema.optional().meta({ description: 'Raised on this day (UTC+8) or earlier.' }),
  reached: z.enum(FUNNEL_STAGES).optional().meta({ description: 'Only alerts that came as far as this stage.' }),
  outcome: oneOrMoreOf(DETERMINATION_OUTCOMES),
};

export const ALERT_SORTS = ['severity', 'raisedAt', 'areaM2', 'dueOn'] as const;

export const listAlerts = defineEndpoint({
  id: 'listAlerts',
  method: 'GET',
  path: '/v1/alerts',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'Alerts as a paged GeoJSON FeatureCollection',
  query: z.object({
    ...alertSelectionShape,
    bbox: bboxQuerySchema.optional(),
    sort: z
      .enum(ALERT_SORTS)
      .default('severity')
      .meta({ description: 'Most severe, newest or largest first, or the term that ends first.' }),
    cursor: cursorQuerySchema,
    limit: limitQuerySchema,
  }),
  success: [200],
  response: z
    .object({
      type: z.literal('FeatureCollection'),
      features: z.array(alertFeatureSchema),
      numberMatched: z.int().min(0).meta({ description: 'How many match the filter, over all pages.' }),
      nextCursor: nextCursorSchema,
    })
    .meta({ id: 'AlertPage' }),
  responseType: 'application/geo+json',
});

export const alertPatchSchema = z
  .object({ ...patchPropertiesSchema.shape, lineage: z.enum(LINEAGES), geometry: areaGeometrySchema })
  .meta({ id: 'AlertPatch', description: 'A patch of an alert, and how it relates to the alert it joined.' });

export const readAlert = defineEndpoint({
  id: 'readAlert',
  method: 'GET',
  path: '/v1/alerts/:id',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'One alert with its patches, findings and the scenes that show it',
  params: z.object({ id: idSchema }),
  success: [200],
  response: z
    .object({
      ...alertFeatureSchema.shape,
      patches: z.array(alertPatchSchema),
      findings: z.array(findingSchema),
      beforeSceneId: idSchema.nullable().meta({ description: 'Scene of the before chip; null where it is gone.' }),
      afterSceneId: idSchema.nullable(),
    })
    .meta({ id: 'AlertDetail' }),
});

export const listAlertHistory = defineEndpoint({
  id: 'listAlertHistory',
  method: 'GET',
  path: '/v1/alerts/:id/history',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'What happened to an alert, oldest first',
  params: z.object({ id: idSchema }),
  success: [200],
  response: z
    .object({
      items: z.array(
        z.object({
          at: isoTimeSchema,
          actor: z.string(),
          act: z.string(),
          detail: z.record(z.string(), z.unknown()),
        }),
      ),
    })
    .meta({ id: 'AlertHistory' }),
});
