import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { BadInputError } from '#domain/errors.js';
import { withRedis } from '#store/redisFailures.js';
import { idempotencyKeySchema } from '../contracts/scalars.js';
import type { Reply } from '../route.js';

/** Answers are kept this long. */
const KEPT_SECONDS = 24 * 60 * 60;
/** A request that died without an answer blocks its key this long. */
const RUNNING_SECONDS = 120;

export interface IdempotentRequest {
  /** `Idempotency-Key` as sent; '' where there was none. */
  readonly key: string;
  readonly callerId: string;
  readonly endpointId: string;
  /** Whatever tells two bodies apart: their text, or the hash of an uploaded file. */
  readonly body: string;
}

interface Remembered {
  readonly fingerprint: string;
  readonly reply: Reply<unknown> | null;
}

/**
 * Does the work once per key: later requests with the same key and body get the first one's answer. Work that fails may
 * be tried again with the same key.
 * @throws BadInputError (409) where the key came with another body, or its first request is still being served
 */
export async function idempotently<T>(
  redis: Redis,
  request: IdempotentRequest,
  work: () => Promise<Reply<T>>,
): Promise<Reply<T>> {
  if (request.key === '') return work();
  refuseUnsoundKey(request.key);
  const name = `planwatch:idempotency:${hashOf([request.callerId, request.endpointId, request.key])}`;
  const fingerprint = hashOf([request.body]);
  const running: Remembered = { fingerprint, reply: null };
  const isFirst = await withRedis(() => redis.set(name, JSON.stringify(running), 'EX', RUNNING_SECONDS, 'NX'));
  if (isFirst === null) return earlierReply<T>(await withRedis(() => redis.get(name)), fingerprint);
  try {
    const reply = await work();
    const done: Remembered = { fingerprint, reply };
    await withRedis(() => redis.set(name, JSON.stringify(done), 'EX', KEPT_SECONDS));
    return reply;
  } catch (error) {
    // Where this fails too, the key frees itself after RUNNING_SECONDS; the first failure is the one to tell.
    await withRedis(() => redis.del(name)).catch(() => undefined);
    throw error;
  }
}

function earlierReply<T>(stored: string | null, fingerprint: string): Reply<T> {
  const remembered = stored === null ? null : (JSON.parse(stored) as Remembered);
  if (remembered !== null && remembered.fingerprint !== fingerprint) {
    throw conflict('the key was used with another body', 'idempotency.differentBody');
  }
  if (remembered === null || remembered.reply === null) {
    throw conflict('the first request with this key is still being served', 'idempotency.inProgress');
  }
  const reply = remembered.reply as Reply<T>;
  return { ...reply, headers: { ...reply.headers, 'Idempotency-Replayed': 'true' } };
}

function refuseUnsoundKey(key: string): void {
  if (idempotencyKeySchema.safeParse(key).success) return;
  const detail = { code: 'request.header', where: 'Idempotency-Key', expected: '1–200 characters' };
  throw new BadInputError('not a key', detail);
}

function conflict(message: string, code: string): BadInputError {
  return new BadInputError(message, {
    code,
    where: 'Idempotency-Key',
    expected: 'a new key, or the same request again',
  });
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
