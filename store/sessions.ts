import { createHash, randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { IsoTime } from '#domain/time.js';
import { withRedis } from './redisFailures.js';

/** A session ends this long after its last use. */
export const SESSION_SECONDS = 12 * 60 * 60;
/** A session ends this long after its beginning, however much it is used. */
const LONGEST_SESSION_SECONDS = 7 * 24 * 60 * 60;

export interface NewSession {
  readonly userId: string;
  readonly by: 'password' | 'identityProvider';
  /** Address and browser it was begun from, so that people know their own. */
  readonly address: string;
  readonly agent: string;
}

export interface Session extends NewSession {
  /** Hash of the token: names the session without opening it. */
  readonly id: string;
  readonly startedAt: IsoTime;
  readonly lastUsedAt: IsoTime;
}

type StoredSession = Omit<Session, 'id' | 'lastUsedAt'>;

/** Begins a session and gives the token that the browser keeps. Redis knows only its hash. */
export async function createSession(redis: Redis, session: NewSession): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const id = idOfToken(token);
  const stored: StoredSession = { ...session, agent: session.agent.slice(0, 300), startedAt: new Date().toISOString() };
  await withRedis(() =>
    redis
      .multi()
      .set(keyOf(id), JSON.stringify(stored), 'EX', SESSION_SECONDS)
      .zadd(indexOf(session.userId), Date.now(), id)
      .expire(indexOf(session.userId), LONGEST_SESSION_SECONDS)
      .exec(),
  );
  return token;
}

/** Whose session it is, whose time begins anew; null where it has ended. */
export async function touchSession(
  redis: Redis,
  token: string,
): Promise<{ readonly id: string; readonly userId: string } | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const id = idOfToken(token);
  const text = await withRedis(() => redis.getex(keyOf(id), 'EX', SESSION_SECONDS));
  if (text === null) return null;
  const { userId, startedAt } = JSON.parse(text) as StoredSession;
  if (Date.now() - Date.parse(startedAt) > LONGEST_SESSION_SECONDS * 1000) {
    await endSession(redis, userId, id);
    return null;
  }
  await withRedis(() => redis.zadd(indexOf(userId), 'XX', Date.now(), id));
  return { id, userId };
}

/** Sessions of a person that have not ended, last used first. */
export async function listSessions(redis: Redis, userId: string): Promise<readonly Session[]> {
  const used = await withRedis(() => redis.zrevrange(indexOf(userId), 0, -1, 'WITHSCORES'));
  const ids = used.filter((_, i) => i % 2 === 0);
  if (ids.length === 0) return [];
  const texts = await withRedis(() => redis.mget(ids.map(keyOf)));
  const ended = ids.filter((_, i) => texts[i] === null);
  if (ended.length > 0) await withRedis(() => redis.zrem(indexOf(userId), ...ended));
  return ids.flatMap((id, i) => {
    const text = texts[i];
    if (text === null || text === undefined) return [];
    const lastUsedAt = new Date(Number(used[2 * i + 1])).toISOString();
    return [{ ...(JSON.parse(text) as StoredSession), id, lastUsedAt }];
  });
}

/** Ends the session of a token at once. */
export async function deleteSession(redis: Redis, token: string): Promise<void> {
  const text = await withRedis(() => redis.get(keyOf(idOfToken(token))));
  if (text !== null) await endSession(redis, (JSON.parse(text) as StoredSession).userId, idOfToken(token));
}

/** Ends one session of a person at once; false where they have none of that id. */
export async function endSession(redis: Redis, userId: string, id: string): Promise<boolean> {
  const isTheirs = (await withRedis(() => redis.zrem(indexOf(userId), id))) > 0;
  if (isTheirs) await withRedis(() => redis.del(keyOf(id)));
  return isTheirs;
}

/** Ends all sessions of a person at once, but for one that is kept; how many. */
export async function endSessions(redis: Redis, userId: string, keptId: string | null = null): Promise<number> {
  const all = await withRedis(() => redis.zrange(indexOf(userId), '0', '-1'));
  const ended = all.filter((id) => id !== keptId);
  for (const id of ended) await endSession(redis, userId, id);
  return ended.length;
}

function idOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

const keyOf = (id: string): string => `planwatch:session:${id}`;
const indexOf = (userId: string): string => `planwatch:sessions:${userId}`;
