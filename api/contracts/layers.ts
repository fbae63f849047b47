import { z } from 'zod';
import { LAYER_KINDS, LAYER_STATUSES } from '#domain/layer.js';
import { QUALITY_PROBLEMS } from '#domain/layerQuality.js';
import { defineEndpoint } from './endpoint.js';
import { bboxQuerySchema, featureSchema } from './geojson.js';
import { layerComparisonSchema, layerQualitySchema } from './layerQuality.js';
import { PAGE_LIMIT } from './paging.js';
import { isoDateSchema, isoTimeSchema } from './scalars.js';

const layerIdSchema = z
  .string()
  .regex(/^[\p{L}\p{N}_.-]{1,100}$/u)
  .meta({ description: 'Name of the layer: letters, digits, `_`, `-`, `.`; its versions share it.' });
const layerVersionSchema = z
  .string()
  .regex(/^[\p{L}\p{N}_.-]{1,100}$/u)
  .meta({ description: 'Version, unique within the layer.' });

export const layerSchema = z
  .object({
    id: layerIdSchema,
    version: layerVersionSchema,
    kind: z.enum(LAYER_KINDS),
    title: z.string(),
    validFrom: isoDateSchema,
    validTo: isoDateSchema.nullable().meta({ description: 'Last day in force, inclusive; null: still in force.' }),
    owner: z.string().nullable(),
    asOf: isoDateSchema.nullable(),
    featureCount: z.int().min(0),
    status: z.enum(LAYER_STATUSES).meta({ description: 'Only published versions are judged by.' }),
    adminCode: z.string().meta({ description: 'Region that the layer is kept for; empty for all.' }),
    legalBasis: z.string().nullable(),
    updateCycleMonths: z.int().nullable().meta({ description: 'How often a newer version should come, months.' }),
    importedBy: z.string().nullable(),
    importedAt: isoTimeSchema,
    publishedBy: z.string().nullable(),
    publishedAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'Layer', description: 'One version of a plan layer.' });
export type LayerJson = z.infer<typeof layerSchema>;

export const layerRecordSchema = layerSchema
  .extend({
    source: z.looseObject({}).meta({ description: 'File, hash, mapping: where the version came from.' }),
    quality: layerQualitySchema.nullable(),
    comparison: layerComparisonSchema.nullable(),
    blockingProblems: z
      .array(z.enum(QUALITY_PROBLEMS))
      .meta({ description: 'What stands in the way of publishing unless it is accepted.' }),
    furtherProblems: z.array(z.enum(QUALITY_PROBLEMS)),
    publishNote: z.string().nullable(),
    states: z
      .array(
        z.object({
          recordedAt: isoTimeSchema,
          status: z.enum(['published', 'withdrawn']),
          validFrom: isoDateSchema,
          validTo: isoDateSchema.nullable(),
          actor: z.string().nullable(),
          note: z.string().nullable(),
        }),
      )
      .meta({ description: 'What was recorded about the validity, oldest first.' }),
  })
  .meta({ id: 'LayerRecord', description: 'A version with what its import found and what was recorded since.' });

export const layerFeatureSchema = featureSchema(
  z.looseObject({
    layerId: z.string(),
    layerVersion: z.string(),
    layerKind: z.enum(LAYER_KINDS),
    name: z.string().nullable(),
  }),
  'LayerFeature',
);

export const listLayers = defineEndpoint({
  id: 'listLayers',
  method: 'GET',
  path: '/v1/layers',
  right: 'readPlans',
  tag: 'plans',
  summary: 'Plan layers with all their versions',
  description: 'Drafts and withdrawn versions are shown to those who import or publish.',
  query: z.object({
    status: z.enum([...LAYER_STATUSES, 'all']).default('published'),
    id: layerIdSchema.optional(),
  }),
  success: [200],
  response: z.object({ items: z.array(layerSchema) }).meta({ id: 'LayerList' }),
});

export const layerPathSchema = z.object({ id: layerIdSchema, version: layerVersionSchema });

export const listLayerFeatures = defineEndpoint({
  id: 'listLayerFeatures',
  method: 'GET',
  path: '/v1/layers/:id/:version/features',
  right: 'readPlans',
  tag: 'plans',
  summary: 'Features of a layer version',
  params: layerPathSchema,
  query: z.object({
    bbox: bboxQuerySchema.optional(),
    limit: z.coerce.number().int().min(1).max(10_000).default(PAGE_LIMIT.maximum),
  }),
  success: [200],
  response: z
    .object({
      type: z.literal('FeatureCollection'),
      features: z.array(layerFeatureSchema),
      numberMatched: z
        .int()
        .min(0)
        .meta({ description: 'How many there are; more than are returned where the limit cut.' }),
    })
    .meta({ id: 'LayerFeatures' }),
  responseType: 'application/geo+json',
});

const mappedFields = z.union([z.string().max(500), z.array(z.string().max(500)).min(1).max(20)]);

const layerFacts = {
  id: layerIdSchema,
  version: layerVersionSchema,
  kind: z.enum(LAYER_KINDS),
  title: z.string().min(1).max(300),
  validFrom: isoDateSchema,
  validTo: isoDateSchema.nullable().default(null),
  owner: z.string().max(300).nullable().default(null),
  asOf: isoDateSchema.nullable().default(null),
  updateCycleMonths: z.int().min(1).max(1200).nullable().default(null),
  legalBasis: z.string().max(2000).nullable().default(null),
  adminCode: z
    .string()
    .regex(/^(\d{6}|\d{9}|\d{12})?$/)
    .optional()
    .meta({ description: 'Region that the layer is kept for; default the caller’s.' }),
  areaField: z.string().max(200).nullable().optional().meta({ description: 'Field that states each feature’s area.' }),
  fields: z.record(z.string(), mappedFields).optional().meta({
    description: 'Our name of a property → the source’s: `code`, `name`, `use`, `allowedClasses`, `class`.',
  }),
  values: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .optional()
    .meta({ description: 'Our property → the source’s value → ours.' }),
  defaults: z.record(z.string(), z.unknown()).optional(),
  publish: z
    .boolean()
    .default(false)
    .meta({ description: 'Publish at once; needs the right to publish. Otherwise the version is a draft.' }),
  acceptProblems: z.boolean().default(false),
  note: z.string().max(2000).nullable().default(null),
};

export const layerUploadSchema = z
  .object({
    ...layerFacts,
    features: z
      .looseObject({})
      .meta({ description: 'GeoJSON FeatureCollection of areas, WGS84; a `crs` member is honoured.' }),
  })
  .meta({ id: 'LayerUpload' });

/** What is said about a layer version beside its file. */
export const layerManifestSchema = z
  .strictObject({
    ...layerFacts,
    crs: z.string().max(200).nullable().optional().meta({ description: 'EPSG code, where the file does not say.' }),
    encoding: z.string().max(40).nullable().optional(),
    layer: z
      .string()
      .max(200)
      .nullable()
      .optional()
      .meta({ description: 'Layer of a GeoPackage, FileGDB or archive.' }),
    mapping: z.string().max(200).optional().meta({ description: 'Name of a saved field mapping.' }),
    saveMappingAs: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'Keep the fields, values and reading hints under this name for the next import.' }),
  })
  .meta({ id: 'LayerManifest' });
export type LayerManifest = z.infer<typeof layerManifestSchema>;

export const layerReceiptSchema = z
  .object({
    layer: layerSchema,
    isNew: z.boolean().meta({ description: 'False where exactly this version stood already.' }),
    outcome: z.enum(['draft', 'replacedDraft', 'published', 'unchanged']),
    problems: z
      .array(z.object({ where: z.string(), message: z.string() }))
      .meta({ description: 'What was repaired, refused or passed over.' }),
    quality: layerQualitySchema,
    comparison: layerComparisonSchema,
    blockingProblems: z.array(z.enum(QUALITY_PROBLEMS)),
    furtherProblems: z.array(z.enum(QUALITY_PROBLEMS)),
  })
  .meta({ id: 'LayerReceipt' });

export const createLayer = defineEndpoint({
  id: 'createLayer',
  method: 'POST',
  path: '/v1/layers',
  right: 'writeLayers',
  tag: 'plans',
  summary: 'Import a version of a plan layer as a draft',
  description:
    'A draft is judged by nobody until it is published. A draft of the same version is replaced; a published version never ' +
    'changes: the same content again is 200, other content under the same version is 409. Features that cannot be used are ' +
    'left out of the draft and reported; where none can be used, nothing is stored.',
  body: layerUploadSchema,
  upload: {
    parts: z.object({
      manifest: layerManifestSchema,
      file: z.string().meta({
        format: 'binary',
        description: 'GeoJSON, GeoPackage, CSV, or a zip of a Shapefile, FileGDB or one of them; after `manifest`.',
      }),
    }),
    description: 'Part `manifest` (JSON) before part `file`.',
  },
  success: [201, 200],
  response: layerReceiptSchema,
  isIdempotent: true,
});

export const readLayer = defineEndpoint({
  id: 'readLayer',
  method: 'GET',
  path: '/v1/layers/:id/:version',
  right: 'readPlans',
  tag: 'plans',
  summary: 'One version of a layer with its quality report and differences from the version before',
  params: layerPathSchema,
  success: [200],
  response: layerRecordSchema,
});

export const deleteLayerDraft = defineEndpoint({
  id: 'deleteLayerDraft',
  method: 'DELETE',
  path: '/v1/layers/:id/:version',
  right: 'writeLayers',
  tag: 'plans',
  summary: 'Throw a draft away',
  description: 'A version that was published is never deleted: 409.',
  params: layerPathSchema,
  success: [204],
  response: null,
});

const noteSchema = z.string().max(2000).nullable().default(null);

export const publishLayer = defineEndpoint({
  id: 'publishLayer',
  method: 'POST',
  path: '/v1/layers/:id/:version/publish',
  right: 'publishLayers',
  tag: 'plans',
  summary: 'Make a draft the version that is judged by',
  description:
    'Problems that stand in the way must be accepted (422 otherwise). Who published, when and why is recorded.',
  params: layerPathSchema,
  body: z.object({ acceptProblems: z.boolean().default(false), note: noteSchema }).meta({ id: 'LayerPublication' }),
  success: [200],
  response: layerRecordSchema,
});

export const endLayer = defineEndpoint({
  id: 'endLayer',
  method: 'POST',
  path: '/v1/layers/:id/:version/end',
  right: 'publishLayers',
  tag: 'plans',
  summary: 'Set the last day in force of a published version',
  params: layerPathSchema,
  body: z.object({ validTo: isoDateSchema.nullable(), note: noteSchema }).meta({ id: 'LayerEnd' }),
  success: [200],
  response: layerRecordSchema,
});

export const withdrawLayer = defineEndpoint({
  id: 'withdrawLayer',
  method: 'POST',
  path: '/v1/layers/:id/:version/withdraw',
  right: 'publishLayers',
  tag: 'plans',
  summary: 'Take back a published version: from now on nobody is judged by it',
  params: layerPathSchema,
  body: z.object({ note: z.string().min(1).max(2000) }).meta({ id: 'LayerWithdrawal' }),
  success: [200],
  response: layerRecordSchema,
});
