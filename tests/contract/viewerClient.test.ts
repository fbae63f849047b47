import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildOpenApi } from '#api/openapi.js';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';

test('the viewer’s generated types are those of the present document', () => {
  const made = spawnSync(process.execPath, [join(PROJECT_ROOT, 'viewer/api/generateSchema.mjs')], {
    input: JSON.stringify(buildOpenApi()),
    encoding: 'utf8',
  });
  expect(made.status).toBe(0);
  expect(readFileSync(join(PROJECT_ROOT, 'viewer/api/schema.d.ts'), 'utf8')).toBe(made.stdout);
});
