import { z } from 'zod';
import { ALERT_STATUSES } from '#domain/alert.js';
import {
  ALERT_ACT_NAMES,
  DETERMINATION_OUTCOMES,
  PSEUDO_CHANGE_REASONS,
  RECTIFICATION_MEASURES,
} from '#domain/alertLife.js';
import { EXEMPTION_REASONS, VIOLATION_KINDS } from '#domain/violation.js';
import { defineEndpoint } from './endpoint.js';
import { areaGeometrySchema } from './geojson.js';
import { problemSchema } from './problem.js';
import { adminCodeSchema, caseNumberSchema, idSchema, isoDateSchema, isoTimeSchema } from './scalars.js';

const noteSchema = z.string().trim().min(1).max(4000);
const optionalNoteSchema = noteSchema.nullable().default(null);
const REASONS = [...new Set([...EXEMPTION_REASONS, ...PSEUDO_CHANGE_REASONS])];

export const determinationSchema = z
  .strictObject({
    outcome: z.enum(DETERMINATION_OUTCOMES),
    reason: z
      .enum(REASONS)
      .nullable()
      .default(null)
      .meta({ description: 'An exemption for `lawful`, a fixed reason for `pseudoChange`, null otherwise.' }),
    note: optionalNoteSchema,
  })
  .meta({ id: 'Determination', description: 'What a person decided; suspicion stays beside it.' });

export const alertActSchema = z
  .discriminatedUnion('act', [
    z.strictObject({ act: z.literal('beginDeskReview') }),
    z.strictObject({ act: z.literal('requestFieldVerification'), note: optionalNoteSchema }),
    z.strictObject({ act: z.literal('determine'), determination: determinationSchema }),
    z.strictObject({ act: z.literal('fileCase'), enforcementCaseNumber: caseNumberSchema }),
    z.strictObject({
      act: z.literal('issueOrder'),
      orderKind: z.enum(['stopOrder', 'correctionOrder']),
      issuedOn: isoDateSchema,
    }),
    z.strictObject({
      act: z.literal('reportRectification'),
      measure: z.enum(RECTIFICATION_MEASURES),
      permitCaseNumber: caseNumberSchema.nullable().default(null),
      note: optionalNoteSchema,
    }),
    z.strictObject({ act: z.literal('requestCloseOut'), note: optionalNoteSchema }),
    z.strictObject({ act: z.literal('returnCloseOut'), note: noteSchema }),
    z.strictObject({ act: z.literal('close'), note: optionalNoteSchema }),
    z.strictObject({ act: z.literal('reopen'), note: noteSchema }),
    z.strictObject({ act: z.literal('acknowledge') }),
    z.strictObject({ act: z.literal('assign'), assigneeId: idSchema.nullable() }),
    z.strictObject({ act: z.literal('comment'), note: noteSchema }),
    z.strictObject({ act: z.literal('supervise'), note: noteSchema }),
    z.strictObject({ act: z.literal('extendDue'), dueOn: isoDateSchema, note: noteSchema }),
    z.strictObject({ act: z.literal('pauseDue'), note: noteSchema }),
    z.strictObject({ act: z.literal('resumeDue') }),
  ])
  .meta({ id: 'AlertAct', description: 'Something that a person does with an alert.' });

const revisionSchema = z.int().min(1).meta({ description: 'Revision of the alert that the caller saw.' });

export const alertAfterActSchema = z
  .object({
    id: idSchema,
    revision: z.int().min(1),
    status: z.enum(ALERT_STATUSES),
    legalActs: z.array(z.enum(ALERT_ACT_NAMES)).meta({ description: 'What this caller may do next.' }),
  })
  .meta({ id: 'AlertAfterAct' });

export const actOnAlert = defineEndpoint({
  id: 'actOnAlert',
  method: 'POST',
  path: '/v1/alerts/:id/acts',
  right: 'triageAlerts',
  tag: 'alerts',
  summary: 'Does something with an alert',
  description:
    'What may be done follows from the status and the caller’s role; anything else is refused with the legal acts named. ' +
    'Where the alert changed since `expectedRevision`, 409 says how.',
  params: z.object({ id: idSchema }),
  body: z.strictObject({ expectedRevision: revisionSchema, act: alertActSchema }),
  success: [200],
  response: alertAfterActSchema,
  isIdempotent: true,
});

export const undoAlertAct = defineEndpoint({
  id: 'undoAlertAct',
  method: 'POST',
  path: '/v1/alerts/:id/undo',
  right: 'triageAlerts',
  tag: 'alerts',
  summary: 'Takes back the caller’s last act on an alert, within a minute',
  params: z.object({ id: idSchema }),
  body: z.strictObject({ expectedRevision: revisionSchema }),
  success: [200],
  response: alertAfterActSchema,
  isIdempotent: true,
});

export const actOnAlerts = defineEndpoint({
  id: 'actOnAlerts',
  method: 'POST',
  path: '/v1/alert-acts',
  right: 'triageAlerts',
  tag: 'alerts',
  summary: 'The same act on several alerts, each for itself: those that cannot take it say why',
  body: z.strictObject({
    alerts: z
      .array(z.strictObject({ id: idSchema, expectedRevision: revisionSchema }))
      .min(1)
      .max(500),
    act: alertActSchema,
  }),
  success: [200],
  response: z
    .object({
      results: z.array(z.object({ id: idSchema, revision: z.int().nullable(), problem: problemSchema.nullable() })),
    })
    .meta({ id: 'AlertActResults' }),
  isIdempotent: true,
});

const silencePropertiesSchema = z.object({
  adminCode: adminCodeSchema,
  geometry: areaGeometrySchema.nullable().default(null),
  caseNumber: caseNumberSchema.nullable().default(null),
  kind: z.enum(VIOLATION_KINDS).nullable().default(null).meta({ description: 'Null: every kind.' }),
  reason: noteSchema,
  until: isoDateSchema.meta({ description: 'Last day, inclusive; at most two years ahead.' }),
});

export const silenceSchema = silencePropertiesSchema
  .extend({
    id: idSchema,
    createdBy: z.string(),
    createdAt: isoTimeSchema,
    liftedAt: isoTimeSchema.nullable(),
  })
  .meta({
    id: 'Silence',
    description: 'Hides alerts on a place or of a permit from the queue until a day; it closes nothing.',
  });

export const createSilence = defineEndpoint({
  id: 'createSilence',
  method: 'POST',
  path: '/v1/silences',
  right: 'reviewAlerts',
  tag: 'alerts',
  summary: 'Silences alerts on a place or of a permit until a day',
  body: z
    .strictObject(silencePropertiesSchema.shape)
    .refine(({ geometry, caseNumber }) => geometry !== null || caseNumber !== null, {
      message: 'a geometry or a case number',
      path: ['geometry'],
    }),
  success: [201],
  response: silenceSchema,
  isIdempotent: true,
});

export const listSilences = defineEndpoint({
  id: 'listSilences',
  method: 'GET',
  path: '/v1/silences',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'Silences in force, those that end first first',
  success: [200],
  response: z.object({ items: z.array(silenceSchema) }).meta({ id: 'SilenceList' }),
});

export const liftSilence = defineEndpoint({
  id: 'liftSilence',
  method: 'DELETE',
  path: '/v1/silences/:id',
  right: 'reviewAlerts',
  tag: 'alerts',
  summary: 'Ends a silence now',
  params: z.object({ id: idSchema }),
  success: [204],
  response: null,
});
