import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '#domain/people.js';
import type { Run } from '#domain/run.js';
import { environmentOf, type ServiceConfig } from '#runtime/config.js';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';
import { listAlerts } from '#store/alerts.js';
import type { Db } from '#store/database.js';
import { listRuns } from '#store/runs.js';
import { listWatchAreas } from '#store/watchAreas.js';
import { startProgress } from '../progress.js';
import { importSample, IMPORT_STEPS, sampleWatchArea } from './importSample.js';

export interface SampleOptions {
  readonly seed: number;
  /** Side in 10 m pixels; the generator's default where absent. */
  readonly sizePx?: number | undefined;
}

export interface MonitoredSample {
  readonly alerts: number;
  readonly failedRuns: readonly Run[];
}

const ASK_EVERY_MS = 500;

/**
 * Makes the sample county in `DIR/sample` unless one stands there, imports it, has it monitored by the workers, and waits
 * for that. Interrupted, it goes on where it was.
 */
export async function monitorSample(
  db: Db,
  config: ServiceConfig,
  options: SampleOptions,
  signal: AbortSignal,
): Promise<MonitoredSample> {
  const sampleDir = join(config.dataDir, 'sample');
  // county.json is written last.
  if (!existsSync(join(sampleDir, 'county.json'))) await generate(config, sampleDir, options, signal);
  const caller = await sampleCaller(sampleDir);
  if ((await runsOf(db, caller)).length === 0) {
    const progress = startProgress('importing the sample', IMPORT_STEPS);
    const runs = await importSample(db, config.dataDir, sampleDir, progress);
    progress.finish(`${runs.length} runs to make`);
  }
  const runs = await untilDone(db, caller, signal);
  const { numberMatched } = await listAlerts(db, caller, { limit: 1 });
  return { alerts: numberMatched, failedRuns: runs.filter(({ status }) => status === 'failed') };
}

/** In a process of its own: it computes for a minute, and the API shall answer meanwhile. */
async function generate(
  config: ServiceConfig,
  sampleDir: string,
  { seed, sizePx }: SampleOptions,
  signal: AbortSignal,
): Promise<void> {
  const size = sizePx === undefined ? [] : ['--size', String(sizePx)];
  const args = ['sample', '--seed', String(seed), '--out', sampleDir, ...size];
  const child = fork(join(PROJECT_ROOT, 'bin/planwatch.mjs'), args, {
    env: environmentOf(config),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const end = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', end);
  const [code] = (await once(child, 'exit')) as [number | null];
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`the sample county could not be made (exit code ${code})`);
}

/** Sees the sample's region only, so that other areas' runs and alerts do not count. */
async function sampleCaller(sampleDir: string): Promise<Caller> {
  const { name, adminCode } = await sampleWatchArea(sampleDir);
  return { id: 'sample', name, role: 'admin', adminCode };
}

async function runsOf(db: Db, caller: Caller): Promise<readonly Run[]> {
  const area = (await listWatchAreas(db, caller)).find(({ name }) => name === caller.name);
  return area === undefined ? [] : (await listRuns(db, caller, { watchAreaId: area.id, limit: 1000 })).items;
}

async function untilDone(db: Db, caller: Caller, signal: AbortSignal): Promise<readonly Run[]> {
  let runs = await runsOf(db, caller);
  if (isDone(runs)) return runs;
  const progress = startProgress('monitoring the sample', runs.length);
  while (!isDone(runs)) {
    await sleep(ASK_EVERY_MS, undefined, { signal });
    runs = await runsOf(db, caller);
    progress.set(
      runs.reduce((sum, run) => sum + shareOf(run), 0),
      noteOf(runs),
    );
  }
  progress.finish(noteOf(runs));
  return runs;
}

const hasEnded = ({ status }: Run): boolean => status === 'done' || status === 'failed';
const isDone = (runs: readonly Run[]): boolean => runs.length > 0 && runs.every(hasEnded);

/** Detection is most of the work of a run. */
function shareOf(run: Run): number {
  if (hasEnded(run)) return 1;
  return run.chunksTotal === null ? 0 : (0.9 * run.chunksDone) / Math.max(1, run.chunksTotal);
}

function noteOf(runs: readonly Run[]): string {
  return `${runs.filter(hasEnded).length} of ${runs.length} runs`;
}
