import type Koa from 'koa';
import { ForbiddenError } from '#domain/errors.js';
import { RIGHTS_OF_ROLE, type Caller } from '#domain/people.js';
import { createSession, deleteSession } from '#store/sessions.js';
import { findUserByPassword } from '#store/users.js';
import * as contract from '../contracts/session.js';
import { SESSION_COOKIE } from '../middleware/authorization.js';
import { route } from '../route.js';
import type { ApiServices } from '../services.js';

const signIn = route(contract.createSession, async ({ body, http }, services) => {
  const { name, password } = body;
  await services.rates.countSignIn(name, http.ip);
  const caller = await findUserByPassword(services.db, name, password);
  if (caller === null) throw new ForbiddenError('name or password is wrong', false);
  await services.rates.forgiveSignIn(name, http.ip);
  const earlier = http.cookies.get(SESSION_COOKIE);
  if (earlier !== undefined) await deleteSession(services.redis, earlier);
  setCookie(http, services, await createSession(services.redis, caller.id));
  return { body: { user: userOf(caller) } };
});

const readSession = route(contract.readSession, ({ caller }) => Promise.resolve({ body: { user: userOf(caller) } }));

const signOut = route(contract.deleteSession, async ({ http }, services) => {
  const token = http.cookies.get(SESSION_COOKIE);
  if (token !== undefined) await deleteSession(services.redis, token);
  setCookie(http, services, null);
  return { body: null };
});

function userOf(caller: Caller) {
  const { id, name, role, adminCode } = caller;
  return { id, name, role, adminCode, rights: RIGHTS_OF_ROLE[role] };
}

/** No `Max-Age`: the browser forgets the cookie when it closes, and Redis ends the session 12 h after its last use. */
function setCookie(http: Koa.Context, { config }: ApiServices, token: string | null): void {
  const isSecure = config.secureCookies || http.secure;
  // Koa refuses Secure cookies on a connection it sees as plain; behind a proxy that ends TLS it is not the one to judge.
  http.cookies.secure = isSecure;
  http.cookies.set(SESSION_COOKIE, token, { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' });
}

export const sessionRoutes = [signIn, readSession, signOut];
