import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Endpoint } from '#api/contracts/endpoint.js';
import { ENDPOINTS } from '#api/contracts/index.js';
import { RIGHTS_OF_ROLE, hasRight, type Role } from '#domain/people.js';
import { revokeApiKey, createApiKey } from '#store/apiKeys.js';
import { createUser } from '#store/users.js';
import { apiUnderTest, type ApiUnderTest } from './apiUnderTest.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest({ limits: { signInAttempts: 3, signInAttemptsPerAddress: 8 } });
  await createUser(api.db, { name: '李明', password: 'correct horse', role: 'steward', adminCode: '330100' });
});
afterAll(() => api.stop());

const OPEN_TO_ALL = [
  'createSession',
  'readSignInMethods',
  'beginProviderSignIn',
  'endProviderSignIn',
  'readHealth',
  'readReadiness',
];
/** Anyone may come back from the provider, but only who went there is let in. */
const ANSWERS_401 = ['endProviderSignIn'];

/** An address the endpoint answers to, with ids that name nothing. */
function addressOf(endpoint: Endpoint): string {
  const values: Record<string, string> = { id: '00000000-0000-8000-8000-000000000000', version: '1', epoch: 'after' };
  return endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? '0');
}

describe('every route', () => {
  test.each(ENDPOINTS.map((endpoint) => [endpoint.id, endpoint] as const))(
    '%s answers 401 to a stranger unless it is open to all',
    async (id, endpoint) => {
      const answer = await api.ask(addressOf(endpoint), { method: endpoint.method, as: null });
      if (ANSWERS_401.includes(id)) expect([401, 404]).toContain(answer.status);
      else if (OPEN_TO_ALL.includes(id)) expect(answer.status).not.toBe(401);
      else expect(answer).toMatchObject({ status: 401, json: { code: 'caller.notSignedIn' } });
    },
  );

  test.each(
    (['officer', 'supervisor', 'steward', 'approver'] as const).flatMap((role) =>
      ENDPOINTS.filter(
        ({ right }) =>
          right !== 'anonymous' && right !== 'signedIn' && right !== 'person' && !hasRight({ role }, right),
      ).map((endpoint) => [role, endpoint.id, endpoint] as const),
    ),
  )('refuses a %s on %s with 403', async (role, _id, endpoint) => {
    const answer = await api.ask(addressOf(endpoint), { method: endpoint.method, as: role });
    expect(answer).toMatchObject({ status: 403, json: { code: 'caller.forbidden' } });
  });

  test('names only the open endpoints as open', () => {
    expect(ENDPOINTS.filter(({ right }) => right === 'anonymous').map(({ id }) => id)).toEqual(
      expect.arrayContaining(OPEN_TO_ALL),
    );
    expect(ENDPOINTS.filter(({ right }) => right === 'anonymous')).toHaveLength(OPEN_TO_ALL.length);
  });
});

async function signIn(name: string, password: string): Promise<Awaited<ReturnType<ApiUnderTest['ask']>>> {
  return api.ask('/v1/session', { as: null, body: { name, password } });
}

async function sessionCookie(): Promise<string> {
  const answer = await signIn('李明', 'correct horse');
  return answer.headers['set-cookie']![0]!.split(';')[0]!;
}

describe('signing in', () => {
  test('gives the person, their rights, and a cookie that scripts and other sites cannot use', async () => {
    const answer = await signIn('李明', 'correct horse');
    expect(answer).toMatchObject({
      status: 200,
      json: { user: { name: '李明', role: 'steward', adminCode: '330100', rights: RIGHTS_OF_ROLE.steward } },
    });
    expect(answer.headers['set-cookie']).toHaveLength(1);
    expect(answer.headers['set-cookie']![0]).toMatch(
      /^planwatch_session=[\w-]{43}; path=\/; samesite=strict; httponly$/,
    );
  });

  test('keeps neither password nor token in clear', async () => {
    const cookie = await sessionCookie();
    const token = cookie.split('=')[1]!;
    const stored = await api.db.selectFrom('users').select('password_hash').execute();
    expect(stored.every(({ password_hash }) => password_hash?.startsWith('scrypt$'))).toBe(true);
    const names = await api.redis.keys('planwatch:session:*');
    expect(names.length).toBeGreaterThan(0);
    expect(names.some((name) => name.includes(token))).toBe(false);
  });

  test('refuses a wrong password and an unknown name in the same words', async () => {
    const wrong = await signIn('李明', 'wrong');
    const unknown = await signIn('nobody', 'wrong');
    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    const detailOf = (answer: typeof wrong): unknown => (answer.json as { detail: string }).detail;
    expect(detailOf(unknown)).toBe(detailOf(wrong));
  });

  test('the session answers who it is, writes only with the CSRF header, and ends on signing out', async () => {
    const Cookie = await sessionCookie();
    expect(await api.ask('/v1/session', { as: null, headers: { Cookie } })).toMatchObject({ status: 200 });
    const without = await api.ask('/v1/session', { method: 'DELETE', as: null, headers: { Cookie } });
    expect(without).toMatchObject({ status: 403 });
    expect((without.json as { detail: string }).detail).toContain('X-Planwatch-Csrf');
    const headers = { Cookie, 'X-Planwatch-Csrf': '1' };
    expect(await api.ask('/v1/session', { method: 'DELETE', as: null, headers })).toMatchObject({ status: 204 });
    expect(await api.ask('/v1/session', { as: null, headers: { Cookie } })).toMatchObject({ status: 401 });
  });

  test('a disabled person is out at once', async () => {
    await createUser(api.db, { name: 'leaving', password: 'p', role: 'officer', adminCode: '' });
    const answer = await signIn('leaving', 'p');
    const Cookie = answer.headers['set-cookie']![0]!.split(';')[0]!;
    await api.db.updateTable('users').set({ disabled_at: new Date() }).where('name', '=', 'leaving').execute();
    expect(await api.ask('/v1/session', { as: null, headers: { Cookie } })).toMatchObject({ status: 401 });
    expect(await signIn('leaving', 'p')).toMatchObject({ status: 401 });
  });

  test('a revoked key, and a wrong key beside a good cookie, are refused', async () => {
    const { id, key } = await createApiKey(api.db, { role: 'officer', adminCode: '', name: 'gone' });
    const headers = { Authorization: `Bearer ${key}` };
    expect(await api.ask('/v1/session', { as: null, headers })).toMatchObject({ status: 200 });
    await revokeApiKey(api.db, id);
    expect(await api.ask('/v1/session', { as: null, headers })).toMatchObject({ status: 401 });
    const Cookie = await sessionCookie();
    expect(await api.ask('/v1/session', { as: null, headers: { ...headers, Cookie } })).toMatchObject({ status: 401 });
  });

  test('too many failures with one name are answered 429, even with the right password, and others still sign in', async () => {
    await createUser(api.db, { name: 'target', password: 'right', role: 'officer' satisfies Role, adminCode: '' });
    for (let attempt = 0; attempt < 3; attempt++) expect((await signIn('target', 'guess')).status).toBe(401);
    const answer = await signIn('target', 'right');
    expect(answer).toMatchObject({ status: 429, json: { code: 'request.tooMany' } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await signIn('李明', 'correct horse')).status).toBe(200);
  });
});
