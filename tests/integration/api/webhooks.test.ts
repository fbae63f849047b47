import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Sealing } from '#domain/sealing.js';
import { createSealing } from '#runtime/sealing.js';
import { idOf } from '#domain/id.js';
import { saveNewAlerts } from '#store/alertChanges.js';
import { syncFlags } from '#store/flags.js';
import { deliverWebhooks } from '#worker/webhooks/deliverWebhooks.js';
import { createWebhookSender, type WebhookSender } from '#worker/webhooks/sendWebhook.js';
import { alertOf } from '../store/examples.js';
import { apiUnderTest, type ApiUnderTest } from './apiUnderTest.js';

jest.setTimeout(300_000);

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
interface FlagEvent {
  readonly subject: string;
  readonly data: {
    readonly flagId: string;
    readonly status: string;
    readonly severity: string;
    readonly sequence: number;
  };
}

let api: ApiUnderTest;
let receiver: Server;
let host: string;
let answer: (received: Received, response: ServerResponse) => void;
let send: WebhookSender;
let sealing: Sealing;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => answer({ headers: request.headers, body }, response));
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  api = await apiUnderTest({ config: { webhookHosts: host }, limits: { requestsPerMinute: 100_000 } });
  sealing = createSealing(api.services.config);
  send = createWebhookSender([host], sealing);
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await api.stop();
});

const alertId = (place: number): string => idOf('webhook test', place);

async function raise(from: number, count: number, caseOf: (place: number) => string[]): Promise<void> {
  const ids = Array.from({ length: count }, (_, i) => from + i);
  await saveNewAlerts(
    api.db,
    ids.map((place) => alertOf(alertId(place), { permitCaseNumbers: caseOf(place) })),
  );
  await api.db.transaction().execute((t) => syncFlags(t, ids.map(alertId)));
}

async function register(change: object = {}): Promise<{ id: string; secret: string; revision: number }> {
  const body = { name: '审批系统', url: `http://${host}/hook`, ...change };
  const { json } = await api.ask('/v1/webhooks', { body, as: 'approver' });
  const { webhook, secret } = json as { webhook: { id: string; revision: number }; secret: string };
  return { ...webhook, secret };
}
const read = async (id: string) => (await api.ask(`/v1/webhooks/${id}`, { as: 'approver' })).json;
const makeAllDue = () => api.services.query('UPDATE webhook_deliveries SET next_attempt_at = now()');
const deliverAll = async (): Promise<void> => {
  while ((await deliverWebhooks({ db: api.db, sealing, send })) > 0);
};

describe('a webhook', () => {
  test('gets a signed CloudEvent of each change, and what it asks for again', async () => {
    const { id, secret } = await register();
    const got: Received[] = [];
    answer = (received, response) => {
      got.push(received);
      response.writeHead(204).end();
    };
    await raise(0, 2, () => ['案-1']);
    await deliverAll();
    expect(got.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { specversion: '1.0', type: 'planwatch.flag.open', subject: '案-1', data: { caseNumber: '案-1' } },
      { specversion: '1.0', type: 'planwatch.flag.open', subject: '案-1' },
    ]);
    const { headers, body } = got[0]!;
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
    expect(await read(id)).toMatchObject({ status: 'active', waiting: 0 });
    const list = (await api.ask(`/v1/webhooks/${id}/deliveries?status=delivered`, { as: 'approver' })).json;
    const { items } = list as { items: { sequence: number; lastStatus: number }[] };
    expect(items).toMatchObject([{ lastStatus: 204 }, { lastStatus: 204 }]);
    const resend = `/v1/webhooks/${id}/deliveries/${items[1]!.sequence}/resend`;
    expect((await api.ask(resend, { method: 'POST', as: 'approver' })).status).toBe(204);
    await deliverAll();
    expect(got).toHaveLength(3);
    expect(got[2]!.headers['webhook-id']).toBe(headers['webhook-id']);
    await api.ask(`/v1/webhooks/${id}`, { method: 'DELETE', as: 'approver' });
  });

  test('has a secret that the database does not tell, sealed also where an earlier version left it in clear', async () => {
    const [{ id, secret }, other] = [await register(), await register()];
    const stored = async (): Promise<string> => JSON.stringify(await api.services.query('SELECT * FROM webhooks'));
    expect(await stored()).not.toContain(secret);
    const left = `UPDATE webhooks SET secret = 'whsec_bGVmdA==', sealed_secret = NULL WHERE id = '${id}'`;
    await api.services.query(left);
    // A seal that belongs to another receiver.
    const moved = `(SELECT sealed_secret FROM webhooks WHERE id = '${other.id}')`;
    const { id: third } = await register();
    await api.services.query(`UPDATE webhooks SET sealed_secret = ${moved} WHERE id = '${third}'`);
    const got: Received[] = [];
    answer = (received, response) => {
      got.push(received);
      response.writeHead(204).end();
    };
    await raise(5, 1, () => ['案-0']);
    await deliverAll();
    expect(await stored()).not.toContain('bGVmdA');
    const signers = got.map(({ headers, body }) => {
      const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
      const keys = { left: 'bGVmdA==', other: other.secret.slice('whsec_'.length) };
      const isBy = (key: string): boolean =>
        headers['webhook-signature'] ===
        `v1,${createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest('base64')}`;
      return Object.entries(keys).find(([, key]) => isBy(key))?.[0];
    });
    expect(new Set(signers)).toEqual(new Set(['left', 'other']));
    expect(signers).toHaveLength(2);
    const { json } = await api.ask(`/v1/webhooks/${third}/deliveries`, { as: 'approver' });
    expect((json as { items: { status: string; lastError: string }[] }).items).toEqual([
      expect.objectContaining({ status: 'waiting', lastError: expect.stringContaining('does not open') }),
    ]);
    for (const made of [id, other.id, third]) {
      await api.ask(`/v1/webhooks/${made}`, { method: 'DELETE', as: 'approver' });
    }
  });

  test('that fails or sends elsewhere is tried again later, later changes of the case wait, others do not', async () => {
    const { id } = await register();
    const cases: string[] = [];
    answer = ({ body }, response) => {
      const { subject } = JSON.parse(body) as FlagEvent;
      cases.push(subject);
      if (subject === '案-2') response.writeHead(302, { Location: `http://${host}/elsewhere` }).end();
      else response.writeHead(200).end();
    };
    await raise(10, 2, () => ['案-2']);
    await raise(20, 1, () => ['案-3']);
    await deliverAll();
    expect(cases.sort()).toEqual(['案-2', '案-3']);
    const { json } = await api.ask(`/v1/webhooks/${id}/deliveries?status=waiting`, { as: 'approver' });
    expect((json as { items: object[] }).items).toMatchObject([
      { subject: '案-2', attempts: 0 },
      { subject: '案-2', attempts: 1, lastStatus: 302, lastError: 'answered 302' },
    ]);
    await api.ask(`/v1/webhooks/${id}`, { method: 'DELETE', as: 'approver' });
  });

  test('that answers 410 is asked nothing more until it is made active again', async () => {
    const { id } = await register();
    answer = (_received, response) => response.writeHead(410).end();
    await raise(30, 1, () => ['案-4']);
    await deliverAll();
    expect(await read(id)).toMatchObject({ status: 'disabled', disabledBecause: /410/, waiting: 1, revision: 2 });
    answer = (_received, response) => response.writeHead(200).end();
    const body = { name: 'n', url: `http://${host}/hook`, status: 'active', expectedRevision: 2 };
    await api.ask(`/v1/webhooks/${id}`, { method: 'PUT', body, as: 'approver' });
    await deliverAll();
    expect(await read(id)).toMatchObject({ status: 'active', disabledBecause: null, waiting: 0 });
    expect(await api.ask(`/v1/webhooks/${id}`, { method: 'PUT', body, as: 'approver' })).toMatchObject({ status: 409 });
    await api.ask(`/v1/webhooks/${id}`, { method: 'DELETE', as: 'approver' });
  });

  test.each([
    'http://127.0.0.1:1/',
    'https://169.254.169.254/latest',
    'https://localhost/',
    'gopher://x.example/',
    'x',
  ])('is not made for %s', async (url) => {
    const made = await api.ask('/v1/webhooks', { body: { name: 'n', url }, as: 'approver' });
    expect(made.status).toBeGreaterThanOrEqual(400);
    expect(made.json).toMatchObject({ code: 'url.notPublic' });
  });

  test('whose host is no longer allowed, or was written into the database, is not asked', async () => {
    const attempt = createWebhookSender([], sealing)(
      { webhookId: alertId(0), url: `http://${host}/`, sealedSecret: '', attempts: 0, change: {} as never },
      new Date(),
    );
    expect(await attempt).toMatchObject({ error: /not asked/ });
  });
});

test('10,000 changes, receiver and sender failing at random: nothing missing, nothing out of order in a case', async () => {
  const CHANGES = 10_000;
  const ALERTS = 1000;
  const CASES = 400;
  let seed = 20_261_126;
  const chance = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed / 2 ** 32;
  };
  await register({ fromBeginning: false });
  /** What the receiver has on its disk: survives its deaths. */
  const flags = new Map<string, FlagEvent['data']>();
  const lastOfCase = new Map<string, number>();
  const outOfOrder: string[] = [];
  answer = ({ body }, response) => {
    const luck = chance();
    if (luck < 0.05) return void response.socket?.destroy(); // dies before it read
    if (luck < 0.1) return void response.writeHead(503).end();
    const { subject, data } = JSON.parse(body) as FlagEvent;
    const last = lastOfCase.get(subject) ?? 0;
    const known = flags.get(data.flagId);
    if (data.sequence < last && (known === undefined || known.sequence < data.sequence)) outOfOrder.push(subject);
    lastOfCase.set(subject, Math.max(last, data.sequence));
    if (known === undefined || known.sequence < data.sequence) flags.set(data.flagId, data);
    if (luck < 0.15) return void response.socket?.destroy(); // dies after it wrote, before it answered
    response.writeHead(200).end();
  };
  /** A sender that dies after it sent and before it noted so. */
  const dying: WebhookSender = async (delivery, at) => {
    const attempt = await send(delivery, at);
    if (chance() < 0.02) throw new Error('killed');
    return attempt;
  };
  const before = await headOf();
  await raise(1000, ALERTS, (place) => [`案-${100 + (place % CASES)}`]);
  for (let made = ALERTS; made < CHANGES; made += ALERTS) {
    const severity = (['low', 'medium', 'high', 'critical'] as const)[(made / ALERTS) % 4]!;
    await api.db.transaction().execute(async (t) => {
      const ids = Array.from({ length: ALERTS }, (_, i) => alertId(1000 + i));
      await t.updateTable('alerts').set({ severity }).where('id', 'in', ids).execute();
      await syncFlags(t, ids);
    });
    await deliverWebhooks({ db: api.db, sealing, send: dying }).catch(() => 0);
  }
  expect((await headOf()) - before).toBe(CHANGES);
  for (;;) {
    const attempts = await deliverWebhooks({ db: api.db, sealing, send: dying }).catch(() => 1);
    if (attempts > 0) continue;
    const [{ waiting } = { waiting: 0 }] = (await api.services.query(
      'SELECT count(*)::int AS waiting FROM webhook_deliveries WHERE delivered_at IS NULL',
    )) as { waiting: number }[];
    if (waiting === 0) break;
    await makeAllDue();
  }
  expect(outOfOrder).toEqual([]);
  const stored = (await api.services.query(
    `SELECT id, status, severity, sequence::int FROM flags WHERE sequence > ${before} ORDER BY id`,
  )) as { id: string; status: string; severity: string; sequence: number }[];
  const received = [...flags].map(([id, { status, severity, sequence }]) => ({ id, status, severity, sequence }));
  expect(received.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(stored);
});

async function headOf(): Promise<number> {
  const [{ sequence }] = (await api.services.query('SELECT sequence::int FROM flag_head')) as [{ sequence: number }];
  return sequence;
}
