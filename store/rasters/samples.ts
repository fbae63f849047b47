import type { SampleType } from '#domain/raster.js';

/** Stored samples of one sample type, in machine byte order. */
export type SampleArray =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

interface SampleKind {
  readonly bytes: number;
  readonly isFloat: boolean;
  readonly create: (length: number) => SampleArray;
  readonly view: (buffer: ArrayBufferLike, byteOffset: number, length: number) => SampleArray;
}

const KINDS: Readonly<Record<SampleType, SampleKind>> = {
  uint8: {
    bytes: 1,
    isFloat: false,
    create: (n) => new Uint8Array(n),
    view: (buffer, at, n) => new Uint8Array(buffer, at, n),
  },
  int8: {
    bytes: 1,
    isFloat: false,
    create: (n) => new Int8Array(n),
    view: (buffer, at, n) => new Int8Array(buffer, at, n),
  },
  uint16: {
    bytes: 2,
    isFloat: false,
    create: (n) => new Uint16Array(n),
    view: (buffer, at, n) => new Uint16Array(buffer, at, n),
  },
  int16: {
    bytes: 2,
    isFloat: false,
    create: (n) => new Int16Array(n),
    view: (buffer, at, n) => new Int16Array(buffer, at, n),
  },
  uint32: {
    bytes: 4,
    isFloat: false,
    create: (n) => new Uint32Array(n),
    view: (buffer, at, n) => new Uint32Array(buffer, at, n),
  },
  int32: {
    bytes: 4,
    isFloat: false,
    create: (n) => new Int32Array(n),
    view: (buffer, at, n) => new Int32Array(buffer, at, n),
  },
  float32: {
    bytes: 4,
    isFloat: true,
    create: (n) => new Float32Array(n),
    view: (buffer, at, n) => new Float32Array(buffer, at, n),
  },
  float64: {
    bytes: 8,
    isFloat: true,
    create: (n) => new Float64Array(n),
    view: (buffer, at, n) => new Float64Array(buffer, at, n),
  },
};

/** Bytes of one sample. */
export const bytesPerSample = (type: SampleType): number => KINDS[type].bytes;

export const isFloatType = (type: SampleType): boolean => KINDS[type].isFloat;

/** A new array of `length` zero samples. */
export const createSamples = (type: SampleType, length: number): SampleArray => KINDS[type].create(length);

/** The bytes as samples in machine byte order; copies only where the bytes are not aligned. */
export function viewSamples(type: SampleType, bytes: Uint8Array): SampleArray {
  const { bytes: size, view } = KINDS[type];
  const length = Math.floor(bytes.byteLength / size);
  if (bytes.byteOffset % size === 0) return view(bytes.buffer, bytes.byteOffset, length);
  const copy = bytes.slice(0, length * size);
  return view(copy.buffer, copy.byteOffset, length);
}
