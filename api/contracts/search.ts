import { z } from 'zod';
import { FOUND_KINDS } from '#store/search.js';
import { defineEndpoint } from './endpoint.js';
import { lonLatSchema } from './geojson.js';
import { isoDateSchema } from './scalars.js';

export const search = defineEndpoint({
  id: 'search',
  method: 'GET',
  path: '/v1/search',
  right: 'readAlerts',
  tag: 'plans',
  summary: 'Places, alerts, permits, projects and plan features by number or name, and places by their coordinates',
  description:
    'Eight of a kind at most, those that begin with the text first. Coordinates are degrees of CGCS2000 (WGS84) in either order, ' +
    'decimal or with minutes and seconds, or metres of a plane of CGCS2000 (EPSG:4491–4501, 4513–4533 with the zone in front of ' +
    'the easting; without it the zone is that around `near`).',
  query: z.object({
    q: z.string().trim().min(1).max(200),
    near: z.coerce
      .number()
      .min(-180)
      .max(180)
      .optional()
      .meta({ description: 'Longitude that is looked at, degrees: tells the zone of an easting without one.' }),
    on: isoDateSchema.optional().meta({ description: 'Day of the plans; default: today (UTC+8).' }),
  }),
  success: [200],
  response: z
    .object({
      place: z
        .object({
          lonLat: lonLatSchema,
          epsg: z.int().nullable().meta({ description: 'Plane the coordinates were read in; null: degrees.' }),
        })
        .nullable()
        .meta({ description: 'Where the text is coordinates.' }),
      items: z.array(
        z.object({
          kind: z.enum(FOUND_KINDS),
          id: z.string(),
          title: z.string(),
          detail: z.string().meta({ description: 'Kind of an alert or permit, developer, region or layer.' }),
          bbox: z
            .array(z.number())
            .length(4)
            .nullable()
            .meta({ description: 'West, south, east, north, degrees; null for a project without permits.' }),
        }),
      ),
    })
    .meta({ id: 'SearchAnswer' }),
});
