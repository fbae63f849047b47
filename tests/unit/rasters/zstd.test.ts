import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createKernelMemory, decompressByKernel } from '#store/rasters/kernelMemory.js';
import { decodeByLibrary, decodeZstd, prepareZstd } from '#store/rasters/zstd.js';

interface Stream {
  readonly name: string;
  readonly length: number;
  readonly sha256: string;
  readonly base64: string;
}

/** Contents packed by the zstd program: `writeZstdStreams.py`. */
const STREAMS = (
  JSON.parse(readFileSync(new URL('zstdStreams.json', import.meta.url), 'utf8')) as readonly Stream[]
).map((stream) => ({ ...stream, bytes: new Uint8Array(Buffer.from(stream.base64, 'base64')) }));
const PLAIN = STREAMS.filter(({ name }) => !name.endsWith('with checksum'));

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const byKernel = (bytes: Uint8Array, room: number): Uint8Array | null => {
  const target = new Uint8Array(room);
  const written = decompressByKernel('decodeZstd', bytes, target);
  return written === null ? null : target.subarray(0, written);
};

beforeAll(prepareZstd);

test.each(STREAMS)('$name: what was packed comes out', ({ bytes, length, sha256 }) => {
  const content = decodeZstd(bytes, () => new Uint8Array(length));
  expect(content).toHaveLength(length);
  expect(hashOf(content)).toBe(sha256);
});

// So that the library does not hide what the kernel cannot do.
test.each(PLAIN)('$name: the kernel does it alone', ({ bytes, length, sha256 }) => {
  const content = byKernel(bytes, length);
  expect(content && hashOf(content)).toBe(sha256);
});

test('a checksum is left to the library, which looks at it', () => {
  const { bytes, length } = STREAMS.find(({ name }) => name === 'words, with checksum')!;
  expect(byKernel(bytes, length)).toBeNull();
  const broken = bytes.slice();
  broken[broken.length - 1]! ^= 1;
  expect(decodeZstd(broken, () => new Uint8Array(length))).toHaveLength(0);
});

test('frames written by hand: a stored block, then a repeated byte', () => {
  // RFC 8878, 3.1.1: magic, descriptor (window, no size), window of 1 KB; block heads are last | kind << 1 | size << 3.
  const head = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x00];
  const stored = [3 << 3, 0, 0, 1, 2, 3];
  const repeated = [1 | (1 << 1) | (5 << 3), 0, 0, 9];
  const frame = Uint8Array.from([...head, ...stored, ...repeated]);
  expect([...byKernel(frame, 8)!]).toEqual([1, 2, 3, 9, 9, 9, 9, 9]);
  expect(byKernel(frame, 7)).toBeNull();
  expect(byKernel(frame.subarray(0, -1), 8)).toBeNull();
});

describe('hostile streams', () => {
  const small = PLAIN.filter(({ bytes }) => bytes.length < 4000);
  const hostile = fc
    .record({
      stream: fc.constantFrom(...small),
      changes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), {
        maxLength: 4,
      }),
      // Heads and tables stand in front.
      isEarly: fc.boolean(),
      cut: fc.option(fc.nat(200), { freq: 4 }),
      extra: fc.uint8Array({ maxLength: 3 }),
      roomChange: fc.constantFrom(0, 0, 0, -1, 1, -100, 1000),
    })
    .map(({ stream, changes, isEarly, cut, extra, roomChange }) => {
      const bytes = stream.bytes.slice();
      const reach = isEarly ? Math.min(60, bytes.length) : bytes.length;
      for (const [place, value] of changes) bytes[Math.floor(place * reach)] = value;
      const kept = cut === null ? bytes : bytes.subarray(0, Math.max(0, bytes.length - cut));
      return { bytes: Uint8Array.from([...kept, ...extra]), room: Math.max(0, stream.length + roomChange) };
    });

  test('the kernel decodes them as libzstd does, or leaves them to it', () => {
    fc.assert(
      fc.property(hostile, ({ bytes, room }) => {
        const content = byKernel(bytes, room);
        if (content !== null) expect(hashOf(content)).toBe(hashOf(decodeByLibrary(bytes, room)));
      }),
      { numRuns: 600 },
    );
  });

  test('nothing is written beyond the sixteen bytes after the room', () => {
    const most = Math.max(...small.map(({ length }) => length)) + 1000;
    const { memory, at, functionOf, packed } = createKernelMemory(most, 8192);
    const decode = functionOf('decodeZstd')!;
    const untouched = Buffer.alloc(most, 0xa5);
    fc.assert(
      fc.property(hostile, ({ bytes, room }) => {
        packed.set(bytes);
        const rest = Buffer.from(memory.buffer, at + room + 16, most - room).fill(0xa5);
        expect(decode(packed.byteOffset, bytes.length, at, room)).toBeLessThanOrEqual(room);
        expect(rest.equals(untouched.subarray(0, rest.length))).toBe(true);
        expect(Buffer.compare(packed.subarray(0, bytes.length), bytes)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
