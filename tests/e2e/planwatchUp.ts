import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlanwatch } from '../support/planwatch.js';

/** The product as an office starts it: `planwatch up` with a small sample county, in a folder of its own. */
export interface PlanwatchUp {
  readonly url: string;
  /** The first people, as printed at the first start. */
  readonly users: readonly { readonly name: string; readonly password: string; readonly role: string }[];
  /** Connection string of its own database. */
  readonly databaseUrl: string;
  /** Its data folder, which goes with it. */
  readonly dataDir: string;
  /** Settles when the sample is monitored: the alerts stand from then on. */
  readonly sampleReady: Promise<string>;
  stop(): Promise<void>;
}

/** Resolves once the API answers. @throws Error with what was printed, where that does not come about */
export async function planwatchUp({ seed, sizePx }: { seed: number; sizePx: number }): Promise<PlanwatchUp> {
  const folder = mkdtempSync(join(tmpdir(), 'pw-e2e-'));
  const sample = ['--sample', String(seed), '--sample-size', String(sizePx)];
  const up = startPlanwatch('up', '--data', folder, '--port', '0', ...sample);
  const stop = async (): Promise<void> => {
    up.child.kill('SIGTERM');
    await up.ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const sampleReady = up.line(/^sample ready/);
    // Whoever waits for it is told; nobody may be waiting when the tests stop early.
    sampleReady.catch(() => undefined);
    const url = (await up.line(/^ready http/)).replace('ready ', '');
    const people = [...up.output().matchAll(/^ {2}(\S+) +(\S+) +\((\w+)\)$/gm)];
    const users = people.map(([, name = '', password = '', role = '']) => ({ name, password, role }));
    const { databaseUrl } = JSON.parse(readFileSync(join(folder, 'services.json'), 'utf8')) as { databaseUrl: string };
    return { url, users, databaseUrl, dataDir: folder, sampleReady, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
