import { isUtf8 } from 'node:buffer';
import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { BadInputError } from '#domain/errors.js';
import type { VectorFile } from './vectorFeature.js';

/** dBASE language ids that name an East Asian encoding for certain; the western ones are written by default and mean nothing. */
const TRUSTED_LANGUAGE_IDS = new Set([0x4d, 0x4e, 0x4f, 0x78, 0x79, 0x7a]);
const LANGUAGE_ID_OFFSET = 29;
const HEADER_BYTES = 32;
const FIELD_NAME_BYTES = 11;
const FIELDS_END = 0x0d;

/** Bytes beyond ASCII from which on text of another encoding is UTF-8 by chance no more: a word or two may be. */
const ENOUGH_TO_TELL = 12;

/**
 * Refuses a Shapefile whose attributes hold other than ASCII characters while nothing says in which encoding, or while a
 * `.cpg` file names another one than UTF-8 for what is UTF-8: either gives mojibake that nobody notices. Without `.dbf`, or with
 * pure ASCII, there is nothing to ask.
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
  if (dbf === undefined) return;
  const bytes = await readFile(join(folder, dbf));
  const cpg = companion('.cpg');
  if (cpg !== undefined) return refuseOtherThanUtf8(bytes, (await readFile(join(folder, cpg), 'latin1')).trim(), name);
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

function refuseOtherThanUtf8(bytes: Uint8Array, stated: string, name: string): void {
  if (/^(utf-?8|65001)$/i.test(stated)) return;
  const records = bytes.subarray((bytes[8] ?? 0) | ((bytes[9] ?? 0) << 8));
  if (records.filter((byte) => byte > 0x7f).length < ENOUGH_TO_TELL || !isUtf8(records)) return;
  throw new BadInputError('the attributes are UTF-8, and the .cpg file names another encoding', {
    code: 'vector.encodingWrong',
    where: name,
    found: stated.slice(0, 40),
    expected: 'UTF-8 in the .cpg file, or the encoding stated with the import',
  });
}

/** What stands for bytes that are no character of the encoding. */
const REPLACEMENT = '\uFFFD';
/** A field of fixed width may cut the last character in two. */
const CUT_OFF = /\uFFFD{1,3}$/;

/**
 * Refuses what was read by an encoding that it was not written in.
 * @throws BadInputError naming the first attribute that holds no characters
 */
export function refuseMojibake({ features }: VectorFile, name: string): void {
  for (const { where, properties } of features) {
    for (const [key, value] of Object.entries(properties)) {
      const isBroken = typeof value === 'string' && value.replace(CUT_OFF, '').includes(REPLACEMENT);
      if (!isBroken && !key.replace(CUT_OFF, '').includes(REPLACEMENT)) continue;
      throw new BadInputError('attributes are not written in the encoding that is stated', {
        code: 'vector.encodingWrong',
        where: `${name}: ${where}.properties.${key}`,
        found: JSON.stringify(value).slice(0, 60),
        expected: 'the encoding they are written in, stated with the import (for example GBK or UTF-8)',
      });
    }
  }
}
