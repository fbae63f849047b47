import { z } from 'zod';
import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import { VERDICTS } from '#domain/finding.js';
import { EXEMPTION_REASONS, SEVERITIES, VIOLATION_KINDS } from '#domain/violation.js';
import { defineEndpoint } from './endpoint.js';
import { bboxQuerySchema, featureSchema } from './geojson.js';
import { cursorQuerySchema, limitQuerySchema, nextCursorSchema } from './paging.js';
import { recipeReferenceSchema, ruleSetReferenceSchema } from './runs.js';
import { areaM2Schema, explanationSchema, idSchema, isoDateSchema, isoTimeSchema, shareSchema } from './scalars.js';

const occupiedAreasSchema = z.array(z.object({ code: z.string().nullable(), areaM2: areaM2Schema }));

export const occupiedLandSchema = z
  .object({
    landClasses: occupiedAreasSchema.meta({ description: 'By code (or class) of the land survey; null: of none.' }),
    zones: occupiedAreasSchema.meta({ description: 'By use of the zone or plan parcel; null: of none.' }),
  })
  .meta({ id: 'OccupiedLand', description: 'What ground is taken. Each list adds up to the area, or is empty.' });

export const findingSchema = z
  .object({
    patchId: idSchema,
    kind: z.enum(VIOLATION_KINDS),
    severity: z.enum(SEVERITIES),
    areaM2: areaM2Schema,
    parts: z
      .array(z.object({ label: z.string(), areaM2: areaM2Schema, ref: z.string().nullable() }))
      .meta({ description: 'Parts of the patch’s area; they add up to it.' }),
    caseNumbers: z.array(z.string()),
    layers: z.array(z.object({ id: z.string(), version: z.string(), feature: z.string() })),
    occupied: occupiedLandSchema.optional(),
    toleranceM: z.number().min(0).meta({ description: 'Boundary displacement that was allowed for, metres.' }),
    explanation: explanationSchema,
    ruleSet: ruleSetReferenceSchema,
  })
  .meta({ id: 'Finding', description: 'Patch × rule, with every number that led to it.' });

export const judgementSchema = z
  .object({
    verdict: z.enum(VERDICTS),
    leading: z.enum(VIOLATION_KINDS).nullable(),
    exemption: z.object({ reason: z.enum(EXEMPTION_REASONS), caseNumber: z.string().nullable() }).nullable(),
    explanation: explanationSchema,
    occupied: occupiedLandSchema.nullish(),
  })
  .meta({ id: 'Judgement' });

export const patchPropertiesSchema = z
  .object({
    id: idSchema,
    runId: idSchema,
    areaM2: areaM2Schema,
    fromClass: z.enum(LAND_COVER_CLASSES),
    toClass: z.enum(LAND_COVER_CLASSES),
    confidence: shareSchema,
    onsetFrom: isoDateSchema.meta({ description: 'Last clear look before the change.' }),
    onsetTo: isoDateSchema.meta({ description: 'First look that shows it.' }),
    beforeTime: isoTimeSchema,
    afterTime: isoTimeSchema,
    assessedShare: shareSchema,
    registrationErrorM: z.number().min(0).meta({ description: 'Metres.' }),
    gsdM: z.number().min(0).meta({ description: 'Ground sample distance, metres.' }),
    detector: z.string(),
    recipe: recipeReferenceSchema,
    agreement: z
      .object({
        share: shareSchema,
        members: z.array(z.object({ name: z.string(), weight: z.number().positive(), share: shareSchema })),
      })
      .optional()
      .meta({ description: 'How far the members of an ensemble agree that the patch changed; only of ensembles.' }),
    judgement: judgementSchema.nullable().meta({ description: 'Null until the rules have been applied.' }),
  })
  .meta({ id: 'PatchProperties' });

export const patchFeatureSchema = featureSchema(patchPropertiesSchema, 'Patch');
export type PatchFeature = z.infer<typeof patchFeatureSchema>;

export const listPatches = defineEndpoint({
  id: 'listPatches',
  method: 'GET',
  path: '/v1/patches',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'Patches of detected change',
  query: z.object({
    runId: idSchema.optional(),
    bbox: bboxQuerySchema.optional(),
    cursor: cursorQuerySchema,
    limit: limitQuerySchema,
  }),
  success: [200],
  response: z
    .object({
      type: z.literal('FeatureCollection'),
      features: z.array(patchFeatureSchema),
      nextCursor: nextCursorSchema,
    })
    .meta({ id: 'PatchPage' }),
  responseType: 'application/geo+json',
});

export const listFindings = defineEndpoint({
  id: 'listFindings',
  method: 'GET',
  path: '/v1/findings',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'Findings of a patch or of an alert',
  query: z
    .object({ patchId: idSchema.optional(), alertId: idSchema.optional() })
    .refine((query) => (query.patchId === undefined) !== (query.alertId === undefined), {
      message: 'give either patchId or alertId',
      path: ['patchId'],
    }),
  success: [200],
  response: z.object({ items: z.array(findingSchema) }).meta({ id: 'FindingList' }),
});
