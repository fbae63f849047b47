import { z } from 'zod';
import { QUALITY_CODINGS, SENSOR_KINDS } from '#domain/scene.js';
import { defineEndpoint } from './endpoint.js';
import { areaGeometrySchema, bboxQuerySchema } from './geojson.js';
import { cursorQuerySchema, limitQuerySchema, nextCursorSchema } from './paging.js';
import { idSchema, isoDateSchema, isoTimeSchema, shareSchema } from './scalars.js';

export const sceneSchema = z
  .object({
    id: idSchema,
    title: z.string(),
    acquiredAt: isoTimeSchema,
    sensor: z.enum(SENSOR_KINDS),
    platform: z.string().nullable(),
    bands: z.array(z.string()).meta({ description: 'Names of the bands, in the order of their numbers.' }),
    footprintWgs84: areaGeometrySchema,
    epsg: z.int().meta({ description: 'EPSG code of the pixel grid.' }),
    widthPixels: z.int().positive(),
    heightPixels: z.int().positive(),
    gsdMetres: z.number().positive().meta({ description: 'Ground sample distance, metres.' }),
    clearShare: shareSchema.meta({ description: 'Share of pixels seen clearly, 0–1.' }),
    contentHash: z.string().meta({ description: 'SHA-256 of the pixels’ file, hex.' }),
  })
  .meta({ id: 'Scene', description: 'One acquisition, one footprint.' });
export type SceneJson = z.infer<typeof sceneSchema>;

const qualitySchema = z
  .object({ band: z.int().min(1), coding: z.enum(QUALITY_CODINGS) })
  .meta({ id: 'QualityBand', description: 'Band of the same file that says what was seen, and how it codes it.' });

const sceneFacts = {
  title: z.string().min(1).max(300).optional().meta({ description: 'Default: the file’s name.' }),
  acquiredAt: z
    .string()
    .max(40)
    .meta({ description: 'When the imagery was taken: YYYY-MM-DD or ISO 8601 with a time zone; not in the future.' }),
  sensor: z.enum(SENSOR_KINDS),
  platform: z.string().max(200).nullable().optional(),
  bands: z
    .record(z.string().min(1).max(40), z.int().min(1).max(1000))
    .optional()
    .meta({ description: 'Band name → band number from 1. Default: the names the file says, else band1, band2, …' }),
  scale: z.number().optional().meta({ description: 'Physical value = raw × scale + offset. Default 1.' }),
  offset: z.number().optional().meta({ description: 'Default 0.' }),
  nodata: z.number().nullable().optional().meta({ description: 'Overrides the file’s own nodata value.' }),
  quality: qualitySchema.nullable().optional(),
};

/** What is said about a scene beside its pixels. */
export const sceneManifestSchema = z.strictObject(sceneFacts).meta({ id: 'SceneManifest' });
export type SceneManifest = z.infer<typeof sceneManifestSchema>;

export const sceneReferenceSchema = z
  .strictObject({
    href: z.string().min(1).max(4000).meta({
      description: 'Path of a GeoTIFF on the server, below one of the configured import roots.',
    }),
    ...sceneFacts,
  })
  .meta({ id: 'SceneReference' });

export type SceneReference = z.infer<typeof sceneReferenceSchema>;

export const sceneUploadSchema = z.object({
  manifest: sceneManifestSchema,
  file: z.string().meta({ format: 'binary', description: 'The GeoTIFF. It must come after `manifest`.' }),
});

export const listScenes = defineEndpoint({
  id: 'listScenes',
  method: 'GET',
  path: '/v1/scenes',
  right: 'readScenes',
  tag: 'scenes',
  summary: 'Scenes, newest first',
  query: z.object({
    from: isoDateSchema.optional().meta({ description: 'Acquired on or after this day (UTC).' }),
    to: isoDateSchema.optional().meta({ description: 'Acquired on or before this day (UTC).' }),
    sensor: z.enum(SENSOR_KINDS).optional(),
    bbox: bboxQuerySchema.optional(),
    cursor: cursorQuerySchema,
    limit: limitQuerySchema,
  }),
  success: [200],
  response: z.object({ items: z.array(sceneSchema), nextCursor: nextCursorSchema }).meta({ id: 'ScenePage' }),
});

export const readScene = defineEndpoint({
  id: 'readScene',
  method: 'GET',
  path: '/v1/scenes/:id',
  right: 'readScenes',
  tag: 'scenes',
  summary: 'One scene',
  params: z.object({ id: idSchema }),
  success: [200],
  response: sceneSchema,
});

export const createScene = defineEndpoint({
  id: 'createScene',
  method: 'POST',
  path: '/v1/scenes',
  right: 'writeScenes',
  tag: 'scenes',
  summary: 'Register a scene',
  description:
    'Either uploads the GeoTIFF, or names one below an import root. The same pixels twice are one scene: 200 with its id, ' +
    'where the first time is 201. Nothing is stored when anything is refused.',
  body: sceneReferenceSchema,
  upload: {
    parts: sceneUploadSchema,
    description: 'Part `manifest` (JSON) before part `file` (the GeoTIFF, streamed to disk).',
  },
  success: [201, 200],
  response: sceneSchema,
  isIdempotent: true,
});
