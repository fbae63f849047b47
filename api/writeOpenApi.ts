import { buildOpenApi } from './openapi.js';

/** `node dist/api/writeOpenApi.js > openapi.json`: what the viewer's typed client is generated from. */
process.stdout.write(`${JSON.stringify(buildOpenApi(), null, 2)}\n`);
