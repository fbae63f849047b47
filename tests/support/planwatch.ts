import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';

/** What a finished command wrote, and its exit code. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `planwatch` command that runs. */
export interface RunningCommand {
  readonly child: ChildProcess;
  /** Resolves with the first line on standard output that matches; rejects where the command ends before. */
  line(pattern: RegExp): Promise<string>;
  /** Everything on standard output so far. */
  output(): string;
  /** Resolves once it ended. */
  readonly ended: Promise<CommandResult>;
}

/** Without the office's own servers, whatever the surroundings name. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'PLANWATCH_DATA', 'PORT', 'NODE_OPTIONS']) delete environment[name];
  return environment;
}

/** Starts the built command (`npm run build` first). */
export function startPlanwatch(...args: string[]): RunningCommand {
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'bin/planwatch.mjs'), ...args], {
    cwd: PROJECT_ROOT,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
  const line = async (pattern: RegExp): Promise<string> => {
    const find = (): string | undefined =>
      stdout
        .split('\n')
        .slice(0, -1)
        .find((each) => pattern.test(each));
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      const isOver = await Promise.race([ended.then(() => true), once(child.stdout, 'data').then(() => false)]);
      if (isOver && find() === undefined) throw new Error(`ended without ${pattern}\n${stdout}\n${stderr}`);
    }
  };
  return { child, line, output: () => stdout, ended };
}

/** Runs the built command to its end. */
export function planwatch(...args: string[]): Promise<CommandResult> {
  return startPlanwatch(...args).ended;
}
