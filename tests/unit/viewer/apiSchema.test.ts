import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { buildOpenApi } from '#api/openapi.js';

const viewerApi = new URL('../../../viewer/api/', import.meta.url);

test('the viewer’s typed client is generated from the OpenAPI document as it is now', () => {
  const generated = spawnSync('node', [fileURLToPath(new URL('generateSchema.mjs', viewerApi))], {
    input: JSON.stringify(buildOpenApi()),
    encoding: 'utf8',
  });
  expect(generated.stderr).toBe('');
  const committed = new URL('schema.d.ts', viewerApi);
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(committed, generated.stdout);
  expect(generated.stdout).toBe(readFileSync(committed, 'utf8'));
});
