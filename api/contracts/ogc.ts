import { z } from 'zod';
import { CQL_LIMITS } from '#domain/cql2.js';
import { COLLECTION_IDS } from '#store/features/index.js';
import { defineEndpoint } from './endpoint.js';
import { cursorQuerySchema } from './paging.js';

const GEO_JSON = 'application/geo+json';

export const linkSchema = z
  .looseObject({
    href: z.string(),
    rel: z.string(),
    type: z.string().optional(),
    title: z.string().optional(),
  })
  .meta({ id: 'Link' });
const links = z.array(linkSchema);

const collectionSchema = z
  .object({
    id: z.enum(COLLECTION_IDS),
    title: z.string(),
    description: z.string(),
    itemType: z.literal('feature'),
    crs: z.array(z.string()).meta({ description: 'Reference systems that features can be had in.' }),
    storageCrs: z.string(),
    extent: z.object({
      spatial: z.object({ bbox: z.array(z.array(z.number())), crs: z.string() }).optional(),
      temporal: z.object({ interval: z.array(z.array(z.string().nullable())), trs: z.string() }),
    }),
    links,
  })
  .meta({ id: 'OgcCollection' });

const collectionParams = z.object({ collectionId: z.string().min(1).max(100) });
const shared = { method: 'GET', tag: 'ogc', success: [200] } as const;

export const readOgcLanding = defineEndpoint({
  ...shared,
  id: 'readOgcLanding',
  path: '/ogc',
  right: 'readAlerts',
  summary: 'OGC API – Features: where programs like QGIS and GDAL begin',
  response: z.object({ title: z.string(), description: z.string(), links }).meta({ id: 'OgcLanding' }),
});

export const readOgcConformance = defineEndpoint({
  ...shared,
  id: 'readOgcConformance',
  path: '/ogc/conformance',
  right: 'readAlerts',
  summary: 'What the service conforms to',
  response: z.object({ conformsTo: z.array(z.string()) }).meta({ id: 'OgcConformance' }),
});

export const listOgcCollections = defineEndpoint({
  ...shared,
  id: 'listOgcCollections',
  path: '/ogc/collections',
  right: 'readAlerts',
  summary: 'Alerts, patches and permits as collections of features',
  response: z.object({ links, collections: z.array(collectionSchema) }).meta({ id: 'OgcCollections' }),
});

export const readOgcCollection = defineEndpoint({
  ...shared,
  id: 'readOgcCollection',
  path: '/ogc/collections/:collectionId',
  right: 'readAlerts',
  summary: 'One collection',
  params: collectionParams,
  response: collectionSchema,
});

export const readOgcQueryables = defineEndpoint({
  ...shared,
  id: 'readOgcQueryables',
  path: '/ogc/collections/:collectionId/queryables',
  right: 'readAlerts',
  summary: 'Properties that a filter may name, as JSON Schema',
  params: collectionParams,
  response: z.looseObject({ $id: z.string(), type: z.literal('object') }).meta({ id: 'OgcQueryables' }),
});

const featureSchema = z
  .looseObject({
    type: z.literal('Feature'),
    id: z.string(),
    geometry: z.looseObject({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) }),
    properties: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  .meta({ id: 'OgcFeature', description: 'In the order of axes of the system that `Content-Crs` names.' });

const crsQuery = z.string().max(200).optional().meta({ description: 'URI of the system to answer in; default CRS84.' });

export const listOgcItems = defineEndpoint({
  ...shared,
  id: 'listOgcItems',
  path: '/ogc/collections/:collectionId/items',
  right: 'readAlerts',
  summary: 'Features of a collection, a page of them',
  description:
    'Any queryable may be given as a parameter of its own (`status=new`). `filter` is CQL2 text (`areaM2 > 2000 AND NOT status = ' +
    "'closed'`) or CQL2 JSON.",
  params: collectionParams,
  query: z.looseObject({
    bbox: z
      .string()
      .max(400)
      .optional()
      .meta({ description: 'Four numbers with commas between, in `bbox-crs` (default CRS84).' }),
    'bbox-crs': z.string().max(200).optional(),
    crs: crsQuery,
    datetime: z
      .string()
      .max(100)
      .optional()
      .meta({ description: 'An instant, a day, or an interval `from/to`; `..` is open.' }),
    filter: z.string().max(CQL_LIMITS.characters).optional(),
    'filter-lang': z.enum(['cql2-text', 'cql2-json']).default('cql2-text'),
    'filter-crs': z.string().max(200).optional().meta({ description: 'Of coordinates in `filter`; CRS84 only.' }),
    limit: z.coerce.number().int().min(1).default(100).meta({ description: 'Features a page, 1–1000; more is 1000.' }),
    cursor: cursorQuerySchema,
  }),
  response: z
    .object({
      type: z.literal('FeatureCollection'),
      features: z.array(featureSchema),
      numberMatched: z.int().min(0),
      numberReturned: z.int().min(0),
      timeStamp: z.string(),
      links,
    })
    .meta({ id: 'OgcFeatures' }),
  responseType: GEO_JSON,
});

export const readOgcItem = defineEndpoint({
  ...shared,
  id: 'readOgcItem',
  path: '/ogc/collections/:collectionId/items/:featureId',
  right: 'readAlerts',
  summary: 'One feature',
  params: z.object({ ...collectionParams.shape, featureId: z.string().min(1).max(200) }),
  query: z.object({ crs: crsQuery }),
  response: z.looseObject({ ...featureSchema.shape, links }).meta({ id: 'OgcItem' }),
  responseType: GEO_JSON,
});
