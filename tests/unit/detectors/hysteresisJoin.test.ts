import { expect, test } from '@jest/globals';
import { decodeChunkResult, encodeChunkResult } from '#pipelines/change-to-patches/chunkBytes.js';
import { emptyChunk } from '#pipelines/change-to-patches/chunkPixels.js';
import { summariseChunk, type ChunkResult } from '#pipelines/change-to-patches/chunkResult.js';
import { joinChunks } from '#pipelines/change-to-patches/joinChunks.js';
import { pixelCount } from '#pipelines/kernels/runLengths.js';

const SIDE = 4;
const OPTIONS = { connectivity: 4, minimumPixels: 2, sceneCount: 1, memberCount: 0 } as const;

/** A chunk from a drawing: `.` nothing, `x` change, `S` change that is a seed. */
function chunkOf(left: number, drawing: string): ChunkResult {
  const window = { x: left, y: 0, width: SIDE, height: SIDE };
  const chunk = emptyChunk(window, null);
  Array.from(drawing.replaceAll(' ', '')).forEach((code, i) => {
    chunk.state[i] = 0;
    if (code === '.') return;
    chunk.group[i] = 1;
    chunk.excess[i] = 1000;
    chunk.isSeed[i] = code === 'S' ? 1 : 0;
  });
  return decodeChunkResult(encodeChunkResult(summariseChunk(chunk, OPTIONS)));
}

const join = (left: string, right: string) =>
  joinChunks([chunkOf(0, left), chunkOf(SIDE, right)], {
    width: 2 * SIDE,
    height: SIDE,
    sceneCount: 1,
    memberCount: 0,
    connectivity: 4,
    sievePixels: 2,
  });

test('a seed in one chunk keeps the whole area across the seam', async () => {
  const { runs, segments } = await join('.... .xxx .... ....', '.... xxxS .... ....');
  expect(pixelCount(runs)).toBe(7);
  expect(segments.count).toBe(1);
  expect(segments.seeds[0]).toBe(1);
});

test('an area without a seed is dropped, inside a chunk and across the seam', async () => {
  const { runs, segments } = await join('xx.. ..xx .... ....', '.... xx.. .... .xx.');
  expect(pixelCount(runs)).toBe(0);
  expect(segments.count).toBe(0);
});

test('areas that touch only at a corner do not share a seed where connectivity is 4', async () => {
  const { runs } = await join('.... ..Sx .... ....', '.... .... xx.. ....');
  expect(pixelCount(runs)).toBe(2);
});
