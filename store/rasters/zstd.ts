import { ZSTDDecoder } from 'zstddec';
import { decompressByKernel } from './kernelMemory.js';

const decoder = new ZSTDDecoder();
let isReady = false;

/** Compiles the decoder once for the thread; before the first `decodeZstd`. */
export async function prepareZstd(): Promise<void> {
  await decoder.init();
  isReady = true;
}

/**
 * Decodes one ZSTD block into memory of the caller's.
 * @param allocate gives memory for as many bytes as the block may hold, of which the result may be a view
 * @returns at most as many bytes; none where the stream is broken, cut short or longer
 */
export function decodeZstd(bytes: Uint8Array, allocate: () => Uint8Array): Uint8Array {
  const target = allocate();
  const written = decompressByKernel('decodeZstd', bytes, target);
  return written === null ? decodeByLibrary(bytes, target.length) : target.subarray(0, written);
}

/**
 * The same by libzstd: what the kernel does not like, broken frames among it, is for it to judge. What it needs is allocated by
 * `length`, never by what the stream claims.
 */
export function decodeByLibrary(bytes: Uint8Array, length: number): Uint8Array {
  if (!isReady) throw new Error('prepareZstd has not been awaited');
  return decoder.decode(bytes, length);
}
