import { spawn, spawnSync } from 'node:child_process';
import { accessSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { UnavailableError } from '#domain/errors.js';
import type { Config } from '../config.js';
import { findPostgres, type PostgresProgram } from './programs.js';
import { identityOf, placeOf, type ProcessIdentity } from './processIdentity.js';
import type { ServiceFolders } from './serviceFolders.js';
import { serviceLog } from './serviceLog.js';
import type { ServiceRecipe } from './supervisedProcess.js';

const USER = 'planwatch';
const PORT = 5432;

/** Settings for a database of one office on one machine; nothing listens on the network. */
const SETTINGS = {
  listen_addresses: '',
  shared_buffers: '128MB',
  max_connections: '100',
  timezone: 'GMT',
  log_timezone: 'GMT',
  jit: 'off',
  logging_collector: 'off',
} as const;

export interface PostgresOptions {
  readonly config: Pick<Config, 'dataDir' | 'systemRoot' | 'ignoreSystemPackages'>;
  readonly folders: ServiceFolders;
  /** More server settings, for example `fsync: 'off'` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Connects through the socket folder; `localhost` is a placeholder that the `host` parameter overrides. */
export function postgresUrl(folders: ServiceFolders, database: string): string {
  return `postgres://${USER}@localhost:${PORT}/${database}?host=${encodeURIComponent(folders.sockets)}`;
}

/** @throws UnavailableError where PostgreSQL is missing, of another version than the folder, or cannot make a cluster */
export function postgresRecipe({ config, folders, settings }: PostgresOptions): ServiceRecipe {
  const folder = folders.postgres;
  const logFile = serviceLog(join(folders.logs, 'postgres.log'));
  const versionFile = join(folder, 'PG_VERSION');
  const program = findPostgres(config, existsSync(versionFile) ? Number(readFileSync(versionFile, 'utf8')) : null);
  const identityOptions = folders.account === null ? {} : { uid: folders.account.uid, gid: folders.account.gid };
  const all = { ...SETTINGS, unix_socket_directories: folders.sockets, ...settings };

  return {
    name: 'PostgreSQL',
    findRunning: () => findRunning(folder),
    lastWords: () => logFile.lastWords(),
    stopSteps: [
      ['SIGINT', 15_000],
      ['SIGQUIT', 5_000],
      ['SIGKILL', 5_000],
    ],
    spawn() {
      if (!existsSync(versionFile)) makeCluster(program, folder, identityOptions);
      forgetStrangers(folders);
      const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
      return logFile.withFile((file) =>
        spawn(join(program.binFolder, 'postgres'), ['-D', folder, '-p', String(PORT), ...flags], {
          ...identityOptions,
          cwd: folder,
          env: program.environment,
          detached: true,
          stdio: ['ignore', file, file],
        }),
      );
    },
    isReady: async ({ pid }) => {
      const lines = readLines(join(folder, 'postmaster.pid'));
      return Number(lines[0]) === pid && lines[7]?.trim() === 'ready' && (await answers(folders));
    },
  };
}

/** Makes the database unless it is there. */
export async function ensureDatabase(folders: ServiceFolders, name: string): Promise<void> {
  await withClient(postgresUrl(folders, 'postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function answers(folders: ServiceFolders): Promise<boolean> {
  try {
    await withClient(postgresUrl(folders, 'postgres'), (client) => client.query('SELECT 1'));
    return true;
  } catch {
    return false;
  }
}

function readLines(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
}

/** The server that `postmaster.pid` names, if it lives, is PostgreSQL, and works in this folder. */
function findRunning(folder: string): ProcessIdentity | null {
  const pid = Number(readLines(join(folder, 'postmaster.pid'))[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const identity = identityOf(pid);
  if (identity === null) return null;
  const { program, workingFolder } = placeOf(pid);
  return program === 'postgres' && workingFolder === folder ? identity : null;
}

/**
 * A number in a lock file that by now belongs to a process with nothing to do with us, or to a dead one that its new
 * parent has not reaped, would block the start. Backends that a killed server left still do, by its shared memory.
 */
function forgetStrangers({ postgres, sockets }: ServiceFolders): void {
  if (findRunning(postgres) !== null) return;
  for (const path of [join(postgres, 'postmaster.pid'), join(sockets, `.s.PGSQL.${PORT}.lock`)]) {
    const pid = Number(readLines(path)[0]);
    if (!Number.isInteger(pid) || pid <= 0 || !existsSync(`/proc/${pid}`)) continue;
    const isDead = identityOf(pid) === null;
    if (isDead || placeOf(pid).program !== null) rmSync(path, { force: true });
  }
}

/** `initdb`, with trust inside a socket folder that only the account may enter. A half-made cluster is made anew. */
function makeCluster(program: PostgresProgram, folder: string, identityOptions: { uid?: number; gid?: number }): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  const initdb = join(program.binFolder, 'initdb');
  const flags = ['-D', folder, '-U', USER, '-A', 'trust', '--encoding=UTF8', '--locale=C.UTF-8'];
  const made = spawnSync(initdb, flags, {
    ...identityOptions,
    cwd: folder,
    env: program.environment,
    encoding: 'utf8',
  });
  if (made.status === 0) return;
  accessSync(initdb);
  const reason = made.error?.message ?? made.stderr.trim().split('\n').slice(-3).join(' | ');
  throw new UnavailableError(`PostgreSQL cannot make its data folder ${folder}: ${reason}`, 'PostgreSQL');
}
