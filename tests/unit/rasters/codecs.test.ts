import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeCodes, decodeLzw } from '#store/rasters/lzw.js';
import { decodePackBits } from '#store/rasters/packBits.js';
import { undoFloatingPoint, undoHorizontal } from '#store/rasters/predictor.js';
import { toSamples } from '#store/rasters/storedSample.js';

/** Packs 9-bit codes, most significant bit first. */
function nineBitCodes(codes: readonly number[]): Uint8Array {
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => parseInt(byte.padEnd(8, '0'), 2));
}

describe('LZW', () => {
  test('decodes the example of TIFF 6.0, section 13', () => {
    const codes = nineBitCodes([256, 7, 258, 8, 8, 258, 6, 6, 257]);
    const target = new Uint8Array(10);
    expect(decodeLzw(codes, target)).toBe(9);
    expect([...target.subarray(0, 9)]).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6]);
  });

  test('a stream without an end code gives what it holds', () => {
    expect(decodeLzw(nineBitCodes([256, 1, 2]), new Uint8Array(10))).toBe(2);
  });

  test('a code from beyond the table ends the stream', () => {
    expect(decodeLzw(nineBitCodes([256, 1, 400, 2]), new Uint8Array(10))).toBe(1);
  });

  test('never writes past the target', () => {
    const target = new Uint8Array(4);
    expect(decodeLzw(nineBitCodes([256, 5, 258, 259, 260]), target)).toBe(4);
    expect([...target]).toEqual([5, 5, 5, 5]);
  });

  test('a stream that does not begin with a clear code gives nothing', () => {
    expect(decodeLzw(nineBitCodes([1, 2, 256, 3]), new Uint8Array(10))).toBe(0);
  });

  test('the kernel writes what the plain decoder writes, whatever the codes', () => {
    const codes = fc.array(fc.oneof(fc.nat(257), fc.integer({ min: 258, max: 300 }), fc.nat(511)), { maxLength: 400 });
    fc.assert(
      fc.property(codes, fc.boolean(), fc.nat(600), (some, isCleared, room) => {
        // No first byte of 0: that would be the old order of bits.
        const source = nineBitCodes([isCleared ? 256 : 400, ...some]);
        const [plain, fast] = [new Uint8Array(room), new Uint8Array(room)];
        const written = decodeCodes(source, plain, false);
        expect(decodeLzw(source, fast)).toBe(written);
        expect(fast.subarray(0, written)).toEqual(plain.subarray(0, written));
      }),
    );
  });
});

describe('PackBits', () => {
  test("decodes Apple's example", () => {
    const packed = Uint8Array.from([
      0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa,
    ]);
    const target = new Uint8Array(24);
    expect(decodePackBits(packed, target)).toBe(24);
    expect([...target]).toEqual(
      [0xaa, 0xaa, 0xaa, 0x80, 0, 0x2a, 0xaa, 0xaa, 0xaa, 0xaa, 0x80, 0, 0x2a, 0x22].concat(Array(10).fill(0xaa)),
    );
  });

  test('a run that is cut short counts only what is there', () => {
    expect(decodePackBits(Uint8Array.from([3, 1, 2]), new Uint8Array(8))).toBe(2);
    expect(decodePackBits(Uint8Array.from([0xfe]), new Uint8Array(8))).toBe(0);
  });
});

describe('predictors', () => {
  test('horizontal differences add up along a row, per band, modulo the word', () => {
    const words = Uint16Array.from([10, 20, 5, 65535, 1, 2, /* row */ 7, 8, 0, 0, 65530, 1]);
    undoHorizontal(words, { width: 3, rows: 2, samples: 2 });
    expect([...words]).toEqual([10, 20, 15, 19, 16, 21, 7, 8, 7, 8, 1, 9]);
  });

  test('32-bit words wrap', () => {
    const words = Uint32Array.from([4294967295, 2, 5]);
    undoHorizontal(words, { width: 3, rows: 1, samples: 1 });
    expect([...words]).toEqual([4294967295, 1, 6]);
  });

  test('floats come back from their byte planes', () => {
    const values = Float32Array.from([1.5, -2.25, 1e20]);
    const bytes = new Uint8Array(values.buffer);
    const planes = [3, 2, 1, 0].flatMap((b) => [0, 1, 2].map((i) => bytes[i * 4 + b]!));
    const differenced = Uint8Array.from(planes, (byte, i) => byte - (planes[i - 1] ?? 0));
    const back = undoFloatingPoint(differenced, { width: 3, rows: 1, samples: 1 }, 4);
    expect([...new Float32Array(back.buffer)]).toEqual([...values]);
  });
});

describe('odd sample widths', () => {
  test('bits are unpacked most significant first, each row from a new byte', () => {
    const stored = { bits: 1, isFloat: false, sampleType: 'uint8' } as const;
    expect([...toSamples(Uint8Array.of(0b10100000, 0b01000000), stored, 3, 2, true)]).toEqual([1, 0, 1, 0, 1, 0]);
  });

  test('12-bit samples span bytes', () => {
    const stored = { bits: 12, isFloat: false, sampleType: 'uint16' } as const;
    expect([...toSamples(Uint8Array.of(0xab, 0xcd, 0xef), stored, 2, 1, true)]).toEqual([0xabc, 0xdef]);
  });

  test('half floats keep sign, subnormals, infinity and NaN', () => {
    const stored = { bits: 16, isFloat: true, sampleType: 'float32' } as const;
    const words = Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7c00, 0x7e00);
    const samples = toSamples(new Uint8Array(words.buffer), stored, 5, 1, true);
    expect([...samples]).toEqual([1, -2, 2 ** -24, Infinity, NaN]);
  });
});
