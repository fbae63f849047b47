import { z } from 'zod';
import { MAPPING_TARGETS } from '#domain/fieldMapping.js';
import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import { defineEndpoint } from './endpoint.js';
import { isoTimeSchema } from './scalars.js';

const path = z.string().min(1).max(500);
const paths = z.union([path, z.array(path).min(1).max(20)]);

export const fieldMappingSchema = z
  .strictObject({
    fields: z.record(z.string().min(1).max(100), paths).meta({
      description: 'Our field → the source’s, a path where it is nested; of several the first with a value counts.',
    }),
    values: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
    defaults: z.record(z.string(), z.unknown()).optional(),
    only: z.record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))).optional(),
    geometry: paths.optional().meta({ description: 'Column or path of the geometry (GeoJSON or WKT).' }),
    records: path.optional().meta({ description: 'Path of the list of records in a JSON document.' }),
    crs: z.string().max(200).optional(),
    encoding: z.string().max(40).optional(),
    layer: z.string().max(200).optional(),
    areaField: z.string().max(200).optional(),
  })
  .meta({ id: 'FieldMapping' });

const mappingNameSchema = z.string().min(1).max(200);

export const storedMappingSchema = z
  .object({
    name: mappingNameSchema,
    target: z.enum(MAPPING_TARGETS),
    mapping: fieldMappingSchema,
    revision: z.int().min(1),
    updatedBy: z.string().nullable(),
    updatedAt: isoTimeSchema,
  })
  .meta({ id: 'StoredMapping' });

export const listMappings = defineEndpoint({
  id: 'listMappings',
  method: 'GET',
  path: '/v1/field-mappings',
  right: 'readPlans',
  tag: 'plans',
  summary: 'Field mappings of sources, by name',
  success: [200],
  response: z.object({ items: z.array(storedMappingSchema) }).meta({ id: 'MappingList' }),
});

export const saveMapping = defineEndpoint({
  id: 'saveMapping',
  method: 'PUT',
  path: '/v1/field-mappings/:name',
  right: 'writePermits',
  tag: 'plans',
  summary: 'Keep a field mapping under a name',
  params: z.object({ name: mappingNameSchema }),
  body: z.object({ target: z.enum(MAPPING_TARGETS), mapping: fieldMappingSchema }).meta({ id: 'MappingUpload' }),
  success: [200],
  response: storedMappingSchema,
});

const landCodeSchema = z
  .object({ code: z.string().min(1).max(40), title: z.string().min(1).max(200), class: z.enum(LAND_COVER_CLASSES) })
  .meta({ id: 'LandCode', description: 'A code of land or zone use, and the class that imagery can tell it by.' });

export const readLandCodes = defineEndpoint({
  id: 'readLandCodes',
  method: 'GET',
  path: '/v1/land-codes',
  right: 'readPlans',
  tag: 'plans',
  summary: 'Codes of land and zone use: built in, and the office’s own, which win',
  success: [200],
  response: z
    .object({ survey: z.array(landCodeSchema), zones: z.array(landCodeSchema), own: z.array(landCodeSchema) })
    .meta({ id: 'LandCodes' }),
});

export const replaceLandCodes = defineEndpoint({
  id: 'replaceLandCodes',
  method: 'PUT',
  path: '/v1/land-codes',
  right: 'publishLayers',
  tag: 'plans',
  summary: 'Replace the office’s own codes',
  description: 'Imports from now on go by them; what is stored stays as it is.',
  body: z.object({ own: z.array(landCodeSchema).max(5000) }).meta({ id: 'LandCodesUpload' }),
  success: [200],
  response: z.object({ own: z.array(landCodeSchema) }).meta({ id: 'OwnLandCodes' }),
});

export const vectorReadingSchema = z
  .strictObject({
    crs: z.string().max(200).nullable().optional(),
    encoding: z.string().max(40).nullable().optional(),
    layer: z.string().max(200).nullable().optional(),
    geometry: paths.nullable().optional(),
    records: path.nullable().optional(),
  })
  .meta({ id: 'VectorReading', description: 'What has to be known to read a file, where it does not say.' });
export type VectorReading = z.infer<typeof vectorReadingSchema>;

export const inspectVectorFile = defineEndpoint({
  id: 'inspectVectorFile',
  method: 'POST',
  path: '/v1/vector-files/inspect',
  right: 'writePermits',
  tag: 'plans',
  summary: 'Look into a vector file before it is imported; nothing is stored',
  upload: {
    parts: z.object({
      manifest: vectorReadingSchema,
      file: z.string().meta({ format: 'binary', description: 'After `manifest`.' }),
    }),
    description: 'Part `manifest` (JSON) before part `file`.',
  },
  success: [200],
  response: z
    .object({
      features: z.int().min(0),
      epsg: z.int().nullable(),
      bboxWgs84: z.array(z.number()).length(4),
      fields: z.array(
        z.object({
          name: z.string(),
          filled: z.int().min(0).meta({ description: 'Features in which it has a value.' }),
          samples: z.array(z.string()).meta({ description: 'Its first different values.' }),
        }),
      ),
      notes: z.array(z.object({ kind: z.string(), feature: z.string(), code: z.string(), message: z.string() })),
      noteCount: z.int().min(0),
    })
    .meta({ id: 'VectorFileContent' }),
});
