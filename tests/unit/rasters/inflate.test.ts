import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { createCoreInflate, inflate as inflateBest, inflateByCopy, type Inflate } from '#store/rasters/inflate.js';

const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) >> 3);
const packed = deflateSync(bytes);

const WAYS: readonly (readonly [string, Inflate])[] = [
  ['into memory of the caller', createCoreInflate()],
  ["by Node's documented function", inflateByCopy],
  ['by the kernel, where it was built', inflateBest],
];

describe.each(WAYS)('inflating %s', (_, inflate) => {
  test('gives the bytes, again and again', () => {
    const target = new Uint8Array(bytes.length);
    for (let round = 0; round < 3; round++) {
      target.fill(7);
      expect(inflate(packed, target)).toBe(bytes.length);
      expect(target).toEqual(bytes);
    }
  });

  test('tells how much there was where it is less than there is room for', () => {
    const target = new Uint8Array(6000);
    expect(inflate(packed, target)).toBe(5000);
    expect(target.subarray(0, 5000)).toEqual(bytes);
  });

  test('never writes beyond the target', () => {
    const whole = new Uint8Array(5000);
    const written = inflate(packed, whole.subarray(0, 4000));
    expect([null, 4000]).toContain(written);
    expect(whole.subarray(4000).every((byte) => byte === 0)).toBe(true);
  });

  test.each([
    ['cut short', packed.subarray(0, packed.length / 2)],
    ['not zlib at all', Uint8Array.of(1, 2, 3, 4, 5)],
    ['with a wrong checksum', Uint8Array.from(packed, (byte, i) => (i === packed.length - 1 ? byte ^ 1 : byte))],
  ])('refuses a stream %s, and works on', (_name, broken) => {
    const target = new Uint8Array(bytes.length);
    expect(() => inflate(broken, target)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^Z_/) }));
    expect(inflate(packed, target)).toBe(bytes.length);
  });
});
