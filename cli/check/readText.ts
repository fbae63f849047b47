import { readFile } from 'node:fs/promises';
import { BadInputError } from '#domain/errors.js';

/** @throws BadInputError where there is no such file, or it is not UTF-8 */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === undefined || !['ENOENT', 'EISDIR', 'EACCES', 'ENOTDIR'].includes(error.code)) throw error;
    throw new BadInputError('cannot be read', {
      code: 'file.unreadable',
      where: path,
      found: error.code,
      expected: 'a file',
    });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new BadInputError(
      'the text is not UTF-8',
      { code: 'file.notUtf8', where: path, expected: 'JSON in UTF-8' },
      { cause: error },
    );
  }
}
