import { randomUUID } from 'node:crypto';
import type Koa from 'koa';
import { log, withLogFields } from '#runtime/log.js';
import type { Metrics } from '../metrics.js';

/** Gives each request an id, which its log lines and its problem carry, and counts and logs its answer. */
export function requestContext(metrics: Metrics): Koa.Middleware {
  return (ctx, next) => {
    const requestId = randomUUID();
    ctx.state['requestId'] = requestId;
    ctx.set('X-Request-Id', requestId);
    return withLogFields({ requestId }, async () => {
      const startedAt = process.hrtime.bigint();
      await next();
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
      const route = routeOf(ctx);
      metrics.observeRequest({ method: ctx.method, route, status: ctx.status, seconds });
      const fields = {
        method: ctx.method,
        path: ctx.path,
        route,
        status: ctx.status,
        durationMs: Math.round(seconds * 1000),
      };
      log().info({ ...fields, callerId: ctx.state['callerId'] }, 'Request:Answer:Done');
    });
  };
}

/** The route's pattern, never the path: paths are endless, and metrics keep every label they have seen. */
function routeOf(ctx: Koa.Context): string {
  const route: unknown = ctx.state['route'];
  return typeof route === 'string' ? route : 'other';
}

export function requestIdOf(ctx: Koa.Context): string {
  return String(ctx.state['requestId']);
}
