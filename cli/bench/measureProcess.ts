import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BadInputError } from '#domain/errors.js';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';

/** What one run of a whole process took. */
export interface Measured {
  readonly seconds: number;
  /** User and system, all its processes. */
  readonly cpuSeconds: number;
  /** Of its largest process. */
  readonly peakMb: number;
}

/** The system's Python: the one that Debian's GDAL, rasterio and numpy packages are for. */
export const PYTHON = '/usr/bin/python3';

/** A script that stands in the project's own folder of peers. */
export const ownScript = (name: string): string => join(PROJECT_ROOT, 'bench/peers', name);

export const isInstalled = (program: string): boolean =>
  spawnSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' }).status === 0;

export const hasPythonModules = (...modules: readonly string[]): boolean =>
  spawnSync(PYTHON, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' }).status === 0;

/** What came of a run, and how it ended. */
export interface MeasuredRun extends Measured {
  readonly code: number;
  readonly stderr: string;
}

/** Runs a command whatever it ends with. @param folder where it runs */
export function measureRun(command: readonly string[], folder: string): MeasuredRun {
  const options = { encoding: 'utf8', maxBuffer: 1 << 26, cwd: folder } as const;
  const { stdout, stderr } = spawnSync(PYTHON, [ownScript('measure.py'), ...command], options);
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return { ...(JSON.parse(last) as Omit<MeasuredRun, 'stderr'>), stderr };
}

/** @throws Error with what the command said, where it fails: a peer that fails is no peer, and our own is a defect */
export function measure(command: readonly string[], folder: string): Measured {
  const { code, stderr, ...measured } = measureRun(command, folder);
  if (code !== 0) throw new Error(`${command.join(' ')}: exit code ${code}\n${stderr.slice(-2000)}`);
  return measured;
}

/** Runs a command that prepares something. @throws Error with what it said, where it fails */
export function prepare(command: readonly [string, ...string[]], folder: string): void {
  const [program, ...args] = command;
  const { status, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${command.join(' ')}: exit code ${status}\n${stderr.slice(-2000)}`);
}

/** @throws BadInputError where processes cannot be measured */
export function requireMeter(): void {
  if (existsSync(PYTHON)) return;
  throw new BadInputError('processes cannot be measured', {
    code: 'bench.noMeter',
    where: PYTHON,
    found: 'no such file',
    expected: 'the python3 package of the system',
  });
}
