import { createRedis } from '#runtime/redis.js';
import { openRunQueue, type QueueStatus } from './runQueue.js';

/** Jobs of every kind by state, asked over a connection made for it. @throws UnavailableError */
export async function readQueueStatus(redisUrl: string): Promise<QueueStatus> {
  const redis = createRedis(redisUrl, { maxRetriesPerRequest: 1, lazyConnect: true });
  const queue = openRunQueue(redis);
  try {
    return await queue.status();
  } finally {
    await queue.close();
    redis.disconnect();
  }
}

/** The same summed over the kinds, as metrics want it. */
export function sumByState(status: QueueStatus): Record<'waiting' | 'active' | 'delayed' | 'waitingForChunks', number> {
  const sum = { waiting: 0, active: 0, delayed: 0, waitingForChunks: 0 };
  for (const counts of Object.values(status)) {
    sum.waiting += counts.waiting;
    sum.active += counts.active;
    sum.delayed += counts.delayed;
    sum.waitingForChunks += counts.waitingForChunks;
  }
  return sum;
}
