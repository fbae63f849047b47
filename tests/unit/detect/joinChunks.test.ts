import { describe, expect, test } from '@jest/globals';
import { joinChunks } from '#pipelines/change-to-patches/joinChunks.js';
import { JOIN_LIMITS, type JoinLimits } from '#pipelines/change-to-patches/joinLimits.js';
import { maskChunk } from '#pipelines/change-to-patches/maskChunk.js';
import type { ChunkResult } from '#pipelines/change-to-patches/chunkResult.js';

const SIDE = 256;

/** Seeded noise: this share of the pixels is change. */
function noise(share: number): Uint8Array {
  let state = 5;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return Uint8Array.from({ length: SIDE * SIDE }, () => (random() < share ? 1 : 0));
}

function chunksOf(mask: Uint8Array, size: number, minimumPixels: number, nodata: number | null = null): ChunkResult[] {
  const chunks: ChunkResult[] = [];
  for (let y = 0; y < SIDE; y += size) {
    for (let x = 0; x < SIDE; x += size) {
      const window = { x, y, width: Math.min(size, SIDE - x), height: Math.min(size, SIDE - y) };
      const values = new Uint8Array(window.width * window.height);
      for (let row = 0; row < window.height; row++) {
        const from = (y + row) * SIDE + x;
        values.set(mask.subarray(from, from + window.width), row * window.width);
      }
      const classes = { fromClass: 'bare', toClass: 'builtUp' } as const;
      const options = { changeValue: null, connectivity: 4, minimumPixels, nodata, valid: null } as const;
      chunks.push(maskChunk({ window, values, isDifferenced: false, ...options, ...classes }));
    }
  }
  return chunks;
}

const join = (chunks: ChunkResult[], sievePixels: number, limits?: JoinLimits) =>
  joinChunks(chunks, {
    width: SIDE,
    height: SIDE,
    sceneCount: 1,
    memberCount: 0,
    connectivity: 4,
    sievePixels,
    ...(limits && { limits }),
  });

describe('joining chunks of noise', () => {
  test('what is scattered beyond what the memory bears is refused with advice', async () => {
    const chunks = chunksOf(noise(0.3), 64, 1);
    const limits = { ...JOIN_LIMITS, runs: 5000 };
    await expect(join(chunks, 1, limits)).rejects.toMatchObject({
      kind: 'badInput',
      message: expect.stringMatching(/scattered.*more than \d+ separate.*higher threshold.*sievePixels/),
    });
    await expect(join(chunks, 1, { ...JOIN_LIMITS, parts: 2000 })).rejects.toThrow(/the change is scattered/);
  });

  test('unseen pixels that are scattered are named as such', async () => {
    const mask = noise(0.3).map((value) => value * 255);
    await expect(join(chunksOf(mask, 64, 1, 255), 1, { ...JOIN_LIMITS, runs: 5000 })).rejects.toThrow(
      /could not be seen is scattered.*quality band/,
    );
  });

  test('specks at the seams do not pile up: rows of chunks are cleaned as they come, with the same outcome', async () => {
    const mask = noise(0.45);
    const sieve = 12;
    const whole = await join(chunksOf(mask, SIDE, sieve), sieve);
    const chunks = chunksOf(mask, 16, sieve);
    const gathered = chunks.reduce((sum, { runs }) => sum + runs.count, 0);
    // More runs come than are allowed at once.
    const runs = Math.floor(0.9 * gathered);
    const cleaned = await join(chunks, sieve, { ...JOIN_LIMITS, runs, runsBeforeCleaning: 100 });
    expect(whole.segments.count).toBeGreaterThan(10);
    expect(cleaned.segments).toEqual(whole.segments);
    expect(cleaned.runs.count).toBe(whole.runs.count);
    for (const column of ['start', 'end', 'owner'] as const) {
      expect(cleaned.runs[column].slice(0, cleaned.runs.count)).toEqual(whole.runs[column].slice(0, whole.runs.count));
    }
    expect(cleaned.runs.rowStart).toEqual(whole.runs.rowStart);
  });
});
