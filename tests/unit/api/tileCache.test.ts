import { describe, expect, test } from '@jest/globals';
import { createTileCache } from '#api/pictures/tileCache.js';

describe('the cache of drawn tiles', () => {
  const counted = (bytes: number) => {
    let count = 0;
    const draw = async (): Promise<Buffer> => {
      count += 1;
      await Promise.resolve();
      return Buffer.alloc(bytes, count);
    };
    return { draw, drawings: () => count };
  };

  test('a name is drawn once, also for those who ask while it is drawn', async () => {
    const cache = createTileCache(100);
    const { draw, drawings } = counted(10);
    const [first, second] = await Promise.all([cache.get('a', draw), cache.get('a', draw)]);
    expect(second).toBe(first);
    expect(await cache.get('a', draw)).toBe(first);
    expect(drawings()).toBe(1);
  });

  test('the least recently asked for goes where there is no more room', async () => {
    const cache = createTileCache(25);
    const { draw, drawings } = counted(10);
    await cache.get('a', draw);
    await cache.get('b', draw);
    await cache.get('a', draw);
    await cache.get('c', draw);
    await cache.get('a', draw);
    expect(drawings()).toBe(3);
    await cache.get('b', draw);
    expect(drawings()).toBe(4);
  });

  test('a drawing that failed is tried again', async () => {
    const cache = createTileCache(25);
    await expect(cache.get('a', () => Promise.reject(new Error('no pixels')))).rejects.toThrow('no pixels');
    const { draw } = counted(3);
    expect(await cache.get('a', draw)).toHaveLength(3);
  });
});
