import type Koa from 'koa';
import { ForbiddenError, NotFoundError } from '#domain/errors.js';
import { rightsOf, type Caller } from '#domain/people.js';
import { spendSecondFactor } from '#store/secondFactor.js';
import { createSession, deleteSession, type NewSession } from '#store/sessions.js';
import { findUserByPassword, findUserByProvider, getSignedIn, recordSignIn } from '#store/users.js';
import * as contract from '../contracts/session.js';
import { SignInStepError } from '../failures.js';
import { SESSION_COOKIE } from '../middleware/authorization.js';
import { route } from '../route.js';
import type { ApiServices } from '../services.js';
import type { IdentityProvider } from '../signIn/identityProvider.js';
import { PENDING_SECONDS, rememberPending, takePending } from '../signIn/pendingSignIns.js';

const signIn = route(contract.createSession, async ({ body, http }, services) => {
  const { name, password, code } = body;
  await services.rates.countSignIn(name, http.ip);
  const person = await findUserByPassword(services.db, name, password);
  if (person === null) throw new ForbiddenError('name or password is wrong', false);
  const { caller, mustChangePassword, hasSecondFactor } = person;
  if (hasSecondFactor) await requireSecondFactor(services, caller, code);
  await services.rates.forgiveSignIn(name, http.ip);
  await beginSession(http, services, caller, 'password');
  return { body: { user: userOf(caller), mustChangePassword } };
});

async function requireSecondFactor({ db }: ApiServices, caller: Caller, code: string | undefined): Promise<void> {
  if (code === undefined) throw new SignInStepError('session.secondFactor', 'the code of the second factor is needed');
  if (await spendSecondFactor(db, caller, code)) return;
  throw new SignInStepError('session.secondFactorWrong', 'the code is wrong, too old, or was used');
}

const readSession = route(contract.readSession, async ({ caller, http }, { db }) => {
  const person = http.get('Authorization') === '' ? await getSignedIn(db, caller.id) : null;
  return { body: { user: userOf(caller), mustChangePassword: person?.mustChangePassword ?? false } };
});

const signOut = route(contract.deleteSession, async ({ http }, services) => {
  const token = http.cookies.get(SESSION_COOKIE);
  if (token !== undefined) await deleteSession(services.redis, token);
  setCookie(http, services, { name: SESSION_COOKIE, value: null, sameSite: 'strict' });
  return { body: null };
});

const methods = route(contract.readSignInMethods, (_request, { identityProvider }) => {
  const provider = identityProvider && { title: identityProvider.title, href: contract.beginProviderSignIn.path };
  return Promise.resolve({ body: { password: true as const, identityProvider: provider } });
});

/** Ties the way to the provider to the browser that began it: nobody else's answer signs this one in. */
const PENDING_COOKIE = 'planwatch_signing_in';

const beginAtProvider = route(contract.beginProviderSignIn, async ({ http }, services) => {
  const { href, pending } = await requireProvider(services).begin(callbackAddress(http, services).href);
  await rememberPending(services.redis, pending);
  setCookie(http, services, {
    name: PENDING_COOKIE,
    value: pending.state,
    // The provider's redirect comes from another site.
    sameSite: 'lax',
    maxAgeMs: PENDING_SECONDS * 1000,
  });
  return { body: null, headers: { Location: href, 'Cache-Control': 'no-store' } };
});

const endAtProvider = route(contract.endProviderSignIn, async ({ http }, services) => {
  const provider = requireProvider(services);
  const state = http.cookies.get(PENDING_COOKIE);
  const pending = state === undefined ? null : await takePending(services.redis, state);
  if (pending === null) throw new ForbiddenError('this sign-in was not begun here, or took too long', false);
  const callback = callbackAddress(http, services);
  callback.search = http.search;
  const identity = await provider.finish(callback, pending);
  const person = await findUserByProvider(services.db, identity);
  if (person === null) throw new ForbiddenError('nobody here has this identity; an admin must add the person', false);
  setCookie(http, services, { name: PENDING_COOKIE, value: null, sameSite: 'lax' });
  await beginSession(http, services, person.caller, 'identityProvider');
  return { body: null, headers: { Location: '/?signedIn=1', 'Cache-Control': 'no-store' } };
});

function requireProvider({ identityProvider }: ApiServices): IdentityProvider {
  if (identityProvider === null) throw new NotFoundError('identity provider', 'configured');
  return identityProvider;
}

function callbackAddress(http: Koa.Context, { config }: ApiServices): URL {
  return new URL(contract.endProviderSignIn.path, config.publicUrl ?? `${http.protocol}://${http.host}`);
}

async function beginSession(
  http: Koa.Context,
  services: ApiServices,
  caller: Caller,
  by: NewSession['by'],
): Promise<void> {
  const earlier = http.cookies.get(SESSION_COOKIE);
  if (earlier !== undefined) await deleteSession(services.redis, earlier);
  await recordSignIn(services.db, caller, { by, address: http.ip });
  const session = { userId: caller.id, by, address: http.ip, agent: http.get('User-Agent') };
  const value = await createSession(services.redis, session);
  setCookie(http, services, { name: SESSION_COOKIE, value, sameSite: 'strict' });
}

export function userOf(caller: Caller) {
  const { id, name, role, adminCode } = caller;
  return { id, name, role, adminCode, rights: rightsOf(caller) };
}

interface Cookie {
  readonly name: string;
  readonly value: string | null;
  readonly sameSite: 'strict' | 'lax';
  /** Absent: the browser forgets the cookie when it closes; a session ends in Redis 12 h after its last use. */
  readonly maxAgeMs?: number;
}

function setCookie(http: Koa.Context, { config }: ApiServices, { name, value, sameSite, maxAgeMs }: Cookie): void {
  const isSecure = config.secureCookies || http.secure;
  // Koa refuses Secure cookies on a connection it sees as plain; behind a proxy that ends TLS it is not the one to judge.
  http.cookies.secure = isSecure;
  const maxAge = maxAgeMs === undefined ? {} : { maxAge: maxAgeMs };
  http.cookies.set(name, value, { httpOnly: true, sameSite, secure: isSecure, path: '/', overwrite: true, ...maxAge });
}

export const sessionRoutes = [signIn, readSession, signOut, methods, beginAtProvider, endAtProvider];
