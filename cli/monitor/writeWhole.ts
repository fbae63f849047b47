import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { BadInputError } from '#domain/errors.js';

const NEVER_WRITABLE = ['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EROFS'];

/** A file that stands under its name only when it is complete. */
export interface WholeFile {
  write(piece: string | Uint8Array): Promise<void>;
  finish(): Promise<void>;
  /** Leaves no trace; does nothing after `finish`. */
  abandon(): Promise<void>;
}

/** @throws BadInputError where the place cannot be written */
export async function openWholeFile(path: string): Promise<WholeFile> {
  const part = `${path}.part`;
  let file: FileHandle | null = await open(part, 'w').catch((error: unknown) => {
    throw explained(error, path);
  });
  return {
    async write(piece) {
      await file?.write(typeof piece === 'string' ? Buffer.from(piece) : piece);
    },
    async finish() {
      await file?.sync();
      await file?.close();
      file = null;
      await rename(part, path).catch((error: unknown) => {
        throw explained(error, path);
      });
    },
    async abandon() {
      if (file === null) return;
      await file.close();
      file = null;
      await rm(part, { force: true });
    },
  };
}

/** Writes a text piece by piece. */
export async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  const file = await openWholeFile(path);
  try {
    for (const piece of pieces) await file.write(piece);
    await file.finish();
  } finally {
    await file.abandon();
  }
}

function explained(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (!NEVER_WRITABLE.includes(code)) return error;
  const detail = { code: 'output.unwritable', where: path, found: code };
  return new BadInputError('cannot write the output', detail, { cause: error });
}
