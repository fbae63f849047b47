/** @jest-environment ./tests/support/typedArrayEnvironment.mjs */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BadInputError } from '#domain/errors.js';
import { parseLearnedManifest, type LearnedManifest } from '#pipelines/scene-to-change/learnedContract.js';
import { learnedScore, type PlacedPair } from '#pipelines/scene-to-change/learnedTiles.js';
import { EXAMPLE, makeExampleModel } from '#samples/learned/exampleModel.js';
import { openOnnxModel } from '#worker/compute/onnxModel.js';

const WIDTH = 70;
const HEIGHT = 45;
const { onnx, manifest: stated } = makeExampleModel();
const manifest = parseLearnedManifest(stated, 'example.json');

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-'));
  path = join(folder, 'example.onnx');
  await writeFile(path, onnx);
});
afterAll(() => rm(folder, { recursive: true }));

/** Three bands of a slanting pattern; a square of 12 × 10 pixels became brighter. */
function pair(): PlacedPair {
  const band = (k: number, isAfter: boolean): Float32Array =>
    Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
      const x = i % WIDTH;
      const y = Math.floor(i / WIDTH);
      const isSquare = x >= 30 && x < 42 && y >= 20 && y < 30;
      return 60 + ((3 * x + 5 * y + 11 * k) % 40) + (isAfter && isSquare ? 120 : 0);
    });
  const isSeen = new Uint8Array(WIDTH * HEIGHT).fill(1);
  isSeen[22 * WIDTH + 33] = 0;
  return {
    x: 0,
    y: 0,
    width: WIDTH,
    height: HEIGHT,
    before: [0, 1, 2].map((k) => band(k, false)),
    after: [0, 1, 2].map((k) => band(k, true)),
    reasonBefore: new Uint8Array(WIDTH * HEIGHT),
    reasonAfter: new Uint8Array(WIDTH * HEIGHT),
    isSeen,
  };
}

/** What the example says of a pixel away from its tiles' edges, worked out without the model. */
function expectedAt({ before, after, isSeen }: PlacedPair, x: number, y: number): number {
  let sum = 0;
  for (let k = 0; k < 3; k++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const i = (y + dy) * WIDTH + x + dx;
        if (isSeen[i] === 1) sum += Math.abs(after[k]![i]! - before[k]![i]!) / manifest.deviation[k]!;
      }
    }
  }
  return 1 / (1 + Math.exp(-EXAMPLE.steepness * (sum / 27 - EXAMPLE.undecidedAt)));
}

describe('an ONNX model', () => {
  test('runs over a pair in tiles and says what its formula says', async () => {
    const model = await openOnnxModel(path, manifest, 1);
    const input = pair();
    const window = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
    const score = await learnedScore(manifest, input, window, window, model.run);
    await model.close();
    for (const [x, y] of [
      [36, 25],
      [30, 20],
      [29, 19],
      [10, 10],
      [41, 27],
      [34, 22],
    ] as const) {
      expect(score[y * WIDTH + x]).toBeCloseTo(expectedAt(input, x, y), 5);
    }
    expect(score[25 * WIDTH + 36]).toBeGreaterThan(0.99);
    expect(score[10 * WIDTH + 10]).toBeLessThan(0.01);
    expect(score[22 * WIDTH + 33]).toBeNaN();
  });

  const refusal = async (file: string, changed: Partial<LearnedManifest>): Promise<BadInputError> => {
    const opened = openOnnxModel(file, { ...manifest, ...changed }, 1);
    const error: unknown = await opened.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(BadInputError);
    return error as BadInputError;
  };

  test('that is not the one its manifest names is refused', async () => {
    expect((await refusal(path, { sha256: '0'.repeat(64) })).detail.code).toBe('model.hash');
    expect((await refusal(join(folder, 'none.onnx'), {})).detail.code).toBe('model.missing');
  });

  test('with other inputs or outputs than its manifest says is refused', async () => {
    expect((await refusal(path, { inputs: ['pair'] })).detail.found).toBe('after, before');
    expect((await refusal(path, { output: 'mask' })).detail.found).toBe('change');
  });

  test('that is no ONNX model is refused', async () => {
    const broken = join(folder, 'broken.onnx');
    await writeFile(broken, 'not a model');
    const sha256 = createHash('sha256').update('not a model').digest('hex');
    expect((await refusal(broken, { sha256 })).detail.code).toBe('model.invalid');
  });

  test('fed with tiles of another size refuses by name', async () => {
    const model = await openOnnxModel(path, { ...manifest, side: 16 }, 1);
    const tile = new Float32Array(3 * 16 * 16);
    await expect(model.run([tile, tile])).rejects.toThrow('tiles of 16 pixels');
    await model.close();
  });
});
