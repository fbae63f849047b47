import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { identityOf } from '#runtime/supervisor/processIdentity.js';
import { planwatch, startPlanwatch, type RunningCommand } from '../../support/planwatch.js';
import { eventually } from '../../support/servicesProcess.js';

let folder: string;
let up: RunningCommand;
let url: string;

const startUp = (): RunningCommand => startPlanwatch('up', '--data', folder, '--port', '0');

async function readyUrl(command: RunningCommand): Promise<string> {
  return (await command.line(/^ready http/)).replace('ready ', '');
}

/** Process number of the worker that `up` started, or 0. */
function workerPid(): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.find((pid) => {
    try {
      const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1];
      return Number(parent) === up.child.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('\0worker\0');
    } catch {
      return false;
    }
  });
  return Number(found ?? 0);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pw-up-'));
  up = startUp();
  url = await readyUrl(up);
}, 120_000);

afterAll(async () => {
  up.child.kill('SIGTERM');
  await up.ended;
  rmSync(folder, { recursive: true, force: true });
});

test('the API answers once it says that it is ready', async () => {
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await fetch(`${url}/v1/alerts`)).status).toBe(401);
});

test('first sign-ins are printed once, one for each role, and work', async () => {
  const people = [...up.output().matchAll(/^ {2}(\w+) +(\S+) {2}\((\w+)\)$/gm)];
  expect(people.map(([, , , role]) => role)).toEqual(['admin', 'supervisor', 'officer', 'steward', 'approver']);
  const [, name, password] = people[0]!;
  const answer = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, password }),
  });
  expect(answer.status).toBe(200);
});

test('a key made while it runs signs in at once', async () => {
  const { code, stdout } = await planwatch('key', 'create', '--data', folder, '--role', 'approver');
  expect(code).toBe(0);
  const answer = await fetch(`${url}/v1/alerts`, { headers: { Authorization: `Bearer ${stdout.trim()}` } });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ type: 'FeatureCollection', features: [] });
});

test('status tells what runs, as JSON', async () => {
  const { code, stdout } = await planwatch('status', '--data', folder, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    services: { database: { status: 'up' }, redis: { status: 'up' }, api: { status: 'up', detail: url } },
    queue: { planRun: { waiting: 0, active: 0 } },
    runs: [],
  });
});

test('a second launch on the folder ends with 3 and one line that names the first', async () => {
  const { code, stderr } = await startUp().ended;
  expect(code).toBe(3);
  expect(stderr).toContain(`is in use: planwatch up runs there as process ${up.child.pid}`);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a worker that is killed is started again', async () => {
  await eventually('a worker runs', () => workerPid() > 0);
  const first = workerPid();
  process.kill(first, 'SIGKILL');
  await eventually('another worker runs', () => ![0, first].includes(workerPid()));
});

test('killed with -9, its worker ends, the next takes the servers over, and a stop ends everything with 0', async () => {
  const worker = workerPid();
  up.child.kill('SIGKILL');
  await up.ended;
  await eventually('the worker ended', () => identityOf(worker) === null);
  expect((await planwatch('status', '--data', folder)).code).toBe(3);

  up = startUp();
  await readyUrl(up);
  expect(up.output()).toMatch(/PostgreSQL taken over/);
  expect(up.output()).toMatch(/Redis taken over/);
  expect(up.output()).not.toMatch(/sign in with/);
  up.child.kill('SIGTERM');
  expect((await up.ended).code).toBe(0);
});

test('a key can be made while nothing runs, and nothing runs afterwards', async () => {
  const { code, stdout } = await planwatch(
    'key',
    'create',
    '--data',
    folder,
    '--role',
    'officer',
    '--admin-code',
    '33',
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/^pw_\S+\n$/);
  expect((await planwatch('status', '--data', folder)).code).toBe(3);
});

test('a role or region that there is not ends with 2 and says which there are', async () => {
  const role = await planwatch('key', 'create', '--data', folder, '--role', 'king');
  expect(role.code).toBe(2);
  expect(role.stderr).toContain('officer');
  const region = await planwatch('key', 'create', '--data', folder, '--role', 'officer', '--admin-code', 'abc');
  expect(region.code).toBe(2);
  expect(region.stderr).toContain('--admin-code');
});

test('a port that is taken ends with 3, names the port, and leaves nothing running', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
  });
  const { code, stderr } = await planwatch('up', '--data', folder, '--port', String(port));
  other.close();
  expect(code).toBe(3);
  expect(stderr).toContain(String(port));
  expect((await planwatch('status', '--data', folder)).code).toBe(3);
});
