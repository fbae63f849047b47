import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { Command } from 'commander';
import { register } from '#cli/commands/replay.js';
import { DEFAULT_RULE_SET, ruleSetReference } from '#pipelines/patches-to-findings/index.js';
import { createPool } from '#runtime/databasePool.js';
import { openDatabase, type Db } from '#store/database.js';
import { OPERATOR } from '#store/operator.js';
import { listReplays } from '#store/replays.js';
import { createRuleSetDraft } from '#store/ruleSetDrafts.js';
import { testServices, type TestServices } from '../../support/services.js';
import { square } from '../store/examples.js';
import { county, seenIn } from './judgedCounty.js';

let services: TestServices;
let db: Db;
let folder = '';
let runId = '';

beforeAll(async () => {
  services = await testServices();
  jest.replaceProperty(process, 'env', {
    ...process.env,
    DATABASE_URL: services.databaseUrl,
    REDIS_URL: services.redisUrl,
  });
  folder = await mkdtemp(join(tmpdir(), 'planwatch-replay-'));
  db = openDatabase(createPool(services.databaseUrl, { max: 2 }));
  const { judge } = await county(db, 'by command');
  runId = await judge(2, [seenIn(2, square(120.01, 30.01)), seenIn(2, square(120.02, 30.01, 0.002))]);
}, 120_000);
afterAll(async () => {
  jest.restoreAllMocks();
  await db.destroy();
  await rm(folder, { recursive: true });
  await services.stop();
});
afterEach(() => {
  written.length = 0;
});

const written: string[] = [];

/** Runs `planwatch replay …` and gives what it printed. */
async function replay(...argv: string[]): Promise<string> {
  const printing = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  try {
    const program = new Command().exitOverride();
    register(program);
    await program.parseAsync(['replay', ...argv], { from: 'user' });
    return written.join('');
  } finally {
    printing.mockRestore();
  }
}

const tolerating = (toleranceM2: number, version: string): typeof DEFAULT_RULE_SET => ({
  ...DEFAULT_RULE_SET,
  version,
  rules: DEFAULT_RULE_SET.rules.map((rule) => (rule.kind === 'buildWithoutApproval' ? { ...rule, toleranceM2 } : rule)),
});

test('the same rules change nothing', async () => {
  expect(await replay(runId)).toContain('The same rules would have changed nothing: the judgements of all 2 patches');
});

test('rules from a file are compared, and told in words', async () => {
  const file = join(folder, 'rules.json');
  await writeFile(file, JSON.stringify(tolerating(20_000, 'wider')));
  const told = await replay(runId, '--rule-set', file);
  expect(told).toContain('→ default wider: This change of tolerance would have dropped 1 alert and added 0.');
  expect(told).toMatch(
    /^dropped {2}alert \S+, patch \S+ {2}buildWithoutApproval .* → lawful {2}\(rule \/rules\/build/m,
  );
});

test('a stored version is named with or without its id, and the replay is kept', async () => {
  const content = tolerating(100_000, 'stored');
  await createRuleSetDraft(db, OPERATOR, { content, reference: ruleSetReference(content), note: null }, true);
  for (const named of ['stored', 'default/stored']) {
    const { replay: kept, differences } = JSON.parse(await replay(runId, '--rule-set', named, '--json')) as {
      replay: { id: string; outcome: unknown };
      differences: unknown[];
    };
    expect(kept.outcome).toMatchObject({ alertsDropped: 2, changes: { dropped: 2 } });
    expect(differences).toHaveLength(2);
    expect((await listReplays(db, OPERATOR, { runId })).items[0]!.id).toBe(kept.id);
    written.length = 0;
  }
});

test.each([
  ['a version that is not there', ['--rule-set', 'none'], 'no rule set with id default/none'],
  ['a file that is not there', ['--rule-set', '/nowhere/rules.json'], 'rules.json'],
])('%s is refused', async (_what, options, message) => {
  await expect(replay(runId, ...options)).rejects.toThrow(message);
});

test('a run that is not there is refused', async () => {
  await expect(replay('00000000-0000-8000-8000-000000000000')).rejects.toThrow('no run with id');
});
