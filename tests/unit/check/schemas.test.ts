import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { jsonSchemaOf, SCHEMA_NAMES } from '#cli/check/schemas.js';
import { findingsSchema } from '#cli/check/schemas.js';
import { createJudge, DEFAULT_RULE_SET, judgePermits } from '#pipelines/patches-to-findings/index.js';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';
import { patchOf, permitOf } from '../rules/ground.js';

test.each(SCHEMA_NAMES)('docs/schemas/%s.schema.json is what `planwatch schema` prints', (name) => {
  const written = readFileSync(join(PROJECT_ROOT, 'docs/schemas', `${name}.schema.json`), 'utf8');
  expect(JSON.parse(written)).toEqual(jsonSchemaOf(name));
});

test('what is judged fits the schema of findings', () => {
  const permits = [permitOf({ buildDeadline: '2023-06-01', caseNumber: 'P9', grantedOn: '2024-06-01' })];
  const patches = [patchOf(), patchOf({ id: 'dark', toClass: 'unknown' })];
  const judge = createJudge({ permits, layers: [], features: [], orders: [], ruleSet: DEFAULT_RULE_SET });
  const file = {
    formatVersion: 1,
    ruleSet: { id: 'default', version: '1', hash: '0' },
    asOf: '2024-12-31',
    patches: patches.map(judge),
    permits: judgePermits(permits, [], '2024-12-31'),
    zones: [],
  };
  expect(findingsSchema.safeParse(file).error).toBeUndefined();
  expect(findingsSchema.safeParse({ ...file, formatVersion: 2 }).success).toBe(false);
});
