import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { isMediaResponse, type Endpoint } from './contracts/endpoint.js';
import { ENDPOINTS } from './contracts/index.js';
import { problemSchema } from './contracts/problem.js';
import { idempotencyKeySchema } from './contracts/scalars.js';

const PROBLEM: ZodOpenApiResponseObject = {
  description: 'What is wrong, where, what was found and what was expected.',
  content: { 'application/problem+json': { schema: problemSchema } },
};

/** The OpenAPI 3.1 document, made of the same schemas that validate the requests. */
export function buildOpenApi(): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of ENDPOINTS) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  const document: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: {
      title: 'Planwatch',
      version: '1',
      description:
        'Watches the ground against the plan. Areas are square metres (geodesic, CGCS2000 ellipsoid), lengths metres, ' +
        'coordinates WGS84 longitude, latitude, days YYYY-MM-DD inclusive, times ISO 8601 UTC. ' +
        'Writes with the session cookie need the header `X-Planwatch-Csrf: 1`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { session: [] }],
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'API key, `pw_…`.' },
        session: { type: 'apiKey', in: 'cookie', name: 'planwatch_session' },
      },
    },
    paths,
  };
  return createDocument(document, {
    // Additions to answers are free, so clients must not rely on there being no further fields.
    override: ({ jsonSchema, io }) => {
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
}

function operationOf(endpoint: Endpoint): ZodOpenApiOperationObject {
  return {
    operationId: endpoint.id,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: [endpoint.description, rightText(endpoint)].filter((text) => text !== undefined).join('\n\n'),
    ...(endpoint.right === 'anonymous' ? { security: [] } : {}),
    requestParams: {
      ...(endpoint.params === undefined ? {} : { path: endpoint.params }),
      ...(endpoint.query === undefined ? {} : { query: endpoint.query }),
      ...(endpoint.isIdempotent ? { header: z.object({ 'Idempotency-Key': idempotencyKeySchema.optional() }) } : {}),
    },
    ...bodyOf(endpoint),
    responses: responsesOf(endpoint),
  };
}

function rightText(endpoint: Endpoint): string {
  if (endpoint.right === 'anonymous') return 'Open to everyone.';
  if (endpoint.right === 'person') return 'Needs a sign-in of a person; keys are refused.';
  return endpoint.right === 'signedIn' ? 'Needs a sign-in.' : `Needs the right \`${endpoint.right}\`.`;
}

function bodyOf(endpoint: Endpoint): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (endpoint.body === undefined && endpoint.upload === undefined) return {};
  return {
    requestBody: {
      required: true,
      ...(endpoint.upload === undefined ? {} : { description: endpoint.upload.description }),
      content: {
        ...(endpoint.body === undefined ? {} : { 'application/json': { schema: endpoint.body } }),
        ...(endpoint.upload === undefined ? {} : { 'multipart/form-data': { schema: endpoint.upload.parts } }),
      },
    },
  };
}

function responsesOf(endpoint: Endpoint): ZodOpenApiOperationObject['responses'] {
  const responses: Record<string, ZodOpenApiResponseObject> = { default: PROBLEM };
  for (const status of endpoint.success) responses[status] = { description: endpoint.summary, ...contentOf(endpoint) };
  return responses;
}

function contentOf(endpoint: Endpoint): Pick<ZodOpenApiResponseObject, 'content'> {
  const { response } = endpoint;
  if (response === null) return {};
  if (isMediaResponse(response))
    return { content: { [response.mediaType]: { schema: { type: 'string', format: 'binary' } } } };
  return { content: { [endpoint.responseType ?? 'application/json']: { schema: response } } };
}
