import type { Redis } from 'ioredis';
import { withRedis } from '#store/redisFailures.js';
import type { PendingSignIn } from './identityProvider.js';

/** A sign-in at the provider must be done within this time. */
export const PENDING_SECONDS = 10 * 60;

export async function rememberPending(redis: Redis, pending: PendingSignIn): Promise<void> {
  await withRedis(() => redis.set(keyOf(pending.state), JSON.stringify(pending), 'EX', PENDING_SECONDS));
}

/** What was remembered under the state; once only. */
export async function takePending(redis: Redis, state: string): Promise<PendingSignIn | null> {
  if (!/^[\w-]{20,100}$/.test(state)) return null;
  const text = await withRedis(() => redis.getdel(keyOf(state)));
  return text === null ? null : (JSON.parse(text) as PendingSignIn);
}

const keyOf = (state: string): string => `planwatch:pendingSignIn:${state}`;
