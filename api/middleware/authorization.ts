import type Koa from 'koa';
import { ForbiddenError } from '#domain/errors.js';
import { hasRight, type Caller } from '#domain/people.js';
import { findCallerByApiKey } from '#store/apiKeys.js';
import { touchSession } from '#store/sessions.js';
import { getUser } from '#store/users.js';
import type { Endpoint } from '../contracts/endpoint.js';
import type { ApiServices } from '../services.js';

export const SESSION_COOKIE = 'planwatch_session';
/** A header that no form and no foreign page can send along without being asked (CORS preflight). */
export const CSRF_HEADER = 'X-Planwatch-Csrf';

type Identity = { readonly caller: Caller; readonly by: 'key' | 'cookie' };

/**
 * The caller, where they may use the endpoint; null where anybody may.
 * @throws ForbiddenError (401) not signed in, (403) signed in without the right or without the CSRF header
 */
export async function authorize(ctx: Koa.Context, endpoint: Endpoint, services: ApiServices): Promise<Caller | null> {
  if (endpoint.right === 'anonymous') return null;
  const identity = await identify(ctx, services);
  if (identity === null) throw new ForbiddenError('sign in, or send an API key', false);
  const { caller, by } = identity;
  ctx.state['callerId'] = caller.id;
  if (by === 'cookie' && endpoint.method !== 'GET' && ctx.get(CSRF_HEADER) !== '1') {
    throw new ForbiddenError(`writes with the session cookie need the header ${CSRF_HEADER}: 1`, true);
  }
  if (endpoint.right !== 'signedIn' && !hasRight(caller.role, endpoint.right)) {
    throw new ForbiddenError(`role ${caller.role} does not have the right ${endpoint.right}`, true);
  }
  return caller;
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
  const userId = token === undefined ? null : await touchSession(redis, token);
  const caller = userId === null ? null : await getUser(db, userId);
  return caller === null ? null : { caller, by: 'cookie' };
}
