import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SetupError, attempt, main, step } from './steps.mjs';

const node = (script, ...args) => [process.execPath, [join(ROOT, 'node_modules', script), ...args]];

/** Every check that needs no services. Those of one lane run after each other, lanes beside each other. */
const LANES = [
  [
    ['types', ...node('typescript/bin/tsc', '-b')],
    ['types of tests', ...node('typescript/bin/tsc', '-p', 'tsconfig.tests.json')],
    ['types of viewer', ...node('typescript/bin/tsc', '-p', 'viewer/tsconfig.json', '--noEmit')],
    ['architecture', ...node('jest/bin/jest.js', 'tests/architecture.test.ts')],
  ],
  [
    [
      'format',
      ...node('prettier/bin/prettier.cjs', '--check', '--cache', '--cache-strategy=content', '--log-level=warn', '.'),
    ],
    ['lint', ...node('oxlint/bin/oxlint', '--type-aware')],
  ],
];

const env = {
  ...process.env,
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`.trim(),
};

await main(async () => {
  if (!existsSync(join(ROOT, 'node_modules/typescript'))) throw new SetupError('run "npm run setup" first');
  const outcomes = (await Promise.all(LANES.map(runLane))).flat();
  const failures = outcomes.filter(({ code }) => code !== 0);
  for (const { name, output } of failures) process.stdout.write(`\n── ${name}\n${output.trim()}\n`);
  return failures.length === 0 ? 0 : 1;
});

async function runLane(checks) {
  const outcomes = [];
  for (const [name, program, args] of checks) {
    let outcome;
    const check = async () => {
      outcome = await attempt(program, args, { env });
      if (outcome.code !== 0) throw new SetupError(name);
    };
    await step(name, check).catch(() => undefined);
    outcomes.push({ name, ...outcome });
  }
  return outcomes;
}
