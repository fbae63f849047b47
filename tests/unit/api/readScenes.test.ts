import { describe, expect, test } from '@jest/globals';
import { createReadScenes } from '#api/pictures/readScenes.js';
import type { Scene } from '#domain/scene.js';

describe('scenes read for tiles', () => {
  const scene = { id: 'one' } as Scene;
  const reader = (answers: (Scene | null | Error)[]) => {
    let reads = 0;
    const read = async (): Promise<Scene | null> => {
      const answer = answers[reads++];
      await Promise.resolve();
      if (answer instanceof Error) throw answer;
      return answer ?? null;
    };
    return { read, reads: () => reads };
  };

  test('are read once within five seconds, and again after', async () => {
    let time = 0;
    const scenes = createReadScenes(() => time);
    const { read, reads } = reader([scene, scene]);
    await Promise.all([scenes.get('one', read), scenes.get('one', read)]);
    time = 4999;
    await scenes.get('one', read);
    expect(reads()).toBe(1);
    time = 5000;
    await scenes.get('one', read);
    expect(reads()).toBe(2);
  });

  test('that are not there, or cannot be read, are asked for each time', async () => {
    const scenes = createReadScenes(() => 0);
    const { read } = reader([null, new Error('the database is away'), scene]);
    expect(await scenes.get('one', read)).toBeNull();
    await expect(scenes.get('one', read)).rejects.toThrow('the database is away');
    expect(await scenes.get('one', read)).toBe(scene);
  });
});
