/**
 * Reads the API's OpenAPI document from stdin, writes the viewer's request and answer types to stdout:
 *
 *     npx tsx --conditions=planwatch-source api/writeOpenApi.ts | node viewer/api/generateSchema.mjs > viewer/api/schema.d.ts
 */
import { register } from 'node:module';
import { text } from 'node:stream/consumers';

const standIn = new URL('./compilerForOpenapiTypescript.mjs', import.meta.url).href;
const hook = `export const resolve = (specifier, context, next) =>
  specifier === 'typescript' ? { url: ${JSON.stringify(standIn)}, shortCircuit: true } : next(specifier, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
const { default: openapiTS, astToString } = await import('openapi-typescript');

const openApiDocument = JSON.parse(await text(process.stdin));
process.stdout.write(
  "/** Generated from the API's OpenAPI document by viewer/api/generateSchema.mjs; do not edit. */\n\n",
);
process.stdout.write(astToString(await openapiTS(openApiDocument)));
