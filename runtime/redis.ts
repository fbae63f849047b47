import { Redis, type RedisOptions } from 'ioredis';
import { log } from './log.js';

/** What ioredis connects to: `unix:///path/redis.sock?db=3` becomes its path form, other URLs stay. */
export function redisTarget(url: string): string {
  if (!url.startsWith('unix:')) return url;
  const { pathname, search } = new URL(url);
  return `${decodeURIComponent(pathname)}${search}`;
}

/**
 * A connection to `url`. Commands wait while the server is away (`maxRetriesPerRequest: null`, which BullMQ requires);
 * pass a number to have them fail instead, as a request handler wants.
 */
export function createRedis(url: string, options: RedisOptions = {}): Redis {
  const redis = new Redis(redisTarget(url), {
    maxRetriesPerRequest: null,
    enableReadyCheck: true,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 2_000),
    ...options,
  });
  redis.on('error', (error) => log().warn({ err: error }, 'Redis:Connection:Lost'));
  return redis;
}
