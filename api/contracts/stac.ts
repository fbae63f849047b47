import { z } from 'zod';
import { defineEndpoint } from './endpoint.js';
import { linkSchema } from './ogc.js';
import { cursorQuerySchema } from './paging.js';

const links = z.array(linkSchema);
const GEO_JSON = 'application/geo+json';
const shared = { right: 'readScenes', tag: 'scenes', success: [200] } as const;

const itemSchema = z
  .looseObject({
    type: z.literal('Feature'),
    stac_version: z.string(),
    id: z.string(),
    collection: z.string(),
    geometry: z.looseObject({ type: z.string() }),
    bbox: z.array(z.number()).length(4),
    properties: z.looseObject({ datetime: z.string(), title: z.string(), gsd: z.number() }),
    assets: z.record(z.string(), z.looseObject({ href: z.string() })),
    links,
  })
  .meta({ id: 'StacItem', description: 'A scene as an item of STAC 1.0.' });

const itemCollectionSchema = z
  .looseObject({
    type: z.literal('FeatureCollection'),
    features: z.array(itemSchema),
    numberReturned: z.int().min(0),
    links,
  })
  .meta({ id: 'StacItemCollection' });

const collectionSchema = z
  .looseObject({
    type: z.literal('Collection'),
    stac_version: z.string(),
    id: z.string(),
    description: z.string(),
    license: z.string(),
    extent: z.object({
      spatial: z.object({ bbox: z.array(z.array(z.number())) }),
      temporal: z.object({ interval: z.array(z.array(z.string().nullable())) }),
    }),
    links,
  })
  .meta({ id: 'StacCollection' });

const numbersSchema = z
  .string()
  .max(400)
  .transform((text) => text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part))));

const datetimeSchema = z
  .string()
  .max(100)
  .optional()
  .meta({ description: 'An instant of RFC 3339, a day, or from/to; `..` is open.' });

const pageShape = {
  bbox: numbersSchema
    .optional()
    .meta({ description: 'west,south,east,north, WGS84 degrees; with heights six numbers.' }),
  datetime: datetimeSchema,
  limit: z.coerce.number().int().min(1).default(100).meta({ description: '1–1000; more is 1000.' }),
  token: cursorQuerySchema,
};
const list = z
  .string()
  .max(8000)
  .transform((text) => text.split(','));

export const readStacLanding = defineEndpoint({
  ...shared,
  id: 'readStacLanding',
  method: 'GET',
  path: '/stac',
  summary: 'STAC API: scenes as a catalog',
  response: z
    .looseObject({
      type: z.literal('Catalog'),
      stac_version: z.string(),
      id: z.string(),
      description: z.string(),
      conformsTo: z.array(z.string()),
      links,
    })
    .meta({ id: 'StacCatalog' }),
});

export const readStacConformance = defineEndpoint({
  ...shared,
  id: 'readStacConformance',
  method: 'GET',
  path: '/stac/conformance',
  summary: 'What the service conforms to',
  response: z.object({ conformsTo: z.array(z.string()) }).meta({ id: 'StacConformance' }),
});

export const listStacCollections = defineEndpoint({
  ...shared,
  id: 'listStacCollections',
  method: 'GET',
  path: '/stac/collections',
  summary: 'The one collection, of all scenes',
  response: z.object({ collections: z.array(collectionSchema), links }).meta({ id: 'StacCollections' }),
});

const collectionParams = z.object({ collectionId: z.string().min(1).max(100) });

export const readStacCollection = defineEndpoint({
  ...shared,
  id: 'readStacCollection',
  method: 'GET',
  path: '/stac/collections/:collectionId',
  summary: 'The collection of all scenes',
  params: collectionParams,
  response: collectionSchema,
});

export const listStacItems = defineEndpoint({
  ...shared,
  id: 'listStacItems',
  method: 'GET',
  path: '/stac/collections/:collectionId/items',
  summary: 'Scenes as items, newest first',
  params: collectionParams,
  query: z.strictObject(pageShape),
  response: itemCollectionSchema,
  responseType: GEO_JSON,
});

export const readStacItem = defineEndpoint({
  ...shared,
  id: 'readStacItem',
  method: 'GET',
  path: '/stac/collections/:collectionId/items/:itemId',
  summary: 'One scene as an item',
  params: z.object({ ...collectionParams.shape, itemId: z.string().min(1).max(100) }),
  response: itemSchema,
  responseType: GEO_JSON,
});

export const searchStac = defineEndpoint({
  ...shared,
  id: 'searchStac',
  method: 'GET',
  path: '/stac/search',
  summary: 'Items by place, time and id',
  query: z.strictObject({
    ...pageShape,
    intersects: z
      .string()
      .max(100_000)
      .optional()
      .meta({ description: 'A GeoJSON geometry that footprints meet; not beside `bbox`.' }),
    ids: list.optional(),
    collections: list.optional(),
  }),
  response: itemCollectionSchema,
  responseType: GEO_JSON,
});

export const searchStacByBody = defineEndpoint({
  ...shared,
  id: 'searchStacByBody',
  method: 'POST',
  path: '/stac/search',
  summary: 'Items by place, time and id',
  body: z
    .strictObject({
      bbox: z.array(z.number()).min(4).max(6).optional(),
      datetime: datetimeSchema,
      intersects: z.looseObject({ type: z.string() }).optional(),
      limit: z.int().min(1).default(100),
      token: cursorQuerySchema,
      ids: z.array(z.string().max(100)).max(1000).optional(),
      collections: z.array(z.string().max(100)).max(100).optional(),
    })
    .meta({ id: 'StacSearch' }),
  response: itemCollectionSchema,
  responseType: GEO_JSON,
});
