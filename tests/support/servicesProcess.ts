import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';

/** A process that runs private services on a folder, as `planwatch up` does. */
export interface ServicesProcess {
  readonly child: ChildProcess;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly services: readonly { readonly name: string; readonly adopted: boolean; readonly pid: number }[];
}

const SOURCE_FLAGS = ['--import', 'tsx', '--conditions=planwatch-source'];

/** Resolves once the services run. @throws Error with what the process wrote, where it ends before */
export async function runServicesProcess(dataDir: string): Promise<ServicesProcess> {
  const script = join(PROJECT_ROOT, 'tests/support/runServices.ts');
  const child = spawn(process.execPath, [...SOURCE_FLAGS, script, dataDir], { cwd: PROJECT_ROOT });
  let output = '';
  let errors = '';
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
  const exited = once(child, 'close').then(() => Promise.reject(new Error(errors.trim())));
  const line = new Promise<string>((resolve) => {
    child.stdout.on('data', (bytes: Buffer) => {
      output += bytes.toString();
      if (output.includes('\n')) resolve(output.split('\n')[0]!);
    });
  });
  const first = await Promise.race([line, exited]);
  exited.catch(() => undefined);
  return { child, ...(JSON.parse(first) as Omit<ServicesProcess, 'child'>) };
}

/** Sends a signal and waits until the process has gone. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

/** Resolves once `holds` does; fails, naming what was waited for, after `withinMs`. */
export async function eventually(
  what: string,
  holds: () => Promise<boolean> | boolean,
  withinMs = 20_000,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
