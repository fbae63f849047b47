import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  parseLearnedManifest,
  probabilitiesOf,
  type LearnedManifest,
} from '#pipelines/scene-to-change/learnedContract.js';
import {
  edgeWeight,
  learnedScore,
  tileInputs,
  tilesExtent,
  tilesOver,
  type PlacedPair,
} from '#pipelines/scene-to-change/learnedTiles.js';
import { makeExampleModel } from '#samples/learned/exampleModel.js';

const manifest: LearnedManifest = {
  ...parseLearnedManifest(makeExampleModel().manifest, 'example.json'),
  bands: ['grey'],
  mean: [10],
  deviation: [2],
  side: 16,
  overlap: 6,
};

const shapes = fc.record({
  width: fc.integer({ min: 3, max: 70 }),
  height: fc.integer({ min: 3, max: 70 }),
  overlap: fc.integer({ min: 0, max: 8 }),
});

function pairOf(width: number, height: number): PlacedPair {
  const values = (factor: number): Float32Array =>
    Float32Array.from({ length: width * height }, (_, i) => (i * factor) % 23);
  return {
    x: 0,
    y: 0,
    width,
    height,
    before: [values(7)],
    after: [values(5)],
    reasonBefore: new Uint8Array(width * height),
    reasonAfter: new Uint8Array(width * height),
    isSeen: Uint8Array.from({ length: width * height }, (_, i) => Number(i % 13 !== 4)),
  };
}

function cutOut(pair: PlacedPair, window: { x: number; y: number; width: number; height: number }): PlacedPair {
  const cut = <T extends Float32Array | Uint8Array>(values: T): T => {
    const rows = Array.from({ length: window.height }, (_, y) => {
      const from = (window.y + y) * pair.width + window.x;
      return [...values.subarray(from, from + window.width)];
    });
    return (values.constructor as unknown as { from(list: number[]): T }).from(rows.flat());
  };
  return {
    ...window,
    before: pair.before.map(cut),
    after: pair.after.map(cut),
    reasonBefore: cut(pair.reasonBefore),
    reasonAfter: cut(pair.reasonAfter),
    isSeen: cut(pair.isSeen),
  };
}

/** A stand-in for a model that depends on where in its tile a pixel lies, as real ones do. */
const unevenModel = (inputs: readonly Float32Array[]): Promise<Float32Array> =>
  Promise.resolve(inputs[0]!.map((v, i) => 0.5 + 0.4 * Math.sin(v + 3 * inputs[1]![i]! + i)));

describe('tiles', () => {
  test('cover every pixel, and neighbours overlap by at least what the manifest says', () => {
    fc.assert(
      fc.property(shapes, ({ width, height, overlap }) => {
        const tiling = { side: 16, overlap };
        const tiles = tilesOver({ x: 0, y: 0, width, height }, { width, height }, tiling);
        for (let x = 0; x < width; x++) expect(tiles.some((tile) => tile.x <= x && x < tile.x + 16)).toBe(true);
        for (let y = 0; y < height; y++) expect(tiles.some((tile) => tile.y <= y && y < tile.y + 16)).toBe(true);
        const columns = [...new Set(tiles.map((tile) => tile.x))];
        columns.forEach((x, i) => expect(x).toBe(Math.min(i * (16 - overlap), Math.max(0, width - 16))));
      }),
    );
  });

  test('of a 40 pixels wide raster, 16 wide with 6 shared, begin at 0, 10, 20 and its end less 16', () => {
    const raster = { width: 40, height: 16 };
    expect(tilesOver({ x: 0, y: 0, ...raster }, raster, manifest).map(({ x }) => x)).toEqual([0, 10, 20, 24]);
    expect(tilesOver({ x: 26, y: 0, width: 3, height: 16 }, raster, manifest).map(({ x }) => x)).toEqual([20, 24]);
    expect(tilesExtent({ x: 32, y: 3, width: 2, height: 2 }, raster, manifest)).toEqual({
      x: 20,
      y: 0,
      width: 20,
      height: 16,
    });
  });

  test('weights of neighbours add up to one where they overlap', () => {
    for (let k = 0; k < 6; k++) expect(edgeWeight(10 + k, manifest) + edgeWeight(k, manifest)).toBeCloseTo(1, 12);
    for (let k = 6; k < 10; k++) expect(edgeWeight(k, manifest)).toBe(1);
  });
});

describe("a tile's inputs", () => {
  test('are normalised, 0 where not seen, and mirrored where the raster is smaller', () => {
    const pair = { ...pairOf(5, 20), isSeen: new Uint8Array(100).fill(1) };
    pair.isSeen[1] = 0;
    const [before, after] = tileInputs(manifest, pair, { x: 0, y: 0 }, { width: 5, height: 20 });
    const grey = (x: number, y: number): number => (pair.before[0]![y * 5 + x]! - 10) / 2;
    expect([...before!.subarray(0, 12)]).toEqual(
      [0, 1, 2, 3, 4, 4, 3, 2, 1, 0, 0, 1].map((x) => (x === 1 ? 0 : grey(x, 0))),
    );
    expect(after![3 * 16 + 2]).toBe((pair.after[0]![17]! - 10) / 2);
  });

  test('come as one tensor where the model wants the pair in one', () => {
    const pair = pairOf(16, 16);
    const [before, after] = tileInputs(manifest, pair, { x: 0, y: 0 }, pair);
    const [both, ...others] = tileInputs({ ...manifest, inputs: ['pair'] }, pair, { x: 0, y: 0 }, pair);
    expect([...both!]).toEqual([...before!, ...after!]);
    expect(others).toEqual([]);
  });
});

describe('a learned score', () => {
  test('is the same to the last bit in windows as for the whole', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(1000), fc.nat(1000), async ({ width, height, overlap }, a, b) => {
        const model = { ...manifest, overlap };
        const pair = pairOf(width, height);
        const whole = await learnedScore(model, pair, pair, pair, unevenModel);
        const x = a % width;
        const y = b % height;
        const window = { x, y, width: 1 + (b % (width - x)), height: 1 + (a % (height - y)) };
        const read = cutOut(pair, tilesExtent(window, pair, model));
        const part = await learnedScore(model, read, window, pair, unevenModel);
        part.forEach((value, i) => {
          const at = (window.y + Math.floor(i / window.width)) * width + window.x + (i % window.width);
          expect(Object.is(value, whole[at])).toBe(true);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('of a model that says the same everywhere is that, and nothing where not seen', async () => {
    const pair = pairOf(37, 21);
    const score = await learnedScore(manifest, pair, pair, pair, () =>
      Promise.resolve(new Float32Array(256).fill(0.25)),
    );
    score.forEach((value, i) => {
      if (pair.isSeen[i] === 0) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(0.25, 6);
    });
  });

  test('does not run the model where nothing was seen', async () => {
    const pair = { ...pairOf(40, 16), isSeen: new Uint8Array(640) };
    pair.isSeen[5] = 1;
    let runs = 0;
    await learnedScore(manifest, pair, pair, pair, (inputs) => {
      runs += 1;
      return unevenModel(inputs);
    });
    expect(runs).toBe(1);
  });
});

describe('the contract', () => {
  const stated = makeExampleModel().manifest;

  test.each([
    [{ overlap: 17 }, 'overlap'],
    [{ mean: [1, 2] }, 'mean'],
    [{ deviation: [1, 0, 1] }, 'deviation.1'],
    [{ sha256: 'abc' }, 'sha256'],
    [{ inputs: ['after', 'before'] }, 'inputs'],
    [{ gsdMetres: [3, 1] }, 'gsdMetres'],
    [{ extra: 1 }, 'extra'],
  ])('a manifest with %j is refused at %s', (change, where) => {
    expect(() => parseLearnedManifest({ ...stated, ...change }, 'm.json')).toThrow(where);
  });

  test('outputs become probabilities as the activation says', () => {
    const pixels = 256;
    const logit = new Float32Array(pixels).fill(Math.log(3));
    expect(probabilitiesOf({ ...manifest, activation: 'sigmoid' }, logit)[0]).toBeCloseTo(0.75, 6);
    const two = new Float32Array(2 * pixels);
    two.fill(1, 0, pixels);
    two.fill(1 + Math.log(4), pixels);
    expect(probabilitiesOf({ ...manifest, activation: 'softmax' }, two)[7]).toBeCloseTo(0.8, 6);
    expect(() => probabilitiesOf(manifest, logit)).toThrow('probabilities from 0 to 1');
    expect(() => probabilitiesOf(manifest, two)).toThrow('512 values');
    expect(() => probabilitiesOf(manifest, new Float32Array(pixels).fill(NaN))).toThrow('NaN');
  });
});
