import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createUser } from '#store/users.js';
import { oidcProvider, type OidcProviderUnderTest } from '../../support/oidcProvider.js';
import { apiUnderTest, type Answer, type ApiUnderTest } from './apiUnderTest.js';
import { cookieOf } from './signingIn.js';

let provider: OidcProviderUnderTest;
let api: ApiUnderTest;
beforeAll(async () => {
  // The provider must know the address that people come back to, so the port is chosen first.
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  provider = await oidcProvider([`${publicUrl}/v1/session/provider/callback`]);
  const { issuer: oidcIssuer, clientId: oidcClientId, clientSecret: oidcClientSecret } = provider;
  api = await apiUnderTest({ port, config: { publicUrl, oidcIssuer, oidcClientId, oidcClientSecret } });
  await createUser(api.db, { name: 'zhang.wei', password: null, role: 'officer', adminCode: '330100' });
  await createUser(api.db, { name: 'local', password: 'has a password', role: 'admin', adminCode: '' });
});
afterAll(async () => {
  await api.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.signedIn = { subject: 'subject-1', name: 'zhang.wei' };
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface WayBack {
  readonly callback: URL;
  /** Of the browser that set out. */
  readonly cookie: string;
}

/** Follows the redirects of the provider, as a browser with its cookies would, until it leads back here. */
async function throughProvider(): Promise<WayBack> {
  const begun = await api.ask('/v1/session/provider', { as: null });
  const cookie = cookieOf(begun);
  const jar = new Map<string, string>();
  let address = new URL(String(begun.headers.location));
  while (!address.pathname.startsWith('/v1/session/provider/callback')) {
    const headers = { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
    const answer = await fetch(address, { redirect: 'manual', headers });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0]!.split(/=(.*)/s);
      jar.set(name!, value!);
    }
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`);
    address = new URL(next, address);
  }
  return { callback: address, cookie };
}

const comeBack = ({ callback, cookie }: WayBack): Promise<Answer> =>
  api.ask(callback.pathname + callback.search, { as: null, headers: { Cookie: cookie } });

describe('signing in at an identity provider', () => {
  test('is offered where one is configured', async () => {
    expect((await api.ask('/v1/session/methods', { as: null })).json).toEqual({
      password: true,
      identityProvider: { title: 'OpenID Connect', href: '/v1/session/provider' },
    });
  });

  test('binds the account of that name at the first time and knows it by its subject from then on', async () => {
    const first = await comeBack(await throughProvider());
    expect([first.status, first.headers.location]).toEqual([302, '/?signedIn=1']);
    const session = await api.ask('/v1/session', { as: null, headers: { Cookie: cookieOf(first) } });
    expect(session).toMatchObject({ status: 200, json: { user: { name: 'zhang.wei', adminCode: '330100' } } });
    provider.signedIn = { subject: 'subject-1', name: 'renamed at the provider' };
    expect((await comeBack(await throughProvider())).status).toBe(302);
    // Somebody else who is called so now does not get the account.
    provider.signedIn = { subject: 'subject-2', name: 'zhang.wei' };
    expect((await comeBack(await throughProvider())).status).toBe(401);
  });

  test('never takes over an account that has a password, nor makes one', async () => {
    for (const name of ['local', 'nobody knows me']) {
      provider.signedIn = { subject: `subject of ${name}`, name };
      expect((await comeBack(await throughProvider())).status).toBe(401);
    }
    expect(await api.db.selectFrom('users').select('id').where('name', '=', 'nobody knows me').execute()).toEqual([]);
  });

  test('lets nobody in with an answer that another browser was given, that was used, or that was changed', async () => {
    const mine = await throughProvider();
    const theirs = await throughProvider();
    expect((await comeBack({ callback: theirs.callback, cookie: mine.cookie })).status).toBe(401);
    expect((await comeBack({ callback: theirs.callback, cookie: '' })).status).toBe(401);
    const changed = await throughProvider();
    changed.callback.searchParams.set('code', 'made-up');
    expect((await comeBack(changed)).status).toBe(401);
    const used = await throughProvider();
    expect((await comeBack(used)).status).toBe(302);
    expect((await comeBack(used)).status).toBe(401);
  });

  test('is refused to a person whose account is disabled', async () => {
    await createUser(api.db, { name: 'gone', password: null, role: 'officer', adminCode: '' });
    await api.db.updateTable('users').set({ disabled_at: new Date() }).where('name', '=', 'gone').execute();
    provider.signedIn = { subject: 'subject-gone', name: 'gone' };
    expect((await comeBack(await throughProvider())).status).toBe(401);
  });
});

describe('without a provider that answers', () => {
  test('says that it is away, and signing in by password goes on', async () => {
    const other = await apiUnderTest({ config: { oidcIssuer: 'http://127.0.0.1:9', oidcClientId: 'x' } });
    try {
      expect(await other.ask('/v1/session/provider', { as: null })).toMatchObject({ status: 503 });
      await createUser(other.db, { name: 'local', password: 'has a password', role: 'officer', adminCode: '' });
      const body = { name: 'local', password: 'has a password' };
      expect((await other.ask('/v1/session', { as: null, body })).status).toBe(200);
    } finally {
      await other.stop();
    }
  });
});
