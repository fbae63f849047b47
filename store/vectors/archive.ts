import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import iconv from 'iconv-lite';
import { openPromise, validateFileName, type Entry, type ZipFile } from 'yauzl';
import { BadInputError } from '#domain/errors.js';

/** What an archive may hold at most. */
export const ARCHIVE_LIMITS = { entries: 2000, bytes: 1024 ** 3, expansion: 200, depth: 8 } as const;
/** Archives below this size may expand as they like: a small file of zeros is no bomb. */
const HARMLESS_BYTES = 16 * 1024 ** 2;

/**
 * Unpacks a zip into a folder. Names are checked before anything is written: no absolute names, no `..`, no links; sizes are
 * counted as the bytes come, so that a lying header is no way around.
 * @throws BadInputError for what is no zip, is damaged or encrypted, names places outside itself, or grows beyond
 *   `ARCHIVE_LIMITS`
 */
export async function unpackArchive(path: string, folder: string, name: string): Promise<void> {
  const zip = await openPromise(path, { decodeStrings: false, autoClose: false }).catch((error: unknown) => {
    throw damaged(name, error);
  });
  try {
    const archive = { zip, name, size: zip.fileSize, written: 0 };
    if (zip.entryCount > ARCHIVE_LIMITS.entries) throw tooLarge(name, `${zip.entryCount} entries`);
    for await (const entry of zip.eachEntry()) await unpackEntry(archive, entry, folder);
  } catch (error) {
    throw error instanceof BadInputError || isOurs(error) ? error : damaged(name, error);
  } finally {
    zip.close();
  }
}

interface Archive {
  readonly zip: ZipFile;
  readonly name: string;
  readonly size: number;
  written: number;
}

async function unpackEntry(archive: Archive, entry: Entry, folder: string): Promise<void> {
  const entryName = nameOf(entry);
  refuseUnsafe(archive.name, entryName, entry);
  if (entryName.endsWith('/') || isClutter(entryName)) return;
  const target = join(folder, ...entryName.split('/'));
  await mkdir(dirname(target), { recursive: true });
  const stream = await archive.zip.openReadStreamPromise(entry);
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      archive.written += chunk.length;
      const isTooMuch = archive.written > ARCHIVE_LIMITS.bytes;
      const isBomb = archive.written > HARMLESS_BYTES && archive.written > archive.size * ARCHIVE_LIMITS.expansion;
      if (isTooMuch || isBomb) done(tooLarge(archive.name, `more than ${archive.written} bytes unpacked`));
      else done(null, chunk);
    },
  });
  await pipeline(stream, meter, createWriteStream(target, { flags: 'wx' }));
}

const UTF8_FLAG = 0x800;

/** Names without the UTF-8 mark come from Chinese Windows more often than from the code page that the format names. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  if ((entry.generalPurposeBitFlag & UTF8_FLAG) !== 0) return raw.toString('utf8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw).replaceAll('\\', '/');
  } catch {
    return iconv.decode(raw, 'gb18030').replaceAll('\\', '/');
  }
}

const SYMBOLIC_LINK = 0o120000;
const FILE_TYPE = 0o170000;
const ENCRYPTED_FLAG = 0x1;

function refuseUnsafe(archive: string, entryName: string, entry: Entry): void {
  const problem = validateFileName(entryName);
  const isLink = ((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK;
  const isDeep = entryName.split('/').length > ARCHIVE_LIMITS.depth;
  const hasControl = /\p{Cc}/u.test(entryName);
  if (problem !== null || isLink || isDeep || hasControl) {
    throw new BadInputError('the archive names a place that it must not write to', {
      code: 'archive.unsafePath',
      where: archive,
      found: JSON.stringify(entryName.slice(0, 200)),
      expected: 'plain file names, without links, `..` or absolute paths',
    });
  }
  if ((entry.generalPurposeBitFlag & ENCRYPTED_FLAG) !== 0) {
    throw new BadInputError('the archive is encrypted', {
      code: 'archive.encrypted',
      where: `${archive}: ${entryName}`,
      expected: 'an archive without a password',
    });
  }
}

/** What systems leave in archives beside the data. */
const isClutter = (name: string): boolean =>
  name.startsWith('__MACOSX/') || /(^|\/)(\.DS_Store|Thumbs\.db|\._[^/]*)$/i.test(name);

const DATASETS: readonly string[] = ['.shp', '.gpkg', '.gdb', '.geojson', '.json', '.csv'];

/**
 * The one dataset in an unpacked archive.
 * @throws BadInputError where there is none, or several and none is named
 */
export async function datasetIn(folder: string, name: string, wanted: string | null): Promise<string> {
  const found = await datasetsBelow(folder);
  const stem = (path: string): string => basename(path, extname(path));
  const chosen =
    wanted === null || found.length === 1
      ? found
      : found.filter((path) => basename(path) === wanted || stem(path) === wanted);
  if (chosen.length === 1) return chosen[0]!;
  throw new BadInputError(
    found.length === 0 ? 'the archive holds no vector data' : 'the dataset to read is not clear',
    {
      code: 'archive.dataset',
      where: name,
      found: found.map((path) => basename(path)).join(', ') || 'none',
      expected:
        found.length === 0 ? 'a Shapefile, GeoPackage, FileGDB, GeoJSON or CSV' : 'the name of one of them (layer)',
    },
  );
}

async function datasetsBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const isGdb = extname(entry.name).toLowerCase() === '.gdb' || (entry.isDirectory() && (await isFileGdb(path)));
    if (entry.isDirectory() && !isGdb) found.push(...(await datasetsBelow(path)));
    else if (isGdb || (entry.isFile() && DATASETS.includes(extname(entry.name).toLowerCase()))) found.push(path);
  }
  return found;
}

/** A FileGDB that was packed without its folder, or under another name, still has its catalogue. */
async function isFileGdb(folder: string): Promise<boolean> {
  return (await readdir(folder)).some((name) => /^a0{7}1\.gdbtable$/i.test(name));
}

function tooLarge(name: string, found: string): BadInputError {
  return new BadInputError('the archive grows too large', {
    code: 'archive.tooLarge',
    where: name,
    found,
    expected: `at most ${ARCHIVE_LIMITS.entries} entries and ${ARCHIVE_LIMITS.bytes} bytes, and ${ARCHIVE_LIMITS.expansion} times its packed size`,
  });
}

const isOurs = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EMFILE', 'EACCES'].includes((error as { code?: string } | null)?.code ?? '');

function damaged(name: string, error: unknown): BadInputError {
  return new BadInputError(
    'the archive cannot be read',
    {
      code: 'archive.damaged',
      where: name,
      found: error instanceof Error ? error.message : String(error),
      expected: 'an undamaged zip archive',
    },
    { cause: error },
  );
}
