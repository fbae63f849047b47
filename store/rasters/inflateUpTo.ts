import { createInflate } from 'node:zlib';

/** The first `length` bytes of a zlib stream, however long it is; fewer where it ends earlier or breaks. */
export function inflateUpTo(bytes: Uint8Array, length: number): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const target = new Uint8Array(length);
    let written = 0;
    const stream = createInflate();
    const finish = () => {
      stream.destroy();
      resolve(target.subarray(0, written));
    };
    stream.on('data', (chunk: Uint8Array) => {
      const part = chunk.subarray(0, length - written);
      target.set(part, written);
      written += part.length;
      if (written === length) finish();
    });
    stream.on('end', finish);
    stream.on('error', finish);
    stream.end(bytes);
  });
}
