import { describe, expect, test } from '@jest/globals';
import { BadInputError } from '#domain/errors.js';
import { fitPcaKMeans, pcaKMeansScore } from '#pipelines/scene-to-change/pcaKMeans.js';

const WIDTH = 40;
const HEIGHT = 30;

/** A quiet difference image (0, 1, 2 in turn) with a square of 20 to 22 from (10, 10) to (19, 19). */
function plane() {
  const values = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const x = i % WIDTH;
    const y = Math.floor(i / WIDTH);
    const isInSquare = x >= 10 && x < 20 && y >= 10 && y < 20;
    return ((x * 7 + y * 5) % 3) + (isInSquare ? 20 : 0);
  });
  return { values, isSeen: new Uint8Array(WIDTH * HEIGHT).fill(1), width: WIDTH, height: HEIGHT };
}

const parameters = { blockSide: 3, keptVariance: 0.9 };

describe('PCA and k-means', () => {
  test('finds the changed square but for its corners, and nothing else', () => {
    const input = plane();
    const score = pcaKMeansScore(fitPcaKMeans([input], parameters), input);
    const found = [...score.keys()].filter((i) => score[i]! >= 0.5).map((i) => [i % WIDTH, Math.floor(i / WIDTH)]);
    expect(found.every(([x, y]) => x! >= 9 && x! < 21 && y! >= 9 && y! < 21)).toBe(true);
    const inside = found.filter(([x, y]) => x! >= 10 && x! < 20 && y! >= 10 && y! < 20);
    expect(inside.length).toBeGreaterThanOrEqual(96);
  });

  test('the score is 0 and 1 at the two means: its averages over both sides are those', () => {
    const input = plane();
    const fit = fitPcaKMeans([input], parameters);
    const score = pcaKMeansScore(fit, input);
    const inner: number[] = [];
    for (let y = 1; y < HEIGHT - 1; y++) for (let x = 1; x < WIDTH - 1; x++) inner.push(score[y * WIDTH + x]!);
    const changed = inner.filter((value) => value >= 0.5);
    expect(changed.reduce((sum, v) => sum + v, 0) / changed.length).toBeCloseTo(1, 5);
    expect(Math.min(...inner)).toBe(0);
  });

  test('does not depend on the units of the difference', () => {
    const input = plane();
    const scaled = { ...input, values: input.values.map((value) => 1000 * value) };
    const score = pcaKMeansScore(fitPcaKMeans([input], parameters), input);
    const again = pcaKMeansScore(fitPcaKMeans([scaled], parameters), scaled);
    again.forEach((value, i) => expect(value).toBeCloseTo(score[i]!, 4));
  });

  test('a window with a halo of one pixel has the scores of the whole', () => {
    const input = plane();
    const fit = fitPcaKMeans([input], parameters);
    const whole = pcaKMeansScore(fit, input);
    const top = 8;
    const part = {
      values: input.values.slice(top * WIDTH),
      isSeen: input.isSeen.slice(top * WIDTH),
      width: WIDTH,
      height: HEIGHT - top,
    };
    expect(pcaKMeansScore(fit, part).slice(WIDTH)).toEqual(whole.slice((top + 1) * WIDTH));
  });

  test('hidden pixels have no score and leave their neighbours quiet', () => {
    const input = plane();
    const fit = fitPcaKMeans([input], parameters);
    const hidden = 5 * WIDTH + 30;
    input.isSeen[hidden] = 0;
    input.values[hidden] = 9999;
    const score = pcaKMeansScore(fit, input);
    expect(score[hidden]).toBeNaN();
    expect(score[hidden + 1]).toBeLessThan(0.5);
    expect(score[hidden - WIDTH]).toBeLessThan(0.5);
  });

  test('refuses a difference without variation, and too little of it', () => {
    const input = plane();
    expect(() => fitPcaKMeans([{ ...input, values: input.values.map(() => 3) }], parameters)).toThrow(BadInputError);
    expect(() => fitPcaKMeans([{ ...input, isSeen: input.isSeen.map(() => 0) }], parameters)).toThrow('0 blocks');
  });
});
