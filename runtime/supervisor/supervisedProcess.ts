import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '#domain/errors.js';
import { log } from '../log.js';
import { identityOf, isAlive, signalProcess, type ProcessIdentity } from './processIdentity.js';

/** How one kind of service starts, shows itself ready, and stops. */
export interface ServiceRecipe {
  readonly name: string;
  /** The service already running on this folder (its former parent died), or null. */
  findRunning(): ProcessIdentity | null;
  spawn(): ChildProcess;
  /** True once it answers. */
  isReady(identity: ProcessIdentity): Promise<boolean>;
  /** Signals of rising rudeness, each with the milliseconds it is given. */
  readonly stopSteps: readonly (readonly [signal: NodeJS.Signals, waitMs: number])[];
  /** Last words of its log, for messages. */
  lastWords(): string;
}

export interface SupervisedService {
  readonly name: string;
  readonly pid: () => number;
  /** True where it was found running and taken over. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

export interface SuperviseOptions {
  /** Called once when the service died too often and is given up. */
  readonly onGivenUp: (error: UnavailableError) => void;
}

const READY_WITHIN_MS = 60_000;
const POLL_MS = 25;
const WATCH_MS = 500;
/** Restarts allowed within the window; more and it is given up. */
const RESTARTS = 5;
const RESTART_WINDOW_MS = 60_000;

/** Takes over or starts a service, and restarts it when it dies. @throws UnavailableError where it does not start */
export async function superviseService(recipe: ServiceRecipe, options: SuperviseOptions): Promise<SupervisedService> {
  const stopping = new AbortController();
  const running = recipe.findRunning();
  let current = running ?? (await start(recipe));
  if (running !== null) await untilReady(recipe, running);
  log().info({ service: recipe.name, pid: current.pid, adopted: running !== null }, 'Service:Start:Done');

  const restarts: number[] = [];
  const stopNow = (): void => signalProcess(current, recipe.stopSteps[0]![0]);
  process.on('exit', stopNow);
  const watching = watch();

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(WATCH_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted || isAlive(current)) continue;
      log().warn({ service: recipe.name, pid: current.pid }, 'Service:Watch:Died');
      if (!mayRestart(restarts)) return giveUp(`it died ${RESTARTS} times within a minute`);
      try {
        current = await start(recipe);
        log().info({ service: recipe.name, pid: current.pid }, 'Service:Restart:Done');
      } catch (error) {
        return giveUp((error as Error).message);
      }
    }
  }

  function giveUp(reason: string): void {
    if (!stopping.signal.aborted)
      options.onGivenUp(new UnavailableError(`private ${recipe.name} given up: ${reason}`, recipe.name));
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await watching;
    await stopProcess(recipe, current);
    process.off('exit', stopNow);
  }
  return { name: recipe.name, adopted: running !== null, pid: () => current.pid, stop };
}

function mayRestart(restarts: number[]): boolean {
  const now = performance.now();
  while (restarts[0] !== undefined && restarts[0] < now - RESTART_WINDOW_MS) restarts.shift();
  restarts.push(now);
  return restarts.length <= RESTARTS;
}

/** A crash leaves traces (shared memory, sockets) for a moment, so a start that fails is tried again. */
async function start(recipe: ServiceRecipe): Promise<ProcessIdentity> {
  for (let attempt = 1; ; attempt++) {
    const child = recipe.spawn();
    const failure = new Promise<Error>((resolve) => child.once('error', resolve));
    const identity = child.pid === undefined ? null : identityOf(child.pid);
    if (child.pid === undefined) throw cannotStart(recipe, (await failure).message);
    child.unref();
    if (identity !== null && (await becomesReady(recipe, identity))) return identity;
    if (attempt === 3) throw cannotStart(recipe, recipe.lastWords());
    await sleep(300 * attempt);
  }
}

async function untilReady(recipe: ServiceRecipe, identity: ProcessIdentity): Promise<void> {
  if (await becomesReady(recipe, identity)) return;
  throw cannotStart(recipe, recipe.lastWords());
}

async function becomesReady(recipe: ServiceRecipe, identity: ProcessIdentity): Promise<boolean> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (isAlive(identity)) {
    if (await recipe.isReady(identity)) return true;
    if (performance.now() > deadline) {
      await stopProcess(recipe, identity);
      return false;
    }
    await sleep(POLL_MS);
  }
  return false;
}

async function stopProcess(recipe: ServiceRecipe, identity: ProcessIdentity): Promise<void> {
  for (const [signal, waitMs] of recipe.stopSteps) {
    signalProcess(identity, signal);
    const deadline = performance.now() + waitMs;
    while (isAlive(identity) && performance.now() < deadline) await sleep(POLL_MS);
    if (!isAlive(identity)) return;
    log().warn({ service: recipe.name, pid: identity.pid, signal }, 'Service:Stop:Slow');
  }
}

function cannotStart(recipe: ServiceRecipe, reason: string): UnavailableError {
  return new UnavailableError(`private ${recipe.name} does not start: ${reason}`, recipe.name);
}
