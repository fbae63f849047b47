import { z } from 'zod';
import { LAYER_KINDS } from '#domain/layer.js';
import { defineEndpoint } from './endpoint.js';
import { bboxQuerySchema, featureSchema } from './geojson.js';
import { PAGE_LIMIT } from './paging.js';
import { isoDateSchema } from './scalars.js';

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
  })
  .meta({ id: 'Layer', description: 'One version of a plan layer.' });
export type LayerJson = z.infer<typeof layerSchema>;

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

export const layerUploadSchema = z
  .object({
    id: layerIdSchema,
    version: layerVersionSchema,
    kind: z.enum(LAYER_KINDS),
    title: z.string().min(1).max(300),
    validFrom: isoDateSchema,
    validTo: isoDateSchema.nullable().default(null),
    owner: z.string().max(300).nullable().default(null),
    asOf: isoDateSchema.nullable().default(null),
    fields: z.record(z.string(), z.string()).optional().meta({
      description: 'Our name of a property → the source’s: `code`, `name`, `use`, `allowedClasses`, `class`.',
    }),
    features: z
      .looseObject({})
      .meta({ description: 'GeoJSON FeatureCollection of areas, WGS84; a `crs` member is honoured.' }),
  })
  .meta({ id: 'LayerUpload' });

export const layerReceiptSchema = z
  .object({
    layer: layerSchema,
    isNew: z.boolean().meta({ description: 'False where exactly this version stood already.' }),
    problems: z
      .array(z.object({ where: z.string(), message: z.string() }))
      .meta({ description: 'What was repaired or passed over.' }),
  })
  .meta({ id: 'LayerReceipt' });

export const createLayer = defineEndpoint({
  id: 'createLayer',
  method: 'POST',
  path: '/v1/layers',
  right: 'writeLayers',
  tag: 'plans',
  summary: 'Store a version of a plan layer',
  description: 'A version never changes: the same content again is 200, other content under the same version is 409.',
  body: layerUploadSchema,
  success: [201, 200],
  response: layerReceiptSchema,
  isIdempotent: true,
});
