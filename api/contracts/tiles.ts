import { z } from 'zod';
import { alertSelectionShape } from './alerts.js';
import { defineEndpoint } from './endpoint.js';
import { layerPathSchema } from './layers.js';
import { idSchema } from './scalars.js';

export const MAX_TILE_ZOOM = 24;

const tileAddress = {
  z: z.coerce.number().int().min(0).max(MAX_TILE_ZOOM),
  x: z.coerce.number().int().min(0),
  y: z.coerce.number().int().min(0),
};

/** Web Mercator tile; x and y below 2^z. */
const insideZoom = (tile: { z: number; x: number; y: number }): boolean => tile.x < 2 ** tile.z && tile.y < 2 ** tile.z;
const outsideZoom = { message: 'no such tile, expected x and y below 2^z', path: ['x'] };

const bandsQuerySchema = z
  .string()
  .max(200)
  .regex(/^[^,]+(,[^,]+){0,2}$/)
  .transform((text) => text.split(','))
  .optional()
  .meta({
    description: 'One band (grey) or three (red, green, blue), by name. Default: natural colour, else the first bands.',
  });

const stretchQuerySchema = z
  .string()
  .max(60)
  .default('auto')
  .transform((text, context): 'auto' | readonly [number, number] => {
    if (text === 'auto') return 'auto';
    const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
    const [low, high] = parts as [number, number];
    if (parts.length !== 2 || !parts.every(Number.isFinite) || low >= high) {
      context.addIssue({ code: 'custom', message: 'not a stretch, expected auto or min,max with min < max' });
      return z.NEVER;
    }
    return [low, high];
  })
  .meta({
    description: '`auto` (2nd to 98th percentile of each band over the whole scene) or `min,max` in physical units.',
  });

const pictureQuery = { bands: bandsQuerySchema, stretch: stretchQuerySchema };

const webp = (description: string) => ({ mediaType: 'image/webp', description });
const vectorTile = (description: string) => ({ mediaType: 'application/vnd.mapbox-vector-tile', description });

export const readSceneTile = defineEndpoint({
  id: 'readSceneTile',
  method: 'GET',
  path: '/tiles/scenes/:id/:z/:x/:y.webp',
  right: 'readScenes',
  tag: 'tiles',
  summary: 'Imagery, 256 × 256 pixels, Web Mercator',
  description: 'Transparent where the scene has no data. Clouds are shown as they are.',
  params: z.object({ id: idSchema, ...tileAddress }).refine(insideZoom, outsideZoom),
  query: z.object(pictureQuery),
  success: [200],
  response: webp('256 × 256 pixels.'),
});

export const readAlertTile = defineEndpoint({
  id: 'readAlertTile',
  method: 'GET',
  path: '/tiles/alerts/:z/:x/:y.mvt',
  right: 'readAlerts',
  tag: 'tiles',
  summary: 'Alerts as vector tile',
  description: 'Far out, alerts that lie close together are one point with their number and the worst severity.',
  params: z.object(tileAddress).refine(insideZoom, outsideZoom),
  query: z.object(alertSelectionShape),
  success: [200],
  response: vectorTile(
    'Layer `alerts` (areas, near by only) with id, kind, severity, status; layer `alertPoints` with count, severity (the ' +
      'worst) and, where count is 1, id, kind and status.',
  ),
});

export const readLayerTile = defineEndpoint({
  id: 'readLayerTile',
  method: 'GET',
  path: '/tiles/layers/:id/:version/:z/:x/:y.mvt',
  right: 'readPlans',
  tag: 'tiles',
  summary: 'A version of a plan layer as vector tile',
  params: z.object({ ...layerPathSchema.shape, ...tileAddress }).refine(insideZoom, outsideZoom),
  success: [200],
  response: vectorTile('One layer, named as the plan layer, with feature_id, name and the features’ own properties.'),
});

export const readAlertChip = defineEndpoint({
  id: 'readAlertChip',
  method: 'GET',
  path: '/v1/alerts/:id/chips/:epoch.webp',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'The place before or after the change, with the alert’s outline',
  params: z.object({ id: idSchema, epoch: z.enum(['before', 'after']) }),
  query: z.object({
    ...pictureQuery,
    outline: z.stringbool().default(true).meta({ description: 'Draw the outline of the alert.' }),
  }),
  success: [200],
  response: webp('480 × 480 pixels, north up.'),
});
