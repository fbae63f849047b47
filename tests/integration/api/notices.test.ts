import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { idOf } from '#domain/id.js';
import { createSealing } from '#runtime/sealing.js';
import { saveNewAlerts } from '#store/alertChanges.js';
import { verifyAudit } from '#store/auditVerification.js';
import { saveCalendarYear } from '#store/calendar.js';
import { createUser } from '#store/users.js';
import { checkTerms } from '#worker/jobs/checkTerms.js';
import { createMailer, type Mailer } from '#worker/notices/mailer.js';
import { sendMessages } from '#worker/notices/sendMessages.js';
import { createSignedPost } from '#worker/webhooks/sendWebhook.js';
import { smtpServer, type SmtpServer } from '../../support/smtpServer.js';
import { alertOf } from '../store/examples.js';
import { apiUnderTest, type Answer, type ApiUnderTest } from './apiUnderTest.js';
import { signIn } from './signingIn.js';

let api: ApiUnderTest;
let smtp: SmtpServer;
let mailer: Mailer;
let receiver: Server;
let host: string;
const posts: { id: string; signature: string; timestamp: string; body: string }[] = [];

beforeAll(async () => {
  smtp = await smtpServer();
  mailer = createMailer({
    smtpUrl: smtp.url,
    mailFrom: 'planwatch@office.example',
    publicUrl: 'https://watch.example',
  });
  receiver = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const header = (name: string): string => String(request.headers[name]);
      const [id, signature] = [header('webhook-id'), header('webhook-signature')];
      posts.push({ id, signature, timestamp: header('webhook-timestamp'), body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  api = await apiUnderTest({ config: { webhookHosts: host, smtpUrl: smtp.url } });
  await addPerson('李巡查', 'officer', 'li@office.example');
  await addPerson('王督察', 'supervisor', 'wang@office.example');
  // The week before the Qingming festival of 2026: 4 to 6 April, Monday the 6th included.
  await saveCalendarYear(api.db, 2026, [{ day: '2026-04-06', isWorking: false, name: '清明节' }]);
});
afterAll(async () => {
  mailer.close();
  receiver.closeAllConnections();
  receiver.close();
  await api.stop();
  await smtp.close();
});

type Headers = Readonly<Record<string, string>>;
const people = new Map<string, { id: string; headers: Headers }>();
async function addPerson(name: string, role: 'officer' | 'supervisor', email: string): Promise<void> {
  const person = { name, password: 'correct horse', role, adminCode: '330106' };
  const { id } = await createUser(api.db, person);
  await api.services.query(`UPDATE users SET email = '${email}' WHERE id = '${id}'`);
  const headers = await signIn(api, person);
  people.set(name, { id, headers });
}
const askAs = (name: string, path: string, asking: { method?: string; body?: unknown } = {}): Promise<Answer> =>
  api.ask(path, { ...asking, as: null, headers: people.get(name)!.headers });

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly alertId: string | null;
  readonly detail: Record<string, unknown>;
}
const toldTo = async (name: string): Promise<readonly Told[]> =>
  ((await askAs(name, '/v1/notices')).json as { items: Told[] }).items;
const kindsOf = (told: readonly Told[], alertId: string | null): readonly string[] =>
  told.filter((notice) => notice.alertId === alertId).map(({ kind }) => kind);

async function raise(name: string, dueOn: string): Promise<string> {
  const id = idOf('notice test', name);
  await saveNewAlerts(api.db, [{ ...alertOf(id), dueOn }]);
  await api.services.query(`UPDATE alerts SET raised_at = '2026-03-30T00:00:00Z' WHERE id = '${id}'`);
  return id;
}
async function act(id: string, body: object, by = '王督察'): Promise<Answer> {
  const { properties } = (await api.ask(`/v1/alerts/${id}`)).json as { properties: { revision: number } };
  return askAs(by, `/v1/alerts/${id}/acts`, { body: { expectedRevision: properties.revision, act: body } });
}
const assign = (id: string): Promise<Answer> => act(id, { act: 'assign', assigneeId: people.get('李巡查')!.id });
/** Nine in the morning at the office. */
const checkOn = (day: string): Promise<void> => checkTerms({ db: api.db, digestBudget: 2 }, `${day}T01:00:00.000Z`);
const need = () => ({
  db: api.db,
  mailer,
  sealing: createSealing(api.services.config),
  post: createSignedPost([host]),
});
const sendAll = async (): Promise<void> => {
  while ((await sendMessages(need())) > 0);
};
const actsOn = async (id: string): Promise<readonly string[]> =>
  ((await api.ask(`/v1/alerts/${id}/history`)).json as { items: { act: string }[] }).items.map(({ act: name }) => name);

describe('terms', () => {
  test('are reminded of before and after their end, supervised three working days later, each once', async () => {
    const id = await raise('held', '2026-04-02');
    await assign(id);
    await checkOn('2026-03-31');
    expect(kindsOf(await toldTo('李巡查'), id)).toEqual(['assigned']);
    await checkOn('2026-04-01');
    await Promise.all([checkOn('2026-04-01'), checkOn('2026-04-01')]);
    expect(kindsOf(await toldTo('李巡查'), id)).toEqual(['dueSoon', 'assigned'].toSorted());
    await checkOn('2026-04-03');
    // A Saturday and a holiday: nobody is told anything, and the term goes on on the 7th.
    await checkOn('2026-04-04');
    await checkOn('2026-04-06');
    expect(await actsOn(id)).toEqual(['assign', 'remind', 'remind']);
    await checkOn('2026-04-07');
    expect(await actsOn(id)).not.toContain('supervise');
    await checkOn('2026-04-08');
    await checkOn('2026-04-08');
    await checkOn('2026-04-09');
    expect(await actsOn(id)).toEqual(['assign', 'remind', 'remind', 'supervise']);
    expect([...kindsOf(await toldTo('李巡查'), id)].sort()).toEqual(['assigned', 'dueSoon', 'overdue', 'supervised']);
    const { properties } = (await api.ask(`/v1/alerts/${id}`)).json as { properties: { supervisedAt: string } };
    expect(properties.supervisedAt).toBe('2026-04-08T01:00:00.000Z');
    expect((await verifyAudit(api.db, null)).faults).toEqual([]);
  });

  test('begin again when they are extended, and stand still while they are paused', async () => {
    const id = idOf('notice test', 'held');
    expect((await act(id, { act: 'extendDue', dueOn: '2026-04-14', note: '等待测绘' })).status).toBe(200);
    await checkOn('2026-04-10');
    expect((await actsOn(id)).filter((name) => name === 'remind')).toHaveLength(2);
    await checkOn('2026-04-13');
    expect((await actsOn(id)).filter((name) => name === 'remind')).toHaveLength(3);
    expect((await act(id, { act: 'pauseDue', note: '等待批复' })).status).toBe(200);
    for (const day of ['2026-04-15', '2026-04-17', '2026-04-20']) await checkOn(day);
    const acts = await actsOn(id);
    expect(acts.filter((name) => name === 'remind')).toHaveLength(3);
    expect(acts.filter((name) => name === 'supervise')).toHaveLength(1);
  });

  test('of nobody’s alerts are supervised as well, and supervisors are told once a day how many are overdue', async () => {
    const id = await raise('nobody’s', '2026-05-06');
    await checkOn('2026-05-11');
    await checkOn('2026-05-11');
    expect(await actsOn(id)).toEqual(['supervise']);
    const office = (await toldTo('王督察')).filter(({ kind }) => kind === 'overdueOfOffice');
    expect(office[0]).toMatchObject({ alertId: null, detail: { count: 1 } });
    const occasions = await api.services.query(
      `SELECT occasion, count(*)::int AS count FROM notices WHERE kind = 'overdueOfOffice' GROUP BY 1 HAVING count(*) > 1`,
    );
    expect(occasions).toEqual([]);
  });
});

describe('messages', () => {
  test('each goes out once, whatever runs twice and fails meanwhile', async () => {
    smtp.refuseNext(3);
    await Promise.all([sendAll(), sendAll()]);
    expect(smtp.mails.length).toBeGreaterThan(0);
    await api.services.query('UPDATE notice_messages SET next_attempt_at = now() WHERE sent_at IS NULL');
    await Promise.all([sendAll(), sendAll(), checkOn('2026-05-11')]);
    const ids = smtp.mails.map(({ source }) => /^message-id: (.*)$/im.exec(source)![1]!);
    expect(new Set(ids).size).toBe(ids.length);
    const rows = await api.services.query('SELECT count(*)::int AS count FROM notice_messages');
    expect(rows).toEqual([{ count: ids.length }]);
    const digests = smtp.mails.filter(({ to }) => to === 'wang@office.example');
    expect(digests.length).toBeGreaterThan(0);
  });

  test('a digest names the office’s most serious new alerts within its budget, and counts the rest', async () => {
    const before = smtp.mails.length;
    const names = ['n1', 'n2', 'n3', 'n4'];
    for (const name of names) await raise(name, '2026-12-31');
    await api.services.query(
      `UPDATE alerts SET raised_at = '2026-06-01T00:00:00Z', area_m2 = 2000 WHERE due_on = '2026-12-31'`,
    );
    const worst = idOf('notice test', 'n3');
    await api.services.query(`UPDATE alerts SET severity = 'critical', severity_rank = 3 WHERE id = '${worst}'`);
    await checkOn('2026-06-02');
    await sendAll();
    const mail = smtp.mails.slice(before).find(({ to }) => to === 'li@office.example')!;
    const body = Buffer.from(mail.source.split('\n\n').slice(1).join('\n\n'), 'base64').toString();
    expect(body).toContain(`https://watch.example/alerts/${worst}`);
    expect(body.match(/watch\.example\/alerts/g)!.length).toBeGreaterThanOrEqual(2);
    expect(body).toContain('and 2 more');
  });
});

describe('choices', () => {
  test('a person who chose a webhook gets signed notices there, and no mail of what they do not want', async () => {
    const standard = (await askAs('李巡查', '/v1/notice-choices')).json as { mail: Record<string, string> };
    expect(standard).toMatchObject({ email: 'li@office.example', isMailSent: true, webhookUrl: null });
    const chosen = { mail: { ...standard.mail, assigned: 'never' }, digestOfNewAlerts: false };
    const put = (webhookUrl: string) =>
      askAs('李巡查', '/v1/notice-choices', { method: 'PUT', body: { ...chosen, webhookUrl } });
    expect((await put('http://169.254.169.254/latest')).status).toBe(422);
    const { webhookSecret } = (await put(`http://${host}/me`)).json as { webhookSecret: string };
    const mailsBefore = smtp.mails.length;
    const id = await raise('by webhook', '2026-12-30');
    await assign(id);
    await Promise.all([sendAll(), sendAll()]);
    expect(smtp.mails).toHaveLength(mailsBefore);
    expect(posts).toHaveLength(1);
    const [{ id: messageId, signature, timestamp, body }] = posts as [(typeof posts)[0]];
    // As Standard Webhooks says it, worked out here from the secret.
    const key = Buffer.from(webhookSecret.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key).update(`${messageId}.${timestamp}.${body}`).digest('base64');
    expect(signature).toBe(`v1,${expected}`);
    expect(JSON.parse(body)).toMatchObject({ type: 'planwatch.notice.assigned', subject: `alert/${id}` });
  });

  test('a secret that does not open puts its own message off, and nothing else', async () => {
    const id = await raise('sealed otherwise', '2026-12-30');
    await assign(id);
    const secretKey = randomBytes(32).toString('base64');
    const sealing = createSealing({ ...api.services.config, secretKey });
    expect(await sendMessages({ ...need(), sealing })).toBe(1);
    const waiting = api.db
      .selectFrom('notice_messages')
      .select(['attempts', 'last_error'])
      .where('sent_at', 'is', null);
    expect(await waiting.execute()).toEqual([{ attempts: 1, last_error: expect.stringContaining('does not open') }]);
    await api.services.query('UPDATE notice_messages SET next_attempt_at = now() WHERE sent_at IS NULL');
    await sendAll();
    expect(posts.map(({ body }) => (JSON.parse(body) as { subject: string }).subject)).toContain(`alert/${id}`);
  });

  test('a person whose secret no longer opens still sees their choices, and gets a new secret by keeping them again', async () => {
    const choices = (await askAs('李巡查', '/v1/notice-choices')).json as Record<string, unknown>;
    const { email: _email, isMailSent: _isMailSent, webhookSecret: old, ...chosen } = choices;
    await api.services.query("UPDATE notice_choices SET webhook_secret = 'v1.' || repeat('A', 80)");
    const seen = (await askAs('李巡查', '/v1/notice-choices')).json;
    expect(seen).toEqual({ ...choices, webhookSecret: null });
    const kept = await askAs('李巡查', '/v1/notice-choices', { method: 'PUT', body: chosen });
    const { webhookSecret } = kept.json as { webhookSecret: string };
    expect([kept.status, webhookSecret]).toEqual([200, expect.stringMatching(/^whsec_/)]);
    expect(webhookSecret).not.toBe(old);
    expect((await askAs('李巡查', '/v1/notice-choices')).json).toMatchObject({ webhookSecret });
  });

  test('read is read, and nobody reads or marks another’s notices', async () => {
    const [first] = await toldTo('李巡查');
    await askAs('王督察', '/v1/notices/read', { body: { ids: [first!.id] } });
    const unread = async (name: string): Promise<number> =>
      ((await askAs(name, '/v1/notices?unread=true')).json as { unreadCount: number }).unreadCount;
    const before = await unread('李巡查');
    expect((await askAs('李巡查', '/v1/notices/read', { body: { ids: [first!.id] } })).status).toBe(204);
    expect(await unread('李巡查')).toBe(before - 1);
    await askAs('李巡查', '/v1/notices/read', { body: { ids: 'all' } });
    expect(await unread('李巡查')).toBe(0);
    expect(await unread('王督察')).toBeGreaterThan(0);
  });
});
