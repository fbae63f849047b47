import { z } from 'zod';
import { defineEndpoint } from './endpoint.js';
import { idSchema } from './scalars.js';

/** Three pictures an alert: more would be no pack for a phone. */
export const FIELD_PACK_ALERTS = 50;

export const createFieldPack = defineEndpoint({
  id: 'createFieldPack',
  method: 'POST',
  path: '/v1/field-packs',
  right: 'triageAlerts',
  tag: 'alerts',
  summary: 'What to take along when alerts are visited, to be read without a network',
  description:
    'A ZIP: `index.html` with facts, pictures of both dates, location and a form for each alert; `alerts.geojson` and ' +
    '`alerts.gpx` (waypoints and outlines, WGS84) for a positioning device. That it was made stands in the audit trail.',
  body: z.strictObject({
    alertIds: z
      .array(idSchema)
      .min(1)
      .max(FIELD_PACK_ALERTS)
      .refine((ids) => new Set(ids).size === ids.length, 'an alert twice')
      .meta({ description: `1 to ${FIELD_PACK_ALERTS} alerts, in the order of the visit.` }),
    language: z.enum(['zh', 'en']).default('zh'),
  }),
  success: [201],
  response: { mediaType: 'application/zip', description: 'The archive.' },
});
