import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installPackages } from './aptInstall.mjs';
import { unpackPackages } from './aptUnpack.mjs';
import { ROOT, SetupError, attempt } from './steps.mjs';

/** Where packages are unpacked for a user who may not install them. `runtime/supervisor/programs.ts` looks here too. */
export const SYSTEM_ROOT = process.env.PLANWATCH_SYSTEM_ROOT
  ? resolve(process.env.PLANWATCH_SYSTEM_ROOT)
  : join(ROOT, 'data/system');

/** For trying the unpacking on a machine that has everything. */
const IGNORES_SYSTEM = ['1', 'true'].includes(process.env.PLANWATCH_IGNORE_SYSTEM_PACKAGES);

/** What the project needs of the system: how it is recognised below a root, and the packages that bring it. */
const NEEDS = {
  database: {
    name: 'PostgreSQL with PostGIS',
    isBelow: hasPostgis,
    packages: (version) => [`postgresql-${version}`, `postgresql-${version}-postgis-3`],
    /** Named in the environment: the database runs elsewhere. */
    isElsewhere: () => Boolean(process.env.DATABASE_URL),
  },
  queue: {
    name: 'Redis',
    isBelow: (root) => existsSync(join(root, 'usr/bin/redis-server')),
    packages: () => ['redis-server'],
    isElsewhere: () => Boolean(process.env.REDIS_URL),
  },
  browser: {
    name: 'Chromium',
    isBelow: (root) => existsSync(join(root, 'usr/lib/chromium/chromium')),
    packages: () => ['chromium'],
    isElsewhere: () => Boolean(process.env.PLANWATCH_CHROMIUM),
  },
  font: {
    name: 'Chinese font',
    isBelow: (root) => existsSync(join(root, 'usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')),
    packages: () => ['fonts-noto-cjk'],
    isElsewhere: () => false,
  },
};

/** Installs (root) or unpacks (anyone else) what is missing. A test run needs its own servers whatever is set. */
export async function ensureSystemPackages({ withBrowser }) {
  const wanted = withBrowser ? Object.values(NEEDS) : [NEEDS.database, NEEDS.queue];
  const missing = wanted.filter((need) => !isThere(need) && (withBrowser || !need.isElsewhere()));
  if (missing.length === 0) return 'all there';
  const names = missing.map(({ name }) => name).join(', ');
  if ((await attempt('apt-get', ['--version'])).code !== 0) throw noPackageManager(names);

  const packagesFor = (version) => missing.flatMap((need) => need.packages(version));
  if (process.getuid() === 0 && !IGNORES_SYSTEM) await installPackages(packagesFor);
  else await unpackPackages(packagesFor, { root: SYSTEM_ROOT, asOnEmptySystem: IGNORES_SYSTEM });

  const still = missing.filter((need) => !isThere(need));
  if (still.length > 0) throw new SetupError(`${still.map(({ name }) => name).join(', ')} still missing after that`);
  return `${process.getuid() === 0 && !IGNORES_SYSTEM ? 'installed' : `unpacked into ${SYSTEM_ROOT}`}: ${names}`;
}

function isThere({ isBelow }) {
  return (!IGNORES_SYSTEM && isBelow('/')) || isBelow(SYSTEM_ROOT);
}

function hasPostgis(root) {
  const versions = join(root, 'usr/lib/postgresql');
  if (!existsSync(versions)) return false;
  return readdirSync(versions).some(
    (version) =>
      existsSync(join(versions, version, 'bin/postgres')) &&
      existsSync(join(root, `usr/share/postgresql/${version}/extension/postgis.control`)),
  );
}

function noPackageManager(names) {
  return new SetupError(
    `missing: ${names}. This system has no apt-get; install them by its own means, or set DATABASE_URL and REDIS_URL.`,
  );
}
