import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

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

export const isInstalled = (program: string): boolean =>
  spawnSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' }).status === 0;

export const hasPythonModules = (...modules: readonly string[]): boolean =>
  spawnSync(PYTHON, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' }).status === 0;

/** @throws Error with what the command said, where it fails: a peer that fails is no peer, and our own is a defect */
export function measure(command: readonly string[]): Measured {
  const meter = fileURLToPath(new URL('./measure.py', import.meta.url));
  const { stdout, stderr } = spawnSync(PYTHON, [meter, ...command], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const { code, ...measured } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured & { code: number };
  if (code !== 0) throw new Error(`${command.join(' ')}: exit code ${code}\n${stderr.slice(-2000)}`);
  return measured;
}
