import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { BadInputError } from '#domain/errors.js';

/** dBASE language ids that name an East Asian encoding for certain; the western ones are written by default and mean nothing. */
const TRUSTED_LANGUAGE_IDS = new Set([0x4d, 0x4e, 0x4f, 0x78, 0x79, 0x7a]);
const LANGUAGE_ID_OFFSET = 29;
const HEADER_BYTES = 32;
const FIELD_NAME_BYTES = 11;
const FIELDS_END = 0x0d;

/**
 * Refuses a Shapefile whose attributes hold other than ASCII characters while nothing says in which encoding: guessing
 * gives mojibake that nobody notices. Without `.dbf`, or with pure ASCII, there is nothing to ask.
 */
export async function requireEncoding(path: string, name = path): Promise<void> {
  const folder = dirname(path);
  const stem = basename(path, extname(path)).toLowerCase();
  const names = await readdir(folder);
  const companion = (extension: string) =>
    names.find(
      (file) => extname(file).toLowerCase() === extension && basename(file, extname(file)).toLowerCase() === stem,
    );
  const dbf = companion('.dbf');
  if (dbf === undefined || companion('.cpg') !== undefined) return;
  const bytes = await readFile(join(folder, dbf));
  if (TRUSTED_LANGUAGE_IDS.has(bytes[LANGUAGE_ID_OFFSET] ?? 0) || isAscii(bytes)) return;
  throw new BadInputError('attributes with Chinese or other non-ASCII characters in an unknown encoding', {
    code: 'vector.encodingUnknown',
    where: name,
    found: 'no .cpg file beside it',
    expected: 'a .cpg file, or the encoding (for example GBK or UTF-8)',
  });
}

/** True where field names and records hold ASCII only. The binary parts of the header do not count. */
function isAscii(bytes: Uint8Array): boolean {
  const headerLength = (bytes[8] ?? 0) | ((bytes[9] ?? 0) << 8);
  for (let field = HEADER_BYTES; field < headerLength && bytes[field] !== FIELDS_END; field += HEADER_BYTES) {
    if (bytes.subarray(field, field + FIELD_NAME_BYTES).some((byte) => byte > 0x7f)) return false;
  }
  return !bytes.subarray(headerLength).some((byte) => byte > 0x7f);
}
