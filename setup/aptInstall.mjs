import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newestPostgres } from './aptCatalogue.mjs';
import { attempt, run } from './steps.mjs';

const ENVIRONMENT = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
const WITHOUT_QUESTIONS = ['-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold'];
const PROGRAM_START_POLICY = '/usr/sbin/policy-rc.d';
const CLUSTER_POLICY = '/etc/postgresql-common/createcluster.conf';

/**
 * Installs Debian packages as root. The packages' own servers are not started and no cluster is made: Planwatch runs
 * private ones. Both policies are put back afterwards as they were.
 * @param packagesFor names for a PostgreSQL major version
 */
export async function installPackages(packagesFor) {
  const apt = (...args) => run('apt-get', args, { env: ENVIRONMENT });
  let version = await newestPostgres([]);
  if (version === null || !(await areKnown(packagesFor(version)))) await apt('update', '-qq');
  version = await newestPostgres([]);
  const packages = packagesFor(version);

  await withFile(
    PROGRAM_START_POLICY,
    () => '#!/bin/sh\nexit 101\n',
    async () => {
      const needsCluster = packages.some((name) => name.startsWith('postgresql'));
      if (needsCluster) await apt('install', ...WITHOUT_QUESTIONS, 'postgresql-common');
      await withFile(
        CLUSTER_POLICY,
        (before) => `${before}\ncreate_main_cluster = false\n`,
        () => apt('install', ...WITHOUT_QUESTIONS, ...packages),
      );
    },
  );
  if (packages.includes('redis-server') && existsSync('/run/systemd/system')) {
    await attempt('systemctl', ['disable', 'redis-server.service']);
  }
}

async function areKnown(packages) {
  const { code } = await attempt('apt-cache', ['show', '--quiet=2', '--no-all-versions', ...packages]);
  return code === 0;
}

/** Replaces a file while `work` runs, then puts it back as it was, or takes it away where there was none. */
async function withFile(path, contentFrom, work) {
  const before = existsSync(path) ? readFileSync(path) : null;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contentFrom(before ?? ''));
  if (before === null) chmodSync(path, 0o755);
  try {
    return await work();
  } finally {
    if (before === null) rmSync(path, { force: true });
    else writeFileSync(path, before);
  }
}
