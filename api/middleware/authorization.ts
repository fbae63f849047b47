import type Koa from 'koa';
import { ForbiddenError } from '#domain/errors.js';
import { hasRight, type Caller } from '#domain/people.js';
import { findCallerByApiKey } from '#store/apiKeys.js';
import { touchSession } from '#store/sessions.js';
import { getSignedIn } from '#store/users.js';
import type { Access, Endpoint } from '../contracts/endpoint.js';
import { PasswordChangeNeededError } from '../failures.js';
import type { ApiServices } from '../services.js';

export const SESSION_COOKIE = 'planwatch_session';
/** A header that no form and no foreign page can send along without being asked (CORS preflight). */
export const CSRF_HEADER = 'X-Planwatch-Csrf';

type Identity =
  | { readonly by: 'key'; readonly caller: Caller }
  | {
      readonly by: 'cookie';
      readonly caller: Caller;
      readonly sessionId: string;
      readonly mustChangePassword: boolean;
    };

/**
 * The caller, where they may use the endpoint; null where anybody may.
 * @throws ForbiddenError (401) not signed in, (403) signed in without the right or without the CSRF header
 * @throws PasswordChangeNeededError (403) where the person must choose a password first
 */
export async function authorize(ctx: Koa.Context, endpoint: Endpoint, services: ApiServices): Promise<Caller | null> {
  if (endpoint.right === 'anonymous') return null;
  const identity = await identify(ctx, services);
  if (identity === null) throw new ForbiddenError('sign in, or send an API key', false);
  const { caller, by } = identity;
  ctx.state['callerId'] = caller.id;
  if (by === 'cookie') {
    ctx.state['sessionId'] = identity.sessionId;
    if (endpoint.method !== 'GET' && ctx.get(CSRF_HEADER) !== '1') {
      throw new ForbiddenError(`writes with the session cookie need the header ${CSRF_HEADER}: 1`, true);
    }
    if (identity.mustChangePassword && endpoint.isForNewcomers !== true) throw new PasswordChangeNeededError();
  }
  refuseWithoutRight(identity, endpoint.right);
  return caller;
}

function refuseWithoutRight({ caller, by }: Identity, right: Exclude<Access, 'anonymous'>): void {
  if (right === 'signedIn') return;
  if (right === 'person') {
    if (by === 'key') throw new ForbiddenError('a key has no account; sign in', true);
    return;
  }
  if (hasRight(caller, right)) return;
  const who = caller.scope === undefined ? `role ${caller.role}` : 'this key';
  throw new ForbiddenError(`${who} does not have the right ${right}`, true);
}

/** Names the session that a request came with, where it did. */
export function sessionIdOf(ctx: Koa.Context): string | null {
  const id: unknown = ctx.state['sessionId'];
  return typeof id === 'string' ? id : null;
}

/** A key is tried alone where one is sent: a wrong key must not fall back to somebody's cookie. */
async function identify(ctx: Koa.Context, { db, redis }: ApiServices): Promise<Identity | null> {
  const authorization = ctx.get('Authorization');
  if (authorization !== '') {
    const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    const caller = key === undefined ? null : await findCallerByApiKey(db, key);
    return caller === null ? null : { caller, by: 'key' };
  }
  const token = ctx.cookies.get(SESSION_COOKIE);
  const session = token === undefined ? null : await touchSession(redis, token);
  const person = session === null ? null : await getSignedIn(db, session.userId);
  if (session === null || person === null) return null;
  const { caller, mustChangePassword } = person;
  return { by: 'cookie', caller, sessionId: session.id, mustChangePassword };
}
