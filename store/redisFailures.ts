import { UnavailableError } from '#domain/errors.js';

/** Runs a Redis command; whatever keeps it from answering is "not now". @throws UnavailableError */
export async function withRedis<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    throw new UnavailableError('Redis does not answer', 'redis', { cause: error });
  }
}
