import type { Readable } from 'node:stream';
import type Koa from 'koa';
import { BadInputError } from '#domain/errors.js';
import { isMediaResponse, type Endpoint } from './contracts/endpoint.js';
import { authorize } from './middleware/authorization.js';
import { idempotently } from './middleware/idempotency.js';
import { jsonBody } from './middleware/jsonBody.js';
import { parsePart } from './middleware/validation.js';
import type { ApiRequest, Reply, Route } from './route.js';
import type { ApiServices } from './services.js';

/**
 * One request to one route: who asks, may they, how often, is the request sound – in this order, so that a stranger's
 * body is never read – and then the handler.
 */
export function serve({ endpoint, handler }: Route, services: ApiServices): Koa.Middleware {
  const readJson = jsonBody(services.limits.bodyBytes);
  return async (ctx) => {
    ctx.state['route'] = endpoint.path;
    const caller = await authorize(ctx, endpoint, services);
    if (caller !== null) await services.rates.countRequest(caller.id);
    const params = endpoint.params && parsePart(endpoint.params, 'params', ctx['params']);
    const query = endpoint.query && parsePart(endpoint.query, 'query', { ...ctx.query });
    const isUpload = endpoint.upload !== undefined && ctx.is('multipart/form-data') !== false;
    if (endpoint.upload !== undefined && endpoint.body === undefined && !isUpload) throw formExpected(ctx);
    if (endpoint.body !== undefined && !isUpload) await readJson(ctx, () => Promise.resolve());
    const body = endpoint.body && !isUpload ? parsePart(endpoint.body, 'body', ctx.request.body) : undefined;
    const request = { params, query, body, caller, http: ctx } as unknown as ApiRequest<Endpoint>;
    const work = (): Promise<Reply<unknown>> => handler(request, services);
    const isRepeatable = endpoint.isIdempotent === true && !isUpload && caller !== null;
    const reply = isRepeatable
      ? await idempotently(services.redis, repetitionOf(ctx, endpoint, caller.id), work)
      : await work();
    send(ctx, endpoint, reply);
  };
}

function formExpected(ctx: Koa.Context): BadInputError {
  return new BadInputError('not a form', {
    code: 'request.mediaType',
    where: 'Content-Type',
    found: ctx.get('Content-Type') || 'none',
    expected: 'multipart/form-data',
  });
}

function repetitionOf(ctx: Koa.Context, endpoint: Endpoint, callerId: string) {
  const body = ctx.request.rawBody ?? '';
  return { key: ctx.get('Idempotency-Key'), callerId, endpointId: endpoint.id, body };
}

function send(ctx: Koa.Context, endpoint: Endpoint, reply: Reply<unknown>): void {
  ctx.status = reply.status ?? endpoint.success[0];
  if (reply.body === null || reply.body === undefined) {
    ctx.body = null;
    ctx.status = reply.status ?? endpoint.success[0];
  } else if (isMediaResponse(endpoint.response)) {
    ctx.type = endpoint.response.mediaType;
    ctx.body = reply.body as Buffer | string | Readable;
    ctx.type = reply.headers?.['Content-Type'] ?? endpoint.response.mediaType;
  } else {
    ctx.body = JSON.stringify(reply.body);
    ctx.type = endpoint.responseType ?? 'application/json';
  }
  // Answers differ by caller and may change at any time: kept by the browser only, and asked about each time (ETag).
  ctx.set('Cache-Control', 'private, no-cache');
  ctx.vary('Authorization');
  ctx.vary('Cookie');
  ctx.set({ ...reply.headers });
}
