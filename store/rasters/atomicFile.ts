import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { BadInputError, UnavailableError } from '#domain/errors.js';

/** A file that exists under its name only once it is complete. */
export interface AtomicFile {
  /** Where the bytes stand until `commit`; next to the file itself. */
  readonly temporaryPath: string;
  /** Bytes written so far. */
  readonly size: number;
  write(bytes: Uint8Array): void;
  /** Puts bytes in the place of those that were written first. */
  overwriteStart(bytes: Uint8Array): void;
  /** Makes the bytes durable and gives the file its name, replacing what had it. */
  commit(): void;
  /** Removes what was written; does nothing after `commit`. */
  abandon(): void;
}

/**
 * @throws UnavailableError, naming the path, where the disk is full or cannot be written now; BadInputError where the
 * folder does not exist or may not be written
 */
export function createAtomicFile(path: string): AtomicFile {
  const temporaryPath = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  const descriptor = guarded(path, () => openSync(temporaryPath, 'wx'));
  let isOpen = true;
  let isDone = false;
  let size = 0;
  const close = () => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  return {
    temporaryPath,
    get size() {
      return size;
    },
    write(bytes) {
      // A closed descriptor's number may already belong to another file.
      if (!isOpen) throw new Error(`${path} is no longer being written`);
      guarded(path, () => {
        for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
      });
      size += bytes.length;
    },
    overwriteStart(bytes) {
      if (!isOpen || bytes.length > size) throw new RangeError(`no ${bytes.length} bytes of ${path} to overwrite`);
      guarded(path, () => {
        for (let done = 0; done < bytes.length;) {
          done += writeSync(descriptor, bytes, done, bytes.length - done, done);
        }
      });
    },
    commit() {
      guarded(path, () => {
        fsyncSync(descriptor);
        close();
        renameSync(temporaryPath, path);
        syncFolder(dirname(path));
      });
      isDone = true;
    },
    abandon() {
      close();
      if (!isDone) rmSync(temporaryPath, { force: true });
    },
  };
}

/** The new name itself must survive a power cut. Not every system lets a folder be opened. */
function syncFolder(folder: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const NOT_NOW = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EMFILE', 'ENFILE', 'EBUSY', 'EFBIG']);

/** Runs a file operation and says in our words, with the path, what went wrong. */
export function guarded<T>(path: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw writeFailure(path, error);
  }
}

/** What a failed write means. */
export function writeFailure(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === undefined) return error;
  if (NOT_NOW.has(code)) {
    const reason = code === 'ENOSPC' ? 'no space left on the disk' : code;
    return new UnavailableError(`${path} cannot be written now: ${reason}`, 'disk', { cause: error });
  }
  return new BadInputError(
    'the file cannot be written',
    { code: 'file.unwritable', where: path, found: code, expected: 'a folder that exists and may be written' },
    { cause: error },
  );
}
