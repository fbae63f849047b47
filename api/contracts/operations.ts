import { z } from 'zod';
import { defineEndpoint } from './endpoint.js';

const serviceStateSchema = z.enum(['up', 'down']);

export const healthSchema = z.object({ status: z.literal('up') }).meta({ id: 'Health' });
export const readinessSchema = z
  .object({
    status: z.enum(['ready', 'notReady']),
    services: z.object({ database: serviceStateSchema, redis: serviceStateSchema }),
  })
  .meta({ id: 'Readiness' });

export const readHealth = defineEndpoint({
  id: 'readHealth',
  method: 'GET',
  path: '/healthz',
  right: 'anonymous',
  tag: 'operations',
  summary: 'The process answers',
  success: [200],
  response: healthSchema,
});

export const readReadiness = defineEndpoint({
  id: 'readReadiness',
  method: 'GET',
  path: '/readyz',
  right: 'anonymous',
  tag: 'operations',
  summary: 'Database and Redis answer',
  description: '503 with the same body where one of them does not.',
  success: [200, 503],
  response: readinessSchema,
});

export const readMetrics = defineEndpoint({
  id: 'readMetrics',
  method: 'GET',
  path: '/metrics',
  right: 'readOperations',
  tag: 'operations',
  summary: 'Prometheus metrics',
  success: [200],
  response: { mediaType: 'text/plain', description: 'Prometheus text format.' },
});

export const readOpenApi = defineEndpoint({
  id: 'readOpenApi',
  method: 'GET',
  path: '/openapi.json',
  right: 'signedIn',
  tag: 'operations',
  summary: 'This document',
  success: [200],
  response: z.record(z.string(), z.unknown()).meta({ description: 'OpenAPI 3.1.' }),
});

export const readDocs = defineEndpoint({
  id: 'readDocs',
  method: 'GET',
  path: '/docs',
  right: 'signedIn',
  tag: 'operations',
  summary: 'This document as a page',
  success: [200],
  response: { mediaType: 'text/html', description: 'Swagger UI, served from here.' },
});

export const readDocsAsset = defineEndpoint({
  id: 'readDocsAsset',
  method: 'GET',
  path: '/docs/:asset',
  right: 'signedIn',
  tag: 'operations',
  summary: 'A script or style of the documentation page',
  params: z.object({
    asset: z.enum(['swagger-ui.css', 'swagger-ui-bundle.js', 'planwatch-docs.js']),
  }),
  success: [200],
  response: { mediaType: '*/*', description: 'Script or style.' },
});

export const readEvents = defineEndpoint({
  id: 'readEvents',
  method: 'GET',
  path: '/v1/events',
  right: 'readAlerts',
  tag: 'operations',
  summary: 'What happens, as server-sent events',
  description:
    'Event `run` {id, status, chunksDone, chunksTotal, alertCount} and event `alert` {id, kind, severity}. Each has an id: ' +
    'send the last one as `Last-Event-ID` to go on where it stopped.',
  success: [200],
  response: { mediaType: 'text/event-stream', description: 'Server-sent events.' },
});
