import { z } from 'zod';
import { defineEndpoint } from './endpoint.js';
import { areaGeometrySchema } from './geojson.js';
import { adminCodeSchema, idSchema, isoTimeSchema } from './scalars.js';
import { seriesMonitorSchema } from './seriesMonitor.js';

export const watchAreaSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    adminCode: z.string(),
    recipe: z.string().meta({ description: 'Name of the recipe that runs use unless told otherwise.' }),
    ruleSet: z.string().meta({ description: 'Name of the rule set.' }),
    geometry: areaGeometrySchema,
    seriesMonitor: seriesMonitorSchema.nullable().meta({ description: 'How its series is watched; null: it is not.' }),
    createdAt: isoTimeSchema,
  })
  .meta({ id: 'WatchArea' });

export const listWatchAreas = defineEndpoint({
  id: 'listWatchAreas',
  method: 'GET',
  path: '/v1/watch-areas',
  right: 'readScenes',
  tag: 'watching',
  summary: 'Watch areas',
  success: [200],
  response: z.object({ items: z.array(watchAreaSchema) }).meta({ id: 'WatchAreaList' }),
});

export const createWatchArea = defineEndpoint({
  id: 'createWatchArea',
  method: 'POST',
  path: '/v1/watch-areas',
  right: 'startRuns',
  tag: 'watching',
  summary: 'Watch an area',
  description:
    'The administrative code must lie in the caller’s region. A name stands for one area: the same again is 200.',
  body: z
    .strictObject({
      name: z.string().min(1).max(200),
      adminCode: adminCodeSchema,
      recipe: z.string().min(1).max(100).optional(),
      ruleSet: z.string().min(1).max(100).optional(),
      geometry: areaGeometrySchema,
    })
    .meta({ id: 'NewWatchArea' }),
  success: [201, 200],
  response: watchAreaSchema,
  isIdempotent: true,
});
