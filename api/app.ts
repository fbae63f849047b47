import etag from '@koa/etag';
import Router from '@koa/router';
import Koa from 'koa';
import compress from 'koa-compress';
import conditionalGet from 'koa-conditional-get';
import { constants } from 'node:zlib';
import { NotFoundError } from '#domain/errors.js';
import { log } from '#runtime/log.js';
import { MethodNotAllowedError } from './failures.js';
import { answerProblems } from './middleware/answerProblems.js';
import { requestContext } from './middleware/requestContext.js';
import { securityHeaders } from './middleware/securityHeaders.js';
import { ROUTES } from './routes/index.js';
import { serve } from './serve.js';
import type { ApiServices } from './services.js';
import { serveViewer } from './viewerFiles.js';

/** The whole HTTP application, not listening yet. `viewerDir` is the built viewer's folder. */
export function createApp(services: ApiServices, viewerDir: string): Koa {
  const app = new Koa({ proxy: services.config.trustProxy, maxIpsCount: 1 });
  // What fails after the answer has begun, mostly callers that went away; everything else is answered as a problem.
  app.on('error', (error) => log().warn({ err: error }, 'Request:Answer:Broken'));
  app.use(requestContext(services.metrics));
  app.use(answerProblems);
  app.use(securityHeaders({ isHttpsOnly: services.config.secureCookies }));
  app.use(compression());
  app.use(conditionalGet());
  app.use(etag({ weak: true }));
  app.use(routerOf(services).routes());
  app.use(serveViewer(viewerDir));
  app.use(refuseUnknown);
  return app;
}

/** Pictures are compressed already, and a stream of events must not wait in a compressor. */
function compression(): Koa.Middleware {
  const isText = /json|javascript|^text\/(?!event-stream)|svg|xml|vector-tile/;
  return compress({
    filter: (type) => isText.test(type),
    threshold: 1024,
    br: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
}

function routerOf(services: ApiServices): Router {
  const router = new Router();
  for (const route of ROUTES) {
    router.register(route.endpoint.path, [route.endpoint.method], serve(route, services));
  }
  return router;
}

/** Everything that nobody answered: a path there is, with another method, or no path at all. */
const refuseUnknown: Koa.Middleware = (ctx) => {
  const allowed = ROUTES.filter(({ endpoint }) => isPathOf(endpoint.path, ctx.path)).map(
    ({ endpoint }) => endpoint.method,
  );
  if (allowed.length > 0) throw new MethodNotAllowedError([...new Set(allowed)]);
  throw new NotFoundError('page', ctx.path);
};

function isPathOf(pattern: string, path: string): boolean {
  const segments = pattern
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll('.', String.raw`\.`)));
  return new RegExp(`^${segments.join('/')}$`).test(path);
}
