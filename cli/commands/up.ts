import { join } from 'node:path';
import type { Command } from 'commander';
import { loadConfig, type ServiceConfig } from '#runtime/config.js';
import { startLog } from '#runtime/log.js';
import { createShutdown } from '#runtime/shutdown.js';
import { startServices } from '#runtime/supervisor/privateServices.js';
import { MAX_SIZE_PX, MIN_SIZE_PX } from '#samples/landscape/frame.js';
import type { Db } from '#store/database.js';
import { describeError, exitCodeOf } from '../exitCodes.js';
import { wholeNumber } from '../options.js';
import { printFirstUsers } from '../up/firstUsers.js';
import { startWorkerProcess } from '../up/workerProcess.js';
import { migrateDatabase } from './migrate.js';
import { allowRemoteSources } from '../remoteSources.js';

interface UpOptions {
  readonly data?: string;
  readonly port?: number;
  readonly host?: string;
  readonly sample?: number;
  readonly sampleSize?: number;
}

export function register(program: Command): void {
  program
    .command('up')
    .description('run everything: private services where none are named, API, worker, viewer')
    .option('--data <dir>', 'data folder (PLANWATCH_DATA, ./data)')
    .option('--port <number>', 'port to listen on (PORT, 8080)', wholeNumber(0, 65_535))
    .option('--host <address>', 'address to listen on (PLANWATCH_HOST, 127.0.0.1)')
    .option(
      '--sample <seed>',
      'on the first run, make the sample county of this seed and monitor it',
      wholeNumber(0, 2 ** 31 - 1),
    )
    .option(
      '--sample-size <pixels>',
      'width and height of the sample county in 10 m pixels',
      wholeNumber(MIN_SIZE_PX, MAX_SIZE_PX),
    )
    .action(up);
}

/** Prints `ready URL` once the API answers, and `sample ready: N alerts` once the sample stands monitored. */
async function up(options: UpOptions): Promise<void> {
  const config = loadConfig({ dataDir: options.data, port: options.port, host: options.host });
  allowRemoteSources(config);
  const log = startLog({ level: config.logLevel, name: 'up', file: join(config.dataDir, 'logs/planwatch.log') });
  const shutdown = createShutdown();
  try {
    const services = await startServices(config, {
      purpose: 'up',
      onGivenUp: (error) => void fail(error).catch(() => process.exit(1)),
    });
    shutdown.add('services', () => services.stop());
    for (const { name, adopted } of services.services) say(`${name} ${adopted ? 'taken over' : 'started'}`);
    const applied = await migrateDatabase(services.config.databaseUrl);
    if (applied.length > 0) say(`database made: ${applied.join(', ')}`);

    const { startApiServer } = await import('../up/apiServer.js');
    const api = await startApiServer(services.config, log);
    shutdown.add('api', () => api.close());
    await printFirstUsers(api.db);
    services.announceApi(api.url);
    say(`ready ${api.url}`);

    const worker = startWorkerProcess(services.config);
    shutdown.add('worker', () => worker.stop());
    if (options.sample !== undefined) {
      const sample = { seed: options.sample, sizePx: options.sampleSize };
      await watchSample(api.db, services.config, sample, shutdown.signal);
    }
  } catch (error) {
    // Whatever stops while we are being stopped is no failure.
    if (!shutdown.signal.aborted) await fail(error);
  }

  async function fail(error: unknown): Promise<void> {
    process.stderr.write(`${describeError(error, false)}\n`);
    await shutdown.close();
    process.exit(exitCodeOf(error));
  }
}

async function watchSample(
  db: Db,
  config: ServiceConfig,
  options: { readonly seed: number; readonly sizePx: number | undefined },
  signal: AbortSignal,
): Promise<void> {
  const { monitorSample } = await import('../up/sampleCounty.js');
  const { alerts, failedRuns } = await monitorSample(db, config, options, signal);
  for (const run of failedRuns) process.stderr.write(`planwatch: run ${run.id} failed: ${run.error}\n`);
  say(`sample ready: ${alerts} alerts`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
