import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApiKey } from '#store/apiKeys.js';
import { createUser } from '#store/users.js';
import { apiUnderTest, type Answer, type ApiUnderTest } from './apiUnderTest.js';
import { codeOf, signIn } from './signingIn.js';

let api: ApiUnderTest;
let admin: Readonly<Record<string, string>>;
let adminId: string;
beforeAll(async () => {
  api = await apiUnderTest({
    limits: { signInAttempts: 1000, signInAttemptsPerAddress: 1000, signInAttemptsBeforeLock: 4 },
  });
  adminId = (
    await createUser(api.db, { name: '管理员', password: 'an admin’s password', role: 'admin', adminCode: '' })
  ).id;
  admin = await signIn(api, { name: '管理员', password: 'an admin’s password' });
});
afterAll(() => api.stop());

interface Made {
  readonly person: { readonly id: string; readonly revision: number; readonly isLocked: boolean };
  readonly temporaryPassword: string;
}

const asAdmin = (path: string, method: string, body?: unknown): Promise<Answer> =>
  api.ask(path, { as: null, method, headers: admin, ...(body === undefined ? {} : { body }) });

async function add(name: string, change: Record<string, unknown> = {}): Promise<Made> {
  const answer = await asAdmin('/v1/users', 'POST', { name, role: 'officer', adminCode: '330100', ...change });
  expect(answer.status).toBe(201);
  return answer.json as Made;
}

describe('a new person', () => {
  test('has a password for one sign-in, and can do nothing but choose their own', async () => {
    const { temporaryPassword } = await add('王芳');
    const her = await signIn(api, { name: '王芳', password: temporaryPassword });
    expect(await api.ask('/v1/session', { as: null, headers: her })).toMatchObject({
      json: { mustChangePassword: true },
    });
    const early = await api.ask('/v1/alerts', { as: null, headers: her });
    expect([early.status, codeOf(early)]).toEqual([403, 'caller.passwordChange']);
    const change = (password: string): Promise<Answer> =>
      api.ask('/v1/account/password', {
        as: null,
        method: 'PUT',
        headers: her,
        body: { current: temporaryPassword, password },
      });
    for (const easy of ['short', 'aaaaaaaaaaaa', '我是王芳', temporaryPassword]) {
      const refused = await change(easy);
      expect([refused.status, codeOf(refused)]).toEqual([422, 'account.password']);
      expect(refused.text).not.toContain(easy);
    }
    expect((await change('my own long password')).status).toBe(204);
    expect((await api.ask('/v1/alerts', { as: null, headers: her })).status).toBe(200);
    expect(
      (await api.ask('/v1/session', { as: null, body: { name: '王芳', password: temporaryPassword } })).status,
    ).toBe(401);
  });

  test('cannot take a name that somebody has', async () => {
    await add('twice');
    const again = await asAdmin('/v1/users', 'POST', { name: 'twice', role: 'officer', adminCode: '' });
    expect([again.status, codeOf(again)]).toEqual([409, 'user.nameTaken']);
  });
});

describe('changing a person', () => {
  test('counts from their next request on, and disabling ends their sessions', async () => {
    const { person, temporaryPassword } = await add('changing');
    const theirs = await signIn(api, { name: 'changing', password: temporaryPassword });
    const change = { role: 'steward', adminCode: '330106', email: 'c@example.org', isDisabled: false };
    const changed = await asAdmin(`/v1/users/${person.id}`, 'PUT', { ...change, expectedRevision: person.revision });
    expect(changed).toMatchObject({ status: 200, json: { role: 'steward', adminCode: '330106', revision: 2 } });
    expect(await api.ask('/v1/session', { as: null, headers: theirs })).toMatchObject({
      json: { user: { role: 'steward' } },
    });
    const stale = await asAdmin(`/v1/users/${person.id}`, 'PUT', { ...change, expectedRevision: 1 });
    expect([stale.status, codeOf(stale)]).toEqual([409, 'user.contradicts']);
    const off = { ...change, isDisabled: true, expectedRevision: 2 };
    expect(await asAdmin(`/v1/users/${person.id}`, 'PUT', off)).toMatchObject({ json: { isDisabled: true } });
    expect((await api.ask('/v1/session', { as: null, headers: theirs })).status).toBe(401);
    expect(await api.redis.zcard(`planwatch:sessions:${person.id}`)).toBe(0);
  });

  test('nobody takes rights from themselves, so that somebody is left to manage people', async () => {
    const demotion = { role: 'officer', adminCode: '', isDisabled: false, expectedRevision: 1 };
    const own = await asAdmin(`/v1/users/${adminId}`, 'PUT', demotion);
    expect([own.status, codeOf(own)]).toEqual([422, 'user.ownAccount']);
    // A key is nobody: the last admin is kept even from it.
    const last = await api.ask(`/v1/users/${adminId}`, { method: 'PUT', body: demotion });
    expect([last.status, codeOf(last)]).toEqual([422, 'user.lastAdmin']);
  });

  test('an admin of a region neither sees nor makes people beyond it', async () => {
    const { person } = await add('elsewhere', { adminCode: '440100' });
    const { key } = await createApiKey(api.db, { role: 'admin', adminCode: '330100', name: 'regional' });
    const headers = { Authorization: `Bearer ${key}` };
    const ask = (path: string, asking: object): Promise<Answer> => api.ask(path, { as: null, headers, ...asking });
    const listed = await ask('/v1/users', {});
    const codes = (listed.json as { items: { adminCode: string }[] }).items.map(({ adminCode }) => adminCode);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.every((code) => code.startsWith('3301'))).toBe(true);
    expect((await ask(`/v1/users/${person.id}`, {})).status).toBe(404);
    expect((await ask(`/v1/users/${person.id}/password`, { method: 'POST' })).status).toBe(404);
    expect((await ask(`/v1/users/${person.id}/sessions`, { method: 'DELETE' })).status).toBe(404);
    for (const adminCode of ['', '33', '440100']) {
      expect((await ask('/v1/users', { body: { name: `x${adminCode}`, role: 'admin', adminCode } })).status).toBe(403);
      expect((await ask('/v1/keys', { body: { name: 'x', role: 'admin', adminCode } })).status).toBe(403);
    }
  });
});

describe('a lockout', () => {
  test('comes after too many failures from anywhere, is the same for names that nobody has, and an admin ends it', async () => {
    const { person } = await add('besieged');
    const right = ((await asAdmin(`/v1/users/${person.id}/password`, 'POST')).json as Made).temporaryPassword;
    const statuses = async (name: string, password: string): Promise<number[]> => {
      const seen: number[] = [];
      for (let i = 0; i < 5; i++)
        seen.push((await api.ask('/v1/session', { as: null, body: { name, password } })).status);
      return seen;
    };
    expect(await statuses('besieged', 'guess')).toEqual([401, 401, 401, 401, 429]);
    expect(await statuses('nobody has this', 'guess')).toEqual([401, 401, 401, 401, 429]);
    expect((await api.ask('/v1/session', { as: null, body: { name: 'besieged', password: right } })).status).toBe(429);
    expect(await asAdmin(`/v1/users/${person.id}`, 'GET')).toMatchObject({ json: { isLocked: true } });
    const { temporaryPassword, person: unlocked } = (await asAdmin(`/v1/users/${person.id}/password`, 'POST'))
      .json as Made;
    expect(unlocked.isLocked).toBe(false);
    expect(await signIn(api, { name: 'besieged', password: temporaryPassword })).toHaveProperty('Cookie');
  });
});

describe('own sessions', () => {
  test('are listed with where they began, and ended one by one, all, or by a new password', async () => {
    await createUser(api.db, { name: 'many', password: 'many sessions', role: 'officer', adminCode: '' });
    const enter = () => signIn(api, { name: 'many', password: 'many sessions' });
    const [first, second, third] = [await enter(), await enter(), await enter()];
    const account = await api.ask('/v1/account', { as: null, headers: { ...third, 'User-Agent': 'irrelevant' } });
    const { sessions } = account.json as { sessions: { id: string; isThis: boolean; address: string }[] };
    expect(sessions.map(({ isThis }) => isThis)).toEqual([true, false, false]);
    expect(sessions.every(({ address }) => /127\.0\.0\.1|::1/.test(address))).toBe(true);
    // Last used first: the second one was begun before the third.
    const end = await api.ask(`/v1/account/sessions/${sessions[1]!.id}`, {
      as: null,
      method: 'DELETE',
      headers: third,
    });
    expect(end.status).toBe(204);
    expect((await api.ask('/v1/session', { as: null, headers: second })).status).toBe(401);
    expect((await api.ask('/v1/session', { as: null, headers: first })).status).toBe(200);
    const body = { current: 'many sessions', password: 'another password' };
    expect((await api.ask('/v1/account/password', { as: null, method: 'PUT', headers: third, body })).status).toBe(204);
    expect((await api.ask('/v1/session', { as: null, headers: first })).status).toBe(401);
    expect((await api.ask('/v1/session', { as: null, headers: third })).status).toBe(200);
  });

  test('of somebody else cannot be ended', async () => {
    await createUser(api.db, { name: 'stranger', password: 'a strange password', role: 'officer', adminCode: '' });
    const theirs = await signIn(api, { name: 'stranger', password: 'a strange password' });
    const { sessions } = (await asAdmin('/v1/account', 'GET')).json as { sessions: { id: string }[] };
    const answer = await api.ask(`/v1/account/sessions/${sessions[0]!.id}`, {
      as: null,
      method: 'DELETE',
      headers: theirs,
    });
    expect(answer.status).toBe(404);
    expect((await asAdmin('/v1/session', 'GET')).status).toBe(200);
  });

  test('belong to people: a key has no account', async () => {
    expect((await api.ask('/v1/account')).status).toBe(403);
  });
});

describe('a key', () => {
  test('may do what its scope says of what its role may, until it expires', async () => {
    const made = await asAdmin('/v1/keys', 'POST', {
      name: 'feed',
      role: 'approver',
      adminCode: '3301',
      rights: ['readFlags'],
    });
    const { id, key } = made.json as { id: string; key: string };
    const headers = { Authorization: `Bearer ${key}` };
    const statusOf = async (path: string): Promise<number> => (await api.ask(path, { as: null, headers })).status;
    expect([await statusOf('/v1/flags'), await statusOf('/v1/alerts')]).toEqual([200, 403]);
    const listed = (await asAdmin('/v1/keys', 'GET')).json as { items: { id: string; lastUsedAt: string | null }[] };
    expect(listed.items.find((item) => item.id === id)?.lastUsedAt).not.toBeNull();
    await api.db
      .updateTable('api_keys')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', id)
      .execute();
    expect(await statusOf('/v1/flags')).toBe(401);
  });

  test('makes nothing that may do more than itself', async () => {
    const { key } = await createApiKey(api.db, { role: 'admin', adminCode: '', name: 'hr', rights: ['manageUsers'] });
    const headers = { Authorization: `Bearer ${key}` };
    for (const role of ['admin', 'officer']) {
      expect(
        (await api.ask('/v1/users', { as: null, headers, body: { name: role, role, adminCode: '' } })).status,
      ).toBe(403);
      expect((await api.ask('/v1/keys', { as: null, headers, body: { name: 'k', role, adminCode: '' } })).status).toBe(
        403,
      );
    }
    const same = { name: 'k', role: 'admin', adminCode: '', rights: ['manageUsers'] };
    expect((await api.ask('/v1/keys', { as: null, headers, body: same })).status).toBe(201);
  });

  test('is revoked once', async () => {
    const { id } = (await asAdmin('/v1/keys', 'POST', { name: 'k', role: 'officer', adminCode: '' })).json as {
      id: string;
    };
    expect((await asAdmin(`/v1/keys/${id}`, 'DELETE')).status).toBe(204);
    expect((await asAdmin(`/v1/keys/${id}`, 'DELETE')).status).toBe(404);
  });
});

test('every act on accounts and keys stands in the audit trail, without passwords', async () => {
  const { items } = (await asAdmin('/v1/audit?limit=1000', 'GET')).json as { items: { noun: string; act: string }[] };
  const acts = new Set(items.map(({ noun, act }) => `${noun}.${act}`));
  for (const act of [
    'user.created',
    'user.changed',
    'user.passwordReset',
    'user.passwordChanged',
    'user.signedIn',
    'key.created',
    'key.revoked',
  ]) {
    expect(acts).toContain(act);
  }
  expect(JSON.stringify(items)).not.toMatch(/password":"|pw_/);
});
