import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { UnavailableError } from '#domain/errors.js';
import { TooManyRequestsError } from '../failures.js';
import type { ApiLimits } from '../limits.js';

const SIGN_IN_WINDOW_SECONDS = 15 * 60;
const LOCK_WINDOW_SECONDS = 24 * 60 * 60;
const LOCKED_SECONDS = 30 * 60;

export interface RateLimits {
  /** Counts one request of a caller. @throws TooManyRequestsError */
  countRequest(callerId: string): Promise<void>;
  /** Counts one attempt to sign in, before the password is looked at. @throws TooManyRequestsError */
  countSignIn(name: string, address: string): Promise<void>;
  /** Forgets the attempts after one that succeeded. */
  forgiveSignIn(name: string, address: string): Promise<void>;
  /** Whether nobody signs in with this name now, from wherever. */
  isLocked(name: string): Promise<boolean>;
  /** Lets people sign in with this name again. */
  unlock(name: string): Promise<void>;
}

/** Counts in Redis, so that all API processes count together. */
export function createRateLimits(redis: Redis, limits: ApiLimits): RateLimits {
  const limiter = (purpose: string, points: number, duration: number): RateLimiterRedis =>
    new RateLimiterRedis({ storeClient: redis, keyPrefix: `planwatch:rate:${purpose}`, points, duration });
  const requests = limiter('requests', limits.requestsPerMinute, 60);
  const attempts = limiter('signIn', limits.signInAttempts, SIGN_IN_WINDOW_SECONDS);
  const attemptsOfAddress = limiter('signInAddress', limits.signInAttemptsPerAddress, SIGN_IN_WINDOW_SECONDS);
  const attemptsOfName = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: 'planwatch:rate:signInName',
    points: limits.signInAttemptsBeforeLock,
    duration: LOCK_WINDOW_SECONDS,
    blockDuration: LOCKED_SECONDS,
  });
  return {
    countRequest: (callerId) => consume(requests, callerId, 'too many requests'),
    async countSignIn(name, address) {
      await consume(attemptsOfAddress, address, 'too many attempts to sign in from this address');
      await consume(attempts, attemptKey(name, address), 'too many attempts to sign in with this name');
      await consume(attemptsOfName, attemptKey(name, ''), 'too many attempts to sign in with this name');
    },
    async forgiveSignIn(name, address) {
      await answering(attempts.delete(attemptKey(name, address)));
      await answering(attemptsOfName.delete(attemptKey(name, '')));
      await answering(attemptsOfAddress.reward(address));
    },
    async isLocked(name) {
      const counted = await answering(attemptsOfName.get(attemptKey(name, '')));
      return counted !== null && counted.consumedPoints > limits.signInAttemptsBeforeLock;
    },
    async unlock(name) {
      await answering(attemptsOfName.delete(attemptKey(name, '')));
    },
  };
}

/** Names are whatever was typed: hashed, they are neither too long for a key nor readable in Redis. */
function attemptKey(name: string, address: string): string {
  return createHash('sha256').update(`${address}\n${name}`).digest('hex');
}

async function consume(limiter: RateLimiterRedis, key: string, message: string): Promise<void> {
  await answering(limiter.consume(key), message);
}

/** The library rejects with a `RateLimiterRes` where the limit is reached, and with an error where Redis is away. */
async function answering<T>(counting: Promise<T>, message = 'too many requests'): Promise<T> {
  try {
    return await counting;
  } catch (rejection) {
    if (rejection instanceof RateLimiterRes) {
      throw new TooManyRequestsError(message, Math.max(1, Math.ceil(rejection.msBeforeNext / 1000)));
    }
    throw new UnavailableError('requests cannot be counted', 'redis', { cause: rejection });
  }
}
