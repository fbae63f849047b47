import { ZSTDDecoder } from 'zstddec';

const decoder = new ZSTDDecoder();
let isReady = false;

/** Compiles the decoder once for the thread; before the first `decodeZstd`. */
export async function prepareZstd(): Promise<void> {
  await decoder.init();
  isReady = true;
}

/**
 * Decodes one ZSTD block by libzstd. What it needs is allocated by `length`, never by what the stream claims.
 * @returns at most `length` bytes; none where the stream is broken, cut short or longer than `length`
 */
export function decodeZstd(bytes: Uint8Array, length: number): Uint8Array {
  if (!isReady) throw new Error('prepareZstd has not been awaited');
  return decoder.decode(bytes, length);
}
