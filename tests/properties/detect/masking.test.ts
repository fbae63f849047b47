import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NOT_ASSESSED } from '#domain/raster.js';
import { assessWithScene, emptyChunk, type ChunkPixels } from '#pipelines/change-to-patches/chunkPixels.js';
import { PIXEL_STATE } from '#pipelines/change-to-patches/pixelState.js';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import { fitPair, type PairModel } from '#pipelines/scene-to-change/pairModel.js';
import type { PairWindow } from '#pipelines/scene-to-change/pairPixels.js';
import { createRandom } from '../../support/detectScenes.js';

const SIDE = 40;
const BANDS = ['blue', 'green', 'red', 'nir'];
const WINDOW = { x: 0, y: 0, width: SIDE, height: SIDE };

/** Patches of ground with noise; a block in the middle changes. */
function pairWindow(): PairWindow {
  const random = createRandom(11);
  const ground = (x: number, y: number, band: number): number =>
    0.05 + 0.04 * band + 0.05 * (((Math.floor(x / 5) + 2 * Math.floor(y / 7)) * (band + 3)) % 5);
  const scene = (isAfter: boolean): Float32Array[] =>
    BANDS.map((_, band) =>
      Float32Array.from({ length: SIDE * SIDE }, (__, i) => {
        const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
        const isChanged = isAfter && x > 14 && x < 25 && y > 16 && y < 24;
        return (isChanged ? 0.3 - 0.03 * band : ground(x, y, band)) + 0.01 * random();
      }),
    );
  const clear = (): Uint8Array => new Uint8Array(SIDE * SIDE);
  return {
    width: SIDE,
    height: SIDE,
    before: scene(false),
    after: scene(true),
    reasonBefore: clear(),
    reasonAfter: clear(),
  };
}

function assess(pair: PairWindow, model: PairModel): ChunkPixels {
  const chunk = emptyChunk(WINDOW, null);
  assessWithScene(chunk, { grid: WINDOW, window: WINDOW, read: WINDOW }, pair, model, 0);
  return chunk;
}

describe('hiding pixels', () => {
  const pair = pairWindow();
  let model: PairModel;
  let open: ChunkPixels;
  beforeAll(() => {
    const tile = { ...pair, core: WINDOW };
    model = fitPair({ tiles: [tile], bands: BANDS, recipe: recipeByName('irMad'), gsdM: 10 }).model;
    open = assess(pair, model);
  });

  test('the open pair shows the change', () => {
    expect(open.group.filter((group) => group !== 0).length).toBeGreaterThan(40);
  });

  const clouds = fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: SIDE - 1 }),
      y: fc.integer({ min: 0, max: SIDE - 1 }),
      side: fc.integer({ min: 1, max: 9 }),
      code: fc.constantFrom(NOT_ASSESSED.cloud, NOT_ASSESSED.shadow, NOT_ASSESSED.snow, NOT_ASSESSED.saturated),
      isAfter: fc.boolean(),
    }),
    { maxLength: 5 },
  );

  test('never adds change, and a hidden pixel is neither changed nor unchanged', () => {
    fc.assert(
      fc.property(clouds, (covers) => {
        const hidden = { ...pair, reasonBefore: pair.reasonBefore.slice(), reasonAfter: pair.reasonAfter.slice() };
        for (const { x, y, side, code, isAfter } of covers) {
          for (let row = y; row < Math.min(SIDE, y + side); row++) {
            const reasons = isAfter ? hidden.reasonAfter : hidden.reasonBefore;
            reasons.fill(code, row * SIDE + x, row * SIDE + Math.min(SIDE, x + side));
          }
        }
        const chunk = assess(hidden, model);
        for (let i = 0; i < SIDE * SIDE; i++) {
          if (chunk.group[i] !== 0) expect(open.group[i]).toBe(chunk.group[i]);
          if (hidden.reasonBefore[i] === 0 && hidden.reasonAfter[i] === 0) continue;
          expect(chunk.state[i]).toBe(PIXEL_STATE.notAssessed);
          expect(chunk.group[i]).toBe(0);
          expect(chunk.score![i]).toBeNaN();
        }
      }),
      { numRuns: 40 },
    );
  });
});
