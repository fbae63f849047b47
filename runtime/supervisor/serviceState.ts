import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockHolder } from './launchLock.js';

/** What runs on a data folder, for other processes on this machine (`status`, `key create`). */
export interface ServiceState {
  readonly pid: number;
  readonly startedAt: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Null until the API answers. */
  readonly apiUrl: string | null;
}

const statePath = (dataDir: string): string => join(dataDir, 'services.json');

/** Readable by this user only: the addresses may hold passwords. */
export function writeServiceState(dataDir: string, state: ServiceState): void {
  const draft = `${statePath(dataDir)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, statePath(dataDir));
}

/** Null where nothing runs on the folder. */
export function readServiceState(dataDir: string): ServiceState | null {
  let state: ServiceState;
  try {
    state = JSON.parse(readFileSync(statePath(dataDir), 'utf8')) as ServiceState;
  } catch {
    return null;
  }
  return lockHolder(dataDir)?.pid === state.pid ? state : null;
}

export function removeServiceState(dataDir: string): void {
  rmSync(statePath(dataDir), { force: true });
}
