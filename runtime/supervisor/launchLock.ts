import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UnavailableError } from '#domain/errors.js';
import { identityOf, isAlive, type ProcessIdentity } from './processIdentity.js';

/** Only one process may run private services in a data folder. */
export interface LaunchLock {
  release(): void;
}

export interface LockHolder extends ProcessIdentity {
  /** What holds it: `up`, `key create`. */
  readonly purpose: string;
}

const lockPath = (dataDir: string): string => join(dataDir, 'planwatch.lock');

/** Who holds the folder now, or null. A lock whose process has gone counts as none. */
export function lockHolder(dataDir: string): LockHolder | null {
  const holder = readHolder(lockPath(dataDir));
  return holder !== null && isAlive(holder) ? holder : null;
}

function readHolder(path: string): LockHolder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LockHolder;
  } catch {
    return null;
  }
}

/** @throws UnavailableError where another living process holds the folder */
export function takeLaunchLock(dataDir: string, purpose: string): LaunchLock {
  const path = lockPath(dataDir);
  const own: LockHolder = { ...identityOf(process.pid)!, purpose };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (linkIfFree(draft, path)) return { release: () => release(path, own) };
      const holder = lockHolder(dataDir);
      if (holder !== null) throw inUse(dataDir, holder);
      setAside(path);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new UnavailableError(`${dataDir}: the lock file ${path} keeps changing hands`, 'data folder');
}

/** A hard link appears whole or not at all, and never replaces. */
function linkIfFree(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a stale lock away. Whoever was quicker may have put a living one there meanwhile: that one goes back. */
function setAside(path: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const holder = readHolder(aside);
  if (holder !== null && isAlive(holder)) linkIfFree(aside, path);
  rmSync(aside, { force: true });
}

function release(path: string, own: LockHolder): void {
  if (readHolder(path)?.startedAt === own.startedAt) rmSync(path, { force: true });
}

function inUse(dataDir: string, holder: LockHolder): UnavailableError {
  const message = `${dataDir} is in use: planwatch ${holder.purpose} runs there as process ${holder.pid}; stop it first, or name another folder with --data`;
  return new UnavailableError(message, 'data folder');
}
