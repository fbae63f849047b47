import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentOf, type ServiceConfig } from '#runtime/config.js';
import { log } from '#runtime/log.js';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';

export interface WorkerProcess {
  readonly pid: () => number | undefined;
  stop(): Promise<void>;
}

/** Pause before a worker that died is started again; doubles while it keeps dying at once. */
const PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A worker that lived this long died by accident and not by design. */
const STABLE_MS = 60_000;
const STOP_WITHIN_MS = 15_000;

/**
 * Runs `planwatch worker` as a child process on the services of `config` and starts it again whenever it ends. The child
 * ends when this process does, however that ends.
 */
export function startWorkerProcess(config: ServiceConfig): WorkerProcess {
  const stopping = new AbortController();
  let child = start();
  let pauseMs = PAUSE_MS;
  const watching = watch();

  function start(): ChildProcess {
    const logFile = join(config.dataDir, 'logs/worker.log');
    const started = fork(join(PROJECT_ROOT, 'bin/planwatch.mjs'), ['worker', '--with-parent', '--log-file', logFile], {
      execArgv: [],
      env: environmentOf(config),
      // In a group of its own: Ctrl-C is for this process, which then stops the worker in its turn.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    log().info({ pid: started.pid }, 'Worker:Start:Done');
    return started;
  }

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const began = performance.now();
      await ended(child);
      if (stopping.signal.aborted) return;
      log().warn({ pid: child.pid, code: child.exitCode, signal: child.signalCode }, 'Worker:Watch:Died');
      pauseMs = performance.now() - began > STABLE_MS ? PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!stopping.signal.aborted) child = start();
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    child.kill('SIGTERM');
    await ended(child);
    clearTimeout(impatience);
    await watching;
  }
  return { pid: () => child.pid, stop };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
