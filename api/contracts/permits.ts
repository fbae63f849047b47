import { z } from 'zod';
import { PERMIT_KINDS, PERMIT_STAGES } from '#domain/permit.js';
import { defineEndpoint } from './endpoint.js';
import { bboxQuerySchema, featureSchema } from './geojson.js';
import { cursorQuerySchema, limitQuerySchema, nextCursorSchema } from './paging.js';
import { areaM2Schema, caseNumberSchema, isoDateSchema, isoTimeSchema } from './scalars.js';
import { fieldMappingSchema } from './vectorFiles.js';

export const projectIdSchema = z.string().min(1).max(200).meta({ description: 'Project that permits belong to.' });

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
    adminCode: z.string().meta({ description: 'Region that the permit is kept for; empty for all.' }),
    recordedAt: isoTimeSchema.meta({ description: 'Since when this revision is known.' }),
    recordedBy: z.string().nullable(),
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
    projectId: projectIdSchema.optional(),
    kind: z.enum(PERMIT_KINDS).optional(),
    stage: z.enum(PERMIT_STAGES).optional(),
    search: z.string().max(200).optional().meta({ description: 'Case numbers that hold this text.' }),
    asKnownAt: isoTimeSchema.optional().meta({ description: 'By what was recorded up to this instant; default now.' }),
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

const outcomeSchema = z
  .object({
    caseNumber: caseNumberSchema,
    revision: z.int().min(0),
    outcome: z.enum(['stored', 'storedOlder', 'unchanged']).meta({
      description: '`storedOlder`: kept in the history; a higher revision stays the one that counts.',
    }),
    currentRevision: z.int().min(0),
  })
  .meta({ id: 'PermitOutcome' });

export const permitReceiptSchema = z
  .object({
    accepted: z.int().min(0).meta({ description: 'Permits and revisions stored now.' }),
    unchanged: z.int().min(0).meta({ description: 'Already stored with the same content.' }),
    refused: z.int().min(0).meta({ description: 'Left out because they cannot be used (`skipRefused`).' }),
    items: z.array(outcomeSchema).meta({ description: 'What became of each, the first thousand.' }),
    problems: z
      .array(z.object({ where: z.string(), message: z.string() }))
      .meta({ description: 'What was repaired, refused or passed over.' }),
  })
  .meta({ id: 'PermitReceipt' });

/** What is said about a file of permits beside it. */
export const permitManifestSchema = z
  .strictObject({
    mapping: z
      .union([z.string().min(1).max(200), fieldMappingSchema])
      .optional()
      .meta({ description: 'Name of a saved field mapping, or a mapping.' }),
    saveMappingAs: z.string().min(1).max(200).optional(),
    crs: z.string().max(200).nullable().optional(),
    encoding: z.string().max(40).nullable().optional(),
    layer: z.string().max(200).nullable().optional(),
    skipRefused: z
      .boolean()
      .default(false)
      .meta({ description: 'Store the others where some cannot be used; otherwise nothing is stored.' }),
  })
  .meta({ id: 'PermitManifest' });
export type PermitManifest = z.infer<typeof permitManifestSchema>;

export const createPermits = defineEndpoint({
  id: 'createPermits',
  method: 'POST',
  path: '/v1/permits',
  right: 'writePermits',
  tag: 'plans',
  summary: 'Store permits',
  description:
    'All or none: one permit that is refused refuses the whole collection. Pushing the same again changes nothing; an older ' +
    'revision never takes the place of a newer one; other content under a stored revision is 409.',
  body: z.looseObject({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) }).meta({
    id: 'PermitUpload',
    description: 'GeoJSON FeatureCollection; properties as in `PermitProperties`, defaults as in permits.geojson.',
  }),
  upload: {
    parts: z.object({
      manifest: permitManifestSchema,
      file: z.string().meta({
        format: 'binary',
        description:
          'GeoJSON, JSON records, CSV, GeoPackage, or a zip of a Shapefile or one of them; after `manifest`.',
      }),
    }),
    description: 'Part `manifest` (JSON) before part `file`.',
  },
  success: [200],
  response: permitReceiptSchema,
  isIdempotent: true,
});

const permitPathSchema = z.object({ caseNumber: caseNumberSchema });

export const putPermit = defineEndpoint({
  id: 'putPermit',
  method: 'PUT',
  path: '/v1/permits/:caseNumber',
  right: 'writePermits',
  tag: 'plans',
  summary: 'Push one revision of one permit',
  description: 'Idempotent by case number and revision, as `POST /v1/permits`; 201 where the revision is new.',
  params: permitPathSchema,
  body: z.looseObject({ type: z.literal('Feature') }).meta({
    id: 'PermitPush',
    description: 'GeoJSON feature; `caseNumber` may be left out, and must be that of the path where it is given.',
  }),
  success: [201, 200],
  response: permitReceiptSchema,
  isIdempotent: true,
});

export const readPermit = defineEndpoint({
  id: 'readPermit',
  method: 'GET',
  path: '/v1/permits/:caseNumber',
  right: 'readPlans',
  tag: 'plans',
  summary: 'One permit with all its revisions, highest first',
  params: permitPathSchema,
  success: [200],
  response: z
    .object({ current: permitFeatureSchema, revisions: z.array(permitFeatureSchema) })
    .meta({ id: 'PermitHistory' }),
});
