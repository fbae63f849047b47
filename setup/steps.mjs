import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** A failure that needs a sentence, not a stack. */
export class SetupError extends Error {}

/** Does one step and prints one line for it, with its time and what `work` returns (a note) beside its name. */
export async function step(name, work) {
  const began = performance.now();
  if (process.stdout.isTTY) process.stdout.write(`… ${name}`);
  const clear = process.stdout.isTTY ? '\r\x1b[K' : '';
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1).padStart(6);
  try {
    const note = await work();
    process.stdout.write(`${clear}✓${seconds()} s  ${name}${note ? `: ${note}` : ''}\n`);
  } catch (error) {
    process.stdout.write(`${clear}✗${seconds()} s  ${name}\n`);
    throw error;
  }
}

/**
 * Runs a program without a shell and gives back what it wrote.
 * @throws SetupError with the last lines of its output where it fails
 */
export async function run(program, args, options = {}) {
  const { code, output, standardOutput } = await attempt(program, args, options);
  if (code === 0) return standardOutput;
  const lastLines = output
    .trim()
    .split('\n')
    .slice(-(options.linesOnFailure ?? 15));
  throw new SetupError([`${[program, ...args].join(' ')} failed (${code})`, ...lastLines].join('\n    '));
}

/** The same, where failing is an answer: `code` is null where the program is missing. */
export function attempt(program, args, { cwd = ROOT, env = process.env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let standardOutput = '';
    child.stdout.on('data', (bytes) => {
      output += bytes;
      standardOutput += bytes;
    });
    child.stderr.on('data', (bytes) => (output += bytes));
    child.on('error', (error) => resolve({ code: null, output: error.message, standardOutput: '' }));
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output, standardOutput }));
  });
}

/** Runs a script's body; a SetupError ends it with a readable message and exit code 3. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    process.stderr.write(`\n${error instanceof SetupError ? error.message : error.stack}\n`);
    process.exitCode = error instanceof SetupError ? 3 : 1;
  }
}

/**
 * Has this process get SIGTERM when npm, which runs scripts through a shell and does not pass its own end on, is ended.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

/** True where `moduleUrl` is the script that was started, and not imported by another. */
export function isStarted(moduleUrl) {
  return process.argv[1] !== undefined && fileURLToPath(moduleUrl) === process.argv[1];
}
