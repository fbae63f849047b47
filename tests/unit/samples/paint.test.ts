import { describe, expect, test } from '@jest/globals';
import { createCanvas, fillDisc, fillRing, strokeLine, type Canvas } from '#samples/paint.js';

const rows = ({ ids, width, height }: Canvas): string[] =>
  Array.from({ length: height }, (_, y) => [...ids.subarray(y * width, (y + 1) * width)].join(''));

describe('painting', () => {
  test('fills the pixels whose centres lie inside a triangle', () => {
    const canvas = createCanvas(4, 4, 100, 200, 10);
    fillRing(
      canvas,
      [
        [100, 200],
        [140, 200],
        [100, 240],
      ],
      1,
    );
    expect(rows(canvas)).toEqual(['1110', '1100', '1000', '0000']);
  });

  test('leaves the hole of a ring that crosses itself', () => {
    const canvas = createCanvas(5, 1, 0, 0, 1);
    fillRing(
      canvas,
      [
        [0, 0],
        [5, 0],
        [5, 1],
        [4, 1],
        [4, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
      1,
    );
    expect(rows(canvas)).toEqual(['10001']);
  });

  test('a line is as wide as asked', () => {
    const canvas = createCanvas(6, 5, 0, 0, 1);
    strokeLine(
      canvas,
      [
        [-5, 2.5],
        [10, 2.5],
      ],
      3,
      7,
    );
    expect(rows(canvas)).toEqual(['000000', '777777', '777777', '777777', '000000']);
  });

  test('a disc reaching beyond the canvas is cut', () => {
    const canvas = createCanvas(3, 3, 0, 0, 1);
    fillDisc(canvas, [0, 0], 2, 1);
    expect(rows(canvas)).toEqual(['110', '100', '000']);
  });
});
