import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UnavailableError } from '#domain/errors.js';
import type { Config } from '../config.js';
import { PROJECT_ROOT } from '../projectRoot.js';

/** A program of the system or of unpacked packages, with the environment that it needs to start. */
export interface Program {
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface PostgresProgram {
  /** Folder with `postgres` and `initdb`. */
  readonly binFolder: string;
  readonly major: number;
  readonly environment: Readonly<Record<string, string>>;
}

type Where = Pick<Config, 'dataDir' | 'systemRoot' | 'ignoreSystemPackages'>;

const BASE_ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };

/** Roots to look below, best first: `/` is the system itself. */
function rootsOf({ dataDir, systemRoot, ignoreSystemPackages }: Where): string[] {
  const unpacked = [systemRoot, join(dataDir, 'system'), join(PROJECT_ROOT, 'data', 'system')];
  const roots = unpacked.filter((root): root is string => root !== null && existsSync(root));
  return ignoreSystemPackages ? roots : ['/', ...roots];
}

/**
 * PostgreSQL with PostGIS: of the wanted major version where a cluster exists already, else the newest.
 * @throws UnavailableError where there is none
 */
export function findPostgres(where: Where, wantedMajor: number | null): PostgresProgram {
  const found = rootsOf(where).flatMap(postgresBelow);
  const fitting = found.filter(({ major }) => wantedMajor === null || major === wantedMajor);
  if (fitting[0] !== undefined) return fitting[0];
  if (found.length === 0) throw notFound('PostgreSQL with PostGIS');
  const versions = [...new Set(found.map(({ major }) => major))].join(', ');
  const message = `the database in ${join(where.dataDir, 'postgres')} was made by PostgreSQL ${wantedMajor}, found only ${versions}; install PostgreSQL ${wantedMajor} with PostGIS, or move the data with pg_dump`;
  throw new UnavailableError(message, 'PostgreSQL');
}

function postgresBelow(root: string): PostgresProgram[] {
  const versions = join(root, 'usr/lib/postgresql');
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      binFolder: join(versions, name, 'bin'),
      major: Number(name),
      environment: environmentBelow(root),
      extension: join(root, `usr/share/postgresql/${name}/extension/postgis.control`),
    }))
    .filter(({ binFolder, extension }) => existsSync(join(binFolder, 'postgres')) && existsSync(extension))
    .sort((a, b) => b.major - a.major);
}

/** @throws UnavailableError where there is none */
export function findRedis(where: Where): Program {
  for (const root of rootsOf(where)) {
    const path = join(root, 'usr/bin/redis-server');
    if (existsSync(path)) return { path, environment: environmentBelow(root) };
  }
  throw notFound('Redis');
}

/** Unpacked packages bring their libraries and PROJ's data, in folders that `setup/` wrote down. */
function environmentBelow(root: string): Record<string, string> {
  if (root === '/') return BASE_ENVIRONMENT;
  const listed = join(root, 'libraryFolders.json');
  const folders = existsSync(listed) ? (JSON.parse(readFileSync(listed, 'utf8')) as string[]) : [];
  const proj = join(root, 'usr/share/proj');
  return {
    ...BASE_ENVIRONMENT,
    ...(folders.length > 0 && { LD_LIBRARY_PATH: folders.map((folder) => join(root, folder)).join(':') }),
    ...(existsSync(proj) && { PROJ_DATA: proj, PROJ_LIB: proj }),
  };
}

function notFound(what: string): UnavailableError {
  const message = `${what} not found; run "npm run setup", or set DATABASE_URL and REDIS_URL to running servers`;
  return new UnavailableError(message, what);
}
