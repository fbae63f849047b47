import {
  decideListed,
  isForKernel,
  kernelTest,
  testTile,
  type FusedSide,
  type TileTester,
} from '#pipelines/scene-to-change/fusedDifference.js';
import { createKernelMemory, wasmModuleOf } from '#store/rasters/index.js';

interface KernelExports {
  readonly notSeen: { readonly value: number };
  readonly testTile: (...args: number[]) => number;
}

/** The fused test in WebAssembly, and its memory: tiles that are read into `before` and `after` need not be copied. */
export interface FallKernel {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Codes that `test` leaves. */
  readonly codes: Uint8Array;
  /** As `testTile`, with `codes` of this kernel as its outcome's codes; the words of both tiles may be changed. */
  readonly test: TileTester;
}

const MODULE = 'pipelines/scene-to-change/fallKernel.wasm';
/** Four bands of 16 bits. */
const PIXEL_BYTES = 8;

/** Null where the kernel was not built. @param pixels of the largest tile */
export function createFallKernel(pixels: number): FallKernel | null {
  const module = wasmModuleOf(MODULE);
  if (module === null) return null;
  const tileBytes = (pixels + 4) * PIXEL_BYTES;
  const codesBytes = 16 * Math.ceil((pixels + 4) / 16);
  const { memory, at } = createKernelMemory(2 * tileBytes + codesBytes + 4 * pixels, tileBytes);
  const instance = new WebAssembly.Instance(module, { env: { memory, abort: refuse } });
  const { notSeen, testTile: mark } = instance.exports as KernelExports;
  const [before, after, codes] = [at, at + tileBytes, at + 2 * tileBytes];
  const listed = codes + codesBytes;
  const bytes = (at: number, length: number): Uint8Array => new Uint8Array(memory.buffer, at, length);
  const views = { before: bytes(before, tileBytes), after: bytes(after, tileBytes), codes: bytes(codes, pixels) };
  const list = new Int32Array(memory.buffer, listed, pixels);
  const test: TileTester = (difference, first, second, size, out) => {
    if (!isForKernel(first, second) || size.width * size.rows > pixels || size.width % 4 !== 0) {
      out.codes.fill(0);
      return testTile(difference, first, second, size, out);
    }
    const was = inPlace(first, views.before);
    const is = inPlace(second, views.after);
    const { numbers, first: one, second: other, twiceWeight, least } = kernelTest(difference, first, second);
    const shape = [size.width, size.columns, size.rows];
    const count = mark(before, after, ...shape, ...numbers, one, other, twiceWeight, least, codes, listed);
    const changed = decideListed(difference, was, is, size, list.subarray(0, count), out);
    return { changed, notSeen: notSeen.value };
  };
  return { ...views, test };
}

/** The side with its words in the kernel's memory, where they are not differenced once the kernel has run. */
function inPlace(side: FusedSide, memory: Uint8Array): FusedSide {
  const given = side.tile.words;
  const words = new Uint16Array(memory.buffer, memory.byteOffset, given.length);
  if (given.buffer !== words.buffer || given.byteOffset !== words.byteOffset) words.set(given);
  return { ...side, tile: { words, isDifferenced: false } };
}

function refuse(): never {
  throw new Error('the kernel gave up');
}
