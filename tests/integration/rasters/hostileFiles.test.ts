import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';

const MOST_BYTES = 300e6;
/** A hang ends here; how long a refusal takes is not measured on a machine that does other things. */
const KILL_AFTER_MS = 60_000;
/**
 * Lets the command write its peak memory (kB) to descriptor 3 as it ends. Not `resourceUsage().maxRSS`: Linux hands a process the peak
 * of the one that started it, here the test runner's.
 */
const REPORT_PEAK =
  "import{readFileSync,writeSync}from'node:fs';" +
  "process.on('exit',()=>writeSync(3,/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status','utf8'))[1]))";

interface Inspected {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
  readonly peakBytes: number;
}

/** Runs the built `planwatch inspect` on a file. */
function inspect(path: string): Inspected {
  const preload = `data:text/javascript,${encodeURIComponent(REPORT_PEAK)}`;
  const { status, signal, output } = spawnSync(
    process.execPath,
    ['--import', preload, join(PROJECT_ROOT, 'bin/planwatch.mjs'), 'inspect', path, '--json'],
    {
      encoding: 'utf8',
      timeout: KILL_AFTER_MS,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] },
    },
  );
  return { code: status, signal, stderr: output[2] ?? '', peakBytes: 1024 * Number(output[3]) };
}

function filesOf(folder: string): string[] {
  const path = sharedDataPath(`hostile/${folder}`);
  return existsSync(path) ? readdirSync(path).sort() : [];
}

describeWithData('hostile/tiff_bad', 'planwatch inspect on TIFFs that break readers', () => {
  test.each(filesOf('tiff_bad'))('%s is refused by name, in little memory', (name) => {
    const { code, signal, stderr, peakBytes } = inspect(sharedDataPath(`hostile/tiff_bad/${name}`));
    expect({ code, signal }).toEqual({ code: 2, signal: null });
    expect(stderr).toMatch(new RegExp(`^planwatch: .*${name}: .+; found .+; expected .+`));
    expect(peakBytes).toBeGreaterThan(0);
    expect(peakBytes).toBeLessThan(MOST_BYTES);
  });

  test.each(filesOf('libtiff'))('libtiff %s is read or refused, in little memory', (name) => {
    const { code, signal, peakBytes } = inspect(sharedDataPath(`hostile/libtiff/${name}`));
    expect(signal).toBeNull();
    expect([0, 2]).toContain(code);
    expect(peakBytes).toBeLessThan(MOST_BYTES);
  });
});
