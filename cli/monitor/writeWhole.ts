import { open, rename, rm } from 'node:fs/promises';
import { BadInputError } from '#domain/errors.js';

const NEVER_WRITABLE = ['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EROFS'];

/**
 * Writes a text piece by piece; it stands under its name only when it is complete.
 * @throws BadInputError where the place cannot be written
 */
export async function writeWhole(
  path: string,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<void> {
  const part = `${path}.part`;
  try {
    const file = await open(part, 'w');
    try {
      for await (const piece of pieces) await file.write(typeof piece === 'string' ? Buffer.from(piece) : piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!NEVER_WRITABLE.includes(code)) throw error;
    const detail = { code: 'output.unwritable', where: path, found: code };
    throw new BadInputError('cannot write the output', detail, { cause: error });
  }
}
