import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type ClientRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Role } from '#domain/people.js';
import { createApiKey } from '#store/apiKeys.js';
import { appendEvent } from '#store/events.js';
import { apiUnderTest, type ApiUnderTest } from './apiUnderTest.js';

let api: ApiUnderTest;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pw-viewer-'));
  const viewerDir = join(folder, 'viewer');
  mkdirSync(join(viewerDir, 'assets'), { recursive: true });
  writeFileSync(join(viewerDir, 'index.html'), '<!doctype html><title>viewer</title>');
  writeFileSync(join(viewerDir, 'assets', 'main-abc123.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'for nobody');
  symlinkSync(join(folder, 'secret.txt'), join(viewerDir, 'link.txt'));
  api = await apiUnderTest({ viewerDir, queueCounts: () => Promise.resolve({ waiting: 3, active: 1 }) });
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
});

describe('the viewer', () => {
  test.each(['/', '/alerts/123', '/map'])('is served at %s to everyone, asked about each time', async (path) => {
    const answer = await api.ask(path, { as: null });
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('viewer') });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-cache');
  });

  test('keeps hashed files for a year', async () => {
    const answer = await api.ask('/assets/main-abc123.js', { as: null });
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['content-type']).toContain('javascript');
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/link.txt',
    '/%00',
    '/%zz',
  ])('never gives what lies outside its folder (%s)', async (path) => {
    expect((await rawGet(path)).body).not.toContain('for nobody');
  });

  test.each(['/assets/missing.js', '/v1/nothing', '/tiles/x', '/docs/secret.txt'])(
    'answers 404 at %s',
    async (path) => {
      expect([400, 404]).toContain((await api.ask(path)).status);
    },
  );

  test('lets the page load from and send to this server only', async () => {
    const { headers } = await api.ask('/', { as: null });
    const policy = headers['content-security-policy'] as string;
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/https?:|unsafe-eval|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

/** A path as it is, which URL would tidy up. */
function rawGet(path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(api.url);
    httpRequest({ hostname, port, path, headers: { Connection: 'close' } }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('operations', () => {
  test('health and readiness are open and say what is up', async () => {
    expect((await api.ask('/healthz', { as: null })).json).toEqual({ status: 'up' });
    expect(await api.ask('/readyz', { as: null })).toMatchObject({
      status: 200,
      json: { status: 'ready', services: { database: 'up', redis: 'up' } },
    });
  });

  test('metrics count requests by route, never by path, and show the queue', async () => {
    await api.ask('/v1/runs/00000000-0000-8000-8000-000000000000');
    const { text } = await api.ask('/metrics');
    expect(text).toMatch(
      /planwatch_http_request_duration_seconds_count\{method="GET",route="\/v1\/runs\/:id",status="404"\} 1/,
    );
    expect(text).toContain('planwatch_queue_jobs{state="waiting"} 3');
    expect(text).not.toContain('00000000-0000');
  });

  test('the documentation page loads nothing from elsewhere', async () => {
    const page = await api.ask('/docs');
    expect(page.status).toBe(200);
    const addresses = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(addresses.filter((address) => !address.startsWith('/docs/') && address !== 'data:,')).toEqual([]);
    for (const address of addresses.filter((each) => each.startsWith('/'))) {
      expect((await api.ask(address)).status).toBe(200);
    }
    expect((await api.ask('/openapi.json')).json).toMatchObject({ openapi: '3.1.0' });
  });

  test('a method that an address does not know is 405 with those it does', async () => {
    const answer = await api.ask('/v1/runs', { method: 'DELETE' });
    expect(answer).toMatchObject({ status: 405, json: { code: 'request.method' } });
    expect(answer.headers.allow).toBe('GET, POST');
  });

  test('every answer carries a request id of its own', async () => {
    const [a, b] = [await api.ask('/healthz'), await api.ask('/v1/nothing')];
    expect(a.headers['x-request-id']).not.toBe(b.headers['x-request-id']);
    expect(b.json).toMatchObject({ requestId: b.headers['x-request-id'] });
  });
});

interface Listener {
  readonly events: { id: string; event: string; data: unknown }[];
  until(count: number): Promise<void>;
  close(): void;
}

function listen(headers: Record<string, string>): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const events: Listener['events'] = [];
    let buffer = '';
    let wake = (): void => undefined;
    const request: ClientRequest = httpRequest(new URL('/v1/events', api.url), { headers }, (response) => {
      expect(response.headers['content-type']).toContain('text/event-stream');
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (part: string) => {
        buffer += part;
        const blocks = buffer.split('\n\n');
        buffer = blocks.pop()!;
        for (const block of blocks) {
          const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
          if (field('data') !== '')
            events.push({ id: field('id'), event: field('event'), data: JSON.parse(field('data')) });
          // The first block comes once the stream has found its place.
          if (field('retry') !== '') setTimeout(() => resolve(listener), 50);
        }
        wake();
      });
    });
    const listener: Listener = {
      events,
      async until(count) {
        while (events.length < count) await new Promise<void>((woken) => (wake = woken));
      },
      close: () => void request.destroy(),
    };
    request.on('error', reject);
    request.end();
  });
}

describe('the stream of events', () => {
  const as = (role: Role) => ({ Authorization: `Bearer ${api.keyOf(role)}` });
  const raise = (n: number, adminCode = '330110'): Promise<void> =>
    appendEvent(api.db, {
      name: 'alert',
      adminCode,
      data: { id: `a${n}`, kind: 'buildWithoutApproval', severity: 'high' },
    });

  test('gives what happens from now on, in order, and goes on where a client left off', async () => {
    await raise(0);
    const first = await listen(as('officer'));
    await raise(1);
    await raise(2);
    await first.until(2);
    first.close();
    expect(first.events.map(({ event, data }) => [event, (data as { id: string }).id])).toEqual([
      ['alert', 'a1'],
      ['alert', 'a2'],
    ]);
    await raise(3);
    const again = await listen({ ...as('officer'), 'Last-Event-ID': first.events[0]!.id });
    await again.until(2);
    again.close();
    expect(again.events.map(({ data }) => (data as { id: string }).id)).toEqual(['a2', 'a3']);
  });

  test('leaves out other regions, and does not stop at them', async () => {
    const { key } = await createApiKey(api.db, { role: 'officer', adminCode: '330106', name: 'west' });
    const listener = await listen({ Authorization: `Bearer ${key}` });
    await raise(10, '330110');
    await raise(11, '330106');
    await listener.until(1);
    listener.close();
    expect(listener.events.map(({ data }) => (data as { id: string }).id)).toEqual(['a11']);
  });

  test('refuses an id that is none', async () => {
    const answer = await api.ask('/v1/events', { headers: { 'Last-Event-ID': 'x' } });
    expect(answer).toMatchObject({ status: 400, json: { where: 'Last-Event-ID' } });
  });
});
