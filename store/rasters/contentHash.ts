import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { BadInputError } from '#domain/errors.js';
import { openByteSource } from './byteSource.js';
import { isRemotePath } from './remoteAccess.js';
import { RemoteBytes } from './remoteBytes.js';

const PIECE_BYTES = 8 * 1024 * 1024;

/** SHA-256 of a file's bytes, hexadecimal; reads it once, in pieces. */
export async function contentHash(path: string): Promise<string> {
  if (isRemotePath(path)) return remoteHash(path);
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

async function remoteHash(path: string): Promise<string> {
  const file = await openByteSource(path);
  try {
    const hash = createHash('sha256');
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      const length = Math.min(PIECE_BYTES, file.size - at);
      hash.update(file instanceof RemoteBytes ? await file.load(at, length) : file.read(at, length));
    }
    return hash.digest('hex');
  } finally {
    file.close();
  }
}
