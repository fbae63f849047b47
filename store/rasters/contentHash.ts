import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { BadInputError } from '#domain/errors.js';

/** SHA-256 of a file's bytes, hexadecimal; reads it once, in pieces. */
export async function contentHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  } catch (error) {
    throw new BadInputError(
      'the file cannot be read',
      { code: 'file.unreadable', where: path, found: (error as NodeJS.ErrnoException).code ?? 'a read error' },
      { cause: error },
    );
  }
  return hash.digest('hex');
}
