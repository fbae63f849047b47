import { wasmModuleOf } from './wasmModule.js';

const PAGE_BYTES = 65_536;
/** What decompressions need to know; the literals of a ZSTD block take most of it. */
const WORK_BYTES = 4 * PAGE_BYTES;
/** Kernels look and write a little beyond what they are given. */
const SLACK = 64;
/** Larger blocks are left to the callers' other ways: what they need would be kept. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Kernels that undo a compression, and their functions. */
const KERNELS = {
  inflate: 'store/rasters/inflateKernel.wasm',
  decodeLzw: 'store/rasters/lzwKernel.wasm',
  decodeZstd: 'store/rasters/zstdKernel.wasm',
} as const;
export type Decompression = keyof typeof KERNELS;
export const DECOMPRESSION_MODULES: readonly string[] = Object.values(KERNELS);

/** @returns bytes written; negative: the kernel does not know what to make of it */
type Decompress = (source: number, sourceLength: number, target: number, targetLength: number) => number;

/**
 * Memory of WebAssembly kernels into which blocks are decompressed. What a decompression needs to know comes first, then
 * `bytes` for whoever made it, from `at` on, then packed blocks.
 */
export interface KernelMemory {
  readonly memory: WebAssembly.Memory;
  readonly at: number;
  /** The kernel's function; null where it was not built. */
  readonly functionOf: (name: Decompression) => Decompress | null;
  /** Packed blocks. */
  readonly packed: Uint8Array;
}

const memories = new WeakMap<ArrayBufferLike, KernelMemory>();

/** Blocks that are read into views of this memory are decompressed in place. It never grows: views stay what they are. */
export function createKernelMemory(bytes: number, mostPacked: number): KernelMemory {
  const packedAt = WORK_BYTES + 16 * Math.ceil((bytes + SLACK) / 16);
  const memory = new WebAssembly.Memory({ initial: Math.ceil((packedAt + mostPacked + SLACK) / PAGE_BYTES) });
  const functions = new Map<Decompression, Decompress | null>();
  const functionOf = (name: Decompression): Decompress | null => {
    const known = functions.get(name);
    if (known !== undefined) return known;
    const module = wasmModuleOf(KERNELS[name]);
    const made = module === null ? null : new WebAssembly.Instance(module, { env: { memory, abort: giveUp } }).exports;
    const decompress = (made as Readonly<Record<Decompression, Decompress>> | null)?.[name] ?? null;
    functions.set(name, decompress);
    return decompress;
  };
  const created = {
    memory,
    at: WORK_BYTES,
    functionOf,
    packed: new Uint8Array(memory.buffer, packedAt, mostPacked),
  };
  memories.set(memory.buffer, created);
  return created;
}

/** Where packed bytes of a block should be read to, that a kernel decompresses into `target` without a copy; null: anywhere. */
export function packedPlaceFor(target: Uint8Array, length: number): Uint8Array | null {
  const packed = memories.get(target.buffer)?.packed;
  return packed !== undefined && packed.length >= length ? packed : null;
}

/** The thread's own, for blocks that are wanted elsewhere; made anew where a larger one comes. */
let own: { readonly memory: KernelMemory; readonly bytes: number } | null = null;

function ownMemory(packedBytes: number, bytes: number): KernelMemory {
  if (own === null || own.bytes < bytes || own.memory.packed.length < packedBytes) {
    const most = Math.max(bytes, own?.bytes ?? 0);
    own = { memory: createKernelMemory(most, Math.max(packedBytes, own?.memory.packed.length ?? 0)), bytes: most };
  }
  return own.memory;
}

/**
 * Decompresses by a kernel.
 * @param target filled from its beginning
 * @returns bytes written; null where there is no kernel, or it does not know what to make of the source
 */
export function decompressByKernel(name: Decompression, source: Uint8Array, target: Uint8Array): number | null {
  const inPlace = memories.get(target.buffer);
  const isFitting = source.length + target.length <= MOST_BYTES && wasmModuleOf(KERNELS[name]) !== null;
  if (!isFitting || (inPlace !== undefined && source.length > inPlace.packed.length)) return null;
  const { memory, at, functionOf, packed } = inPlace ?? ownMemory(source.length, target.length);
  if (source.buffer !== memory.buffer || source.byteOffset !== packed.byteOffset) packed.set(source);
  const place = inPlace === undefined ? at : target.byteOffset;
  const written = functionOf(name)!(packed.byteOffset, source.length, place, target.length);
  if (written < 0) return null;
  if (inPlace === undefined) target.set(new Uint8Array(memory.buffer, at, written));
  return written;
}

function giveUp(): never {
  throw new Error('the kernel gave up');
}
