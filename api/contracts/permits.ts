import { z } from 'zod';
import { PERMIT_KINDS, PERMIT_STAGES } from '#domain/permit.js';
import { defineEndpoint } from './endpoint.js';
import { bboxQuerySchema, featureSchema } from './geojson.js';
import { cursorQuerySchema, limitQuerySchema, nextCursorSchema } from './paging.js';
import { areaM2Schema, caseNumberSchema, isoDateSchema } from './scalars.js';

export const permitPropertiesSchema = z
  .object({
    caseNumber: caseNumberSchema,
    kind: z.enum(PERMIT_KINDS),
    revision: z.int().min(0).meta({ description: 'The highest counts.' }),
    projectId: z.string().nullable(),
    stage: z.enum(PERMIT_STAGES),
    grantedOn: isoDateSchema,
    validTo: isoDateSchema.nullable().meta({ description: 'Last valid day, inclusive; null: no end.' }),
    withdrawnOn: isoDateSchema.nullable(),
    approvedUse: z.array(z.string()),
    approvedAreaM2: areaM2Schema.nullable(),
    footprintAreaM2: areaM2Schema.nullable(),
    buildDeadline: isoDateSchema.nullable(),
    conditions: z.string().nullable(),
  })
  .meta({ id: 'PermitProperties' });

export const permitFeatureSchema = featureSchema(permitPropertiesSchema, 'Permit');
export type PermitFeature = z.infer<typeof permitFeatureSchema>;

export const listPermits = defineEndpoint({
  id: 'listPermits',
  method: 'GET',
  path: '/v1/permits',
  right: 'readPlans',
  tag: 'plans',
  summary: 'Permits, the latest revision of each',
  query: z.object({
    bbox: bboxQuerySchema.optional(),
    caseNumber: caseNumberSchema.optional(),
    cursor: cursorQuerySchema,
    limit: limitQuerySchema,
  }),
  success: [200],
  response: z
    .object({
      type: z.literal('FeatureCollection'),
      features: z.array(permitFeatureSchema),
      nextCursor: nextCursorSchema,
    })
    .meta({ id: 'PermitPage' }),
  responseType: 'application/geo+json',
});

export const permitReceiptSchema = z
  .object({
    accepted: z.int().min(0).meta({ description: 'Permits and revisions stored now.' }),
    unchanged: z.int().min(0).meta({ description: 'Already stored with the same content.' }),
    problems: z.array(z.object({ where: z.string(), message: z.string() })).meta({ description: 'What was repaired.' }),
  })
  .meta({ id: 'PermitReceipt' });

export const createPermits = defineEndpoint({
  id: 'createPermits',
  method: 'POST',
  path: '/v1/permits',
  right: 'writePermits',
  tag: 'plans',
  summary: 'Store permits',
  description: 'All or none: one permit that is refused refuses the whole collection.',
  body: z.looseObject({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) }).meta({
    id: 'PermitUpload',
    description: 'GeoJSON FeatureCollection; properties as in `PermitProperties`, defaults as in permits.geojson.',
  }),
  success: [200],
  response: permitReceiptSchema,
  isIdempotent: true,
});
