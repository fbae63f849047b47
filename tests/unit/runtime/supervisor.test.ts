import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { redisTarget } from '#runtime/redis.js';
import { lockHolder, takeLaunchLock } from '#runtime/supervisor/launchLock.js';
import { identityOf, isAlive } from '#runtime/supervisor/processIdentity.js';
import { findPostgres, findRedis } from '#runtime/supervisor/programs.js';
import { firstClosedFolder } from '#runtime/supervisor/serviceAccount.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pw-unit-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('process identity', () => {
  test('a process is itself, and not another of its number', () => {
    const own = identityOf(process.pid)!;
    expect(isAlive(own)).toBe(true);
    expect(isAlive({ ...own, startedAt: 'another-boot/1' })).toBe(false);
  });

  test('a process that ended is none', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const identity = identityOf(child.pid!)!;
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(identity)).toBe(false);
    expect(identityOf(child.pid!)).toBeNull();
  });
});

describe('launch lock', () => {
  test('is held until released, and says by whom', () => {
    const lock = takeLaunchLock(folder, 'up');
    expect(lockHolder(folder)).toMatchObject({ pid: process.pid, purpose: 'up' });
    expect(() => takeLaunchLock(folder, 'key create')).toThrow(`process ${process.pid}`);
    lock.release();
    expect(lockHolder(folder)).toBeNull();
    takeLaunchLock(folder, 'key create').release();
  });

  test('a broken lock file counts as none', () => {
    writeFileSync(join(folder, 'planwatch.lock'), '{"pid":');
    takeLaunchLock(folder, 'up').release();
  });
});

describe('programs', () => {
  const where = (): Parameters<typeof findPostgres>[0] => ({
    dataDir: folder,
    systemRoot: join(folder, 'root'),
    ignoreSystemPackages: true,
  });

  function unpack(version: string, withPostgis: boolean): void {
    const bin = join(folder, 'root/usr/lib/postgresql', version, 'bin');
    const extension = join(folder, 'root/usr/share/postgresql', version, 'extension');
    for (const each of [bin, extension]) mkdirSync(each, { recursive: true });
    writeFileSync(join(bin, 'postgres'), '');
    if (withPostgis) writeFileSync(join(extension, 'postgis.control'), '');
  }

  test('the newest PostgreSQL with PostGIS is taken, or the one that a folder was made by', () => {
    for (const version of ['15', '9', '16']) unpack(version, true);
    unpack('17', false);
    expect(findPostgres(where(), null).major).toBe(16);
    expect(findPostgres(where(), 15).major).toBe(15);
    expect(() => findPostgres(where(), 14)).toThrow('made by PostgreSQL 14, found only 16, 15, 9');
  });

  test('unpacked programs get their own libraries and projection data', () => {
    unpack('15', true);
    mkdirSync(join(folder, 'root/usr/share/proj'), { recursive: true });
    writeFileSync(join(folder, 'root/libraryFolders.json'), '["usr/lib/x86_64-linux-gnu","lib/x"]');
    const root = join(folder, 'root');
    expect(findPostgres(where(), null).environment).toMatchObject({
      LD_LIBRARY_PATH: `${root}/usr/lib/x86_64-linux-gnu:${root}/lib/x`,
      PROJ_DATA: `${root}/usr/share/proj`,
    });
  });

  test('what is missing is named with what to do', () => {
    expect(() => findPostgres(where(), null)).toThrow(/PostgreSQL with PostGIS not found; run "npm run setup"/);
    expect(() => findRedis(where())).toThrow(/Redis not found; run "npm run setup"/);
  });
});

test('the first folder on the way that an account may not enter is found', () => {
  const closed = join(folder, 'closed');
  mkdirSync(join(closed, 'data'), { recursive: true });
  const stranger = { name: 'stranger', uid: 4_000_001, gid: 4_000_001 };
  expect(firstClosedFolder(join(closed, 'data'), stranger)).toBe(folder);
  expect(firstClosedFolder('/usr/bin', stranger)).toBeNull();
});

test('a unix address becomes the path that the client takes, others stay', () => {
  expect(redisTarget('unix:///run/a%20b/redis.sock?db=3')).toBe('/run/a b/redis.sock?db=3');
  expect(redisTarget('rediss://h:1/2')).toBe('rediss://h:1/2');
});

test('the version of node that is needed is the same in the setup and in package.json', () => {
  const setup = readFileSync('setup/setup.mjs', 'utf8');
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
  const [, major, minor] = /LEAST_NODE = \[(\d+), (\d+)\]/.exec(setup) ?? [];
  expect(engines.node).toBe(`>=${major}.${minor}`);
});
