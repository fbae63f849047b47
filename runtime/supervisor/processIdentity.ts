import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** A process that can be told from a later one with the same number: `/proc/PID/stat` start time, in this boot. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Boot id and clock ticks since boot, for example `6d1b…/48213`. */
  readonly startedAt: string;
}

const BOOT_ID = readText('/proc/sys/kernel/random/boot_id')?.trim() ?? 'unknown-boot';

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** The process with that number, or null where there is none (a zombie counts as none). */
export function identityOf(pid: number): ProcessIdentity | null {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The second field is the command in parentheses and may hold blanks: count from the last ")".
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const startTicks = fields[19];
  return state === 'Z' || state === 'X' ? null : { pid, startedAt: `${BOOT_ID}/${startTicks}` };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startedAt === identity.startedAt;
}

/** What a process runs and where; a field is null where this user may not know. */
export interface ProcessPlace {
  /** File name of the program. */
  readonly program: string | null;
  readonly workingFolder: string | null;
}

export function placeOf(pid: number): ProcessPlace {
  const program = readLink(`/proc/${pid}/exe`);
  return {
    program: program === null ? null : basename(program.replace(/ \(deleted\)$/, '')),
    workingFolder: readLink(`/proc/${pid}/cwd`),
  };
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/** Sends a signal; a process that has gone is no error. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
