import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { pingDatabase } from '#store/pingDatabase.js';
import * as contract from '../contracts/operations.js';
import { buildOpenApi } from '../openapi.js';
import { route } from '../route.js';

const health = route(contract.readHealth, () => Promise.resolve({ body: { status: 'up' as const } }));

const READINESS_TIMEOUT_MS = 2000;

const readiness = route(contract.readReadiness, async (_request, { db, redis }) => {
  const [database, redisState] = await Promise.all([stateOf(() => pingDatabase(db)), stateOf(() => redis.ping())]);
  const isReady = database === 'up' && redisState === 'up';
  const body = {
    status: isReady ? ('ready' as const) : ('notReady' as const),
    services: { database, redis: redisState },
  };
  return { status: isReady ? 200 : 503, body };
});

async function stateOf(ask: () => Promise<unknown>): Promise<'up' | 'down'> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => resolve('down'), READINESS_TIMEOUT_MS);
  });
  const answer = ask().then(
    () => 'up' as const,
    () => 'down' as const,
  );
  const state = await Promise.race([answer, tooLate]);
  clearTimeout(timer);
  return state;
}

const metrics = route(contract.readMetrics, async (_request, services) => ({
  body: await services.metrics.text(),
  headers: { 'Content-Type': services.metrics.contentType, 'Cache-Control': 'no-store' },
}));

let openApi: Readonly<Record<string, unknown>> | undefined;

const openApiDocument = route(contract.readOpenApi, () =>
  Promise.resolve({ body: (openApi ??= { ...buildOpenApi() }) }),
);

const DOCS_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Planwatch API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/planwatch-docs.js"></script>
  </body>
</html>
`;

/** Writes from the page go with the session cookie, so they carry the CSRF header. */
const DOCS_SCRIPT = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  validatorUrl: null,
  requestInterceptor: (request) => {
    request.headers['X-Planwatch-Csrf'] = '1';
    return request;
  },
});
`;

const docs = route(contract.readDocs, () => Promise.resolve({ body: DOCS_PAGE }));

const packages = createRequire(import.meta.url);

const docsAsset = route(contract.readDocsAsset, async ({ params }) => {
  const { asset } = params;
  const headers = { 'Content-Type': asset.endsWith('.css') ? 'text/css' : 'text/javascript' };
  if (asset === 'planwatch-docs.js') return { body: DOCS_SCRIPT, headers };
  return { body: await readFile(packages.resolve(`swagger-ui-dist/${asset}`)), headers };
});

export const operationRoutes = [health, readiness, metrics, openApiDocument, docs, docsAsset];
