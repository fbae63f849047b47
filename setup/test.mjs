import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setup } from './setup.mjs';
import { ROOT, endWithNpm, main, step } from './steps.mjs';

const RESULTS = join(ROOT, 'tests/.output/results.json');
/** A run that takes longer hangs, and is ended. */
const LIMIT_MINUTES = Number(process.env.PLANWATCH_TEST_MINUTES || 30);
/** What jest gets to end by itself once its results are written. */
const GRACE_MS = 20_000;

await main(async () => {
  endWithNpm();
  await setup({ withBrowser: true });
  mkdirSync(join(ROOT, 'tests/.output'), { recursive: true });
  rmSync(RESULTS, { force: true });
  const services = await startServices();
  try {
    await runJest(process.argv.slice(2), services.config);
  } finally {
    await services.stop();
  }
  return report();
});

async function startServices() {
  const { startThrowawayServices } = await import('../dist/runtime/supervisor/throwawayServices.js');
  let services;
  await step('private services for the tests', async () => {
    services = await startThrowawayServices();
  });
  return services;
}

async function runJest(args, { databaseUrl, redisUrl }) {
  const env = {
    ...process.env,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`.trim(),
    PLANWATCH_TEST_DATABASE_URL: databaseUrl,
    PLANWATCH_TEST_REDIS_URL: redisUrl,
  };
  // An office's own servers are nothing to try things out on.
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'PLANWATCH_DATA', 'PORT']) delete env[name];
  const jest = [join(ROOT, 'node_modules/jest/bin/jest.js'), '--json', `--outputFile=${RESULTS}`];
  const flags = [`--maxWorkers=${availableParallelism()}`, ...args];
  // A process group of its own, so that whatever a test leaves behind can be ended with it.
  const child = spawn(process.execPath, [...jest, ...flags], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', () => resolve('ended')));
  const endGroup = (signal) => killGroup(child.pid, signal);
  process.once('SIGINT', () => endGroup('SIGINT'));
  process.once('SIGTERM', () => endGroup('SIGTERM'));
  await Promise.race([ended, hangs()]);
  endGroup('SIGKILL');
}

/** Resolves when jest should have ended: some time after its results, or at the limit. */
async function hangs() {
  const limit = performance.now() + LIMIT_MINUTES * 60_000;
  const options = { ref: false };
  while (!existsSync(RESULTS)) {
    if (performance.now() > limit) return complain(`the tests did not end within ${LIMIT_MINUTES} minutes`);
    await sleep(500, undefined, options);
  }
  await sleep(GRACE_MS, undefined, options);
  complain('jest did not end after its last test: something is still open there (--detectOpenHandles finds it)');
}

function complain(message) {
  process.stderr.write(`${message}\n`);
}

function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // The whole group has gone.
  }
}

/** Prints the last line from jest's own results; a suite that did not even start counts as one failure. */
function report() {
  if (!existsSync(RESULTS)) {
    process.stdout.write('0 passed, 1 failed\n');
    return 1;
  }
  const results = JSON.parse(readFileSync(RESULTS, 'utf8'));
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  const rest = skipped > 0 ? `, ${skipped} skipped` : '';
  process.stdout.write(`${results.numPassedTests} passed, ${failed} failed${rest}\n`);
  return failed > 0 || results.numPassedTests === 0 ? 1 : 0;
}
