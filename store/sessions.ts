import { createHash, randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { withRedis } from './redisFailures.js';

/** A session ends this long after its last use. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** Begins a session and gives the token that the browser keeps. Redis knows only its hash. */
export async function createSession(redis: Redis, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await withRedis(() => redis.set(keyOf(token), userId, 'EX', SESSION_SECONDS));
  return token;
}

/** Id of the person whose session it is, whose time begins anew; null where it has ended. */
export async function touchSession(redis: Redis, token: string): Promise<string | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  return withRedis(() => redis.getex(keyOf(token), 'EX', SESSION_SECONDS));
}

/** Ends the session at once. */
export async function deleteSession(redis: Redis, token: string): Promise<void> {
  await withRedis(() => redis.del(keyOf(token)));
}

function keyOf(token: string): string {
  return `planwatch:session:${createHash('sha256').update(token).digest('hex')}`;
}
