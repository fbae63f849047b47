import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { BadInputError, UnavailableError } from '#domain/errors.js';

/** Random access to the bytes of one open file. Synchronous, so that compute threads need no event loop. */
export interface FileBytes {
  readonly path: string;
  readonly size: number;
  /**
   * @param into memory to read into, at least `length` long; new memory where left out
   * @throws BadInputError where the range does not lie inside the file
   */
  read(offset: number, length: number, into?: Uint8Array): Uint8Array;
  close(): void;
}

/** A file that ends before its own header says it does. */
export function truncated(path: string, found: string, expected: string): BadInputError {
  return new BadInputError('the file is cut short or its header is broken', {
    code: 'raster.truncated',
    where: path,
    found,
    expected,
  });
}

/** @throws BadInputError where there is no such file; UnavailableError where it cannot be opened now */
export function openFileBytes(path: string): FileBytes {
  const descriptor = openDescriptor(path);
  const { size } = fstatSync(descriptor);
  let isOpen = true;
  return {
    path,
    size,
    read(offset, length, into) {
      if (!(offset >= 0 && length >= 0 && offset + length <= size)) {
        throw truncated(path, `${size} bytes in the file`, `bytes ${offset} to ${offset + length}`);
      }
      // Not from the pool: the caller may keep a view of it for long.
      const bytes = into?.subarray(0, length) ?? new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const count = readSync(descriptor, bytes, done, length - done, offset + done);
        if (count === 0) throw truncated(path, `end of file at byte ${offset + done}`, `bytes to ${offset + length}`);
        done += count;
      }
      return bytes;
    },
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

function openDescriptor(path: string): number {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (code === 'EMFILE' || code === 'ENFILE' || code === 'EIO') {
      throw new UnavailableError(`${path} cannot be opened now (${code})`, 'file system', { cause: error });
    }
    throw new BadInputError('the file cannot be opened', {
      code: 'raster.unreadableFile',
      where: path,
      found: code,
      expected: 'a readable file',
    });
  }
  if (!fstatSync(descriptor).isFile()) {
    closeSync(descriptor);
    throw new BadInputError('not a file', {
      code: 'raster.unreadableFile',
      where: path,
      found: 'a folder or device',
      expected: 'a GeoTIFF file',
    });
  }
  return descriptor;
}
