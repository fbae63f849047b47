import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';

/** The product as an office starts it: `planwatch up` with a small sample county, in a folder of its own. */
export interface PlanwatchUp {
  readonly url: string;
  /** The first people, as printed at the first start. */
  readonly users: readonly { readonly name: string; readonly password: string; readonly role: string }[];
  /** Settles when the sample is monitored: the alerts stand from then on. */
  readonly sampleReady: Promise<string>;
  stop(): Promise<void>;
}

export interface UpOptions {
  readonly seed: number;
  readonly sizePx: number;
  /** For the server, and for the sample's alerts. */
  readonly timeoutMs: number;
}

/** Resolves once the API answers. @throws Error with what was printed, where that does not come about */
export async function planwatchUp({ seed, sizePx, timeoutMs }: UpOptions): Promise<PlanwatchUp> {
  const folder = mkdtempSync(join(tmpdir(), 'pw-e2e-'));
  const args = ['up', '--data', folder, '--port', '0', '--sample', String(seed), '--sample-size', String(sizePx)];
  const env = { ...process.env };
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'PLANWATCH_DATA', 'PORT', 'NODE_OPTIONS']) delete env[name];
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'bin/planwatch.mjs'), ...args], { cwd: PROJECT_ROOT, env });
  const stop = async (): Promise<void> => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const sampleReady = printed(child, /^sample ready/m, timeoutMs);
    // Whoever waits for it is told; nobody may be waiting when the tests stop early.
    sampleReady.catch(() => undefined);
    const output = await printed(child, /^ready http/m, timeoutMs);
    const url = /^ready (http\S+)$/m.exec(output)?.[1];
    if (url === undefined) throw new Error(`no address was printed:\n${output}`);
    const people = [...output.matchAll(/^ {2}(\S+) +(\S+) +\((\w+)\)$/gm)];
    const users = people.map(([, name = '', password = '', role = '']) => ({ name, password, role }));
    return { url, users, sampleReady, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the process has printed once `wanted` is in it. */
function printed(child: ChildProcess, wanted: RegExp, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string): void => reject(new Error(`planwatch up ${why}:\n${output}`));
    const timer = setTimeout(() => fail(`printed no ${wanted.source} within ${timeoutMs} ms`), timeoutMs);
    const take = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (!wanted.test(output)) return;
      clearTimeout(timer);
      resolve(output);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
