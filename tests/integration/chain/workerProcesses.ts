import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { environmentOf, type ServiceConfig } from '#runtime/config.js';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';
import type { JobReport } from '#worker/queue/jobWorkers.js';

export interface WorkerProcess {
  /** Jobs it has told of so far. */
  readonly reports: readonly JobReport[];
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to end, and waits for it. */
  stop(): Promise<void>;
}

/** Starts a worker in a process of its own, from the built code. */
export function startWorkerProcess(config: ServiceConfig, chunkSize: number): WorkerProcess {
  const child: ChildProcess = fork(join(PROJECT_ROOT, 'tests/support/chainWorker.mjs'), [String(chunkSize)], {
    env: environmentOf({ ...config, computeThreads: 1, workerConcurrency: 2 }),
    execArgv: [],
  });
  const reports: JobReport[] = [];
  child.on('message', (report) => reports.push(report as JobReport));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return { reports, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
