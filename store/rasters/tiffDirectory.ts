import { BadInputError } from '#domain/errors.js';
import { truncated, type FileBytes } from './fileBytes.js';
import { MissingBytes } from './remoteBytes.js';

/** Tag numbers that are read. Names as in TIFF 6.0, GeoTIFF 1.1 and GDAL. */
export const TAG = {
  newSubfileType: 254,
  imageWidth: 256,
  imageLength: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planarConfiguration: 284,
  predictor: 317,
  tileWidth: 322,
  tileLength: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
  yCbCrSubsampling: 530,
  modelPixelScale: 33550,
  modelTiepoint: 33922,
  modelTransformation: 34264,
  geoKeys: 34735,
  geoDoubles: 34736,
  geoAscii: 34737,
  gdalMetadata: 42112,
  gdalNodata: 42113,
  lercParameters: 50674,
} as const;

const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};

/** Types of the numbers of sizes, kinds and places: BYTE, SHORT, LONG, IFD, LONG8, IFD8, and SLONG8 of some writers. */
const WHOLE_TYPES: ReadonlySet<number> = new Set([1, 3, 4, 13, 16, 17, 18]);

const MAX_DIRECTORIES = 256;
const MAX_ENTRIES = 1024;
/** Longest value that is read whole; block tables are longer and read by page. */
const MAX_VALUE_BYTES = 16 * 1024 * 1024;

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where in the file the value stands. */
  readonly valueAt: number;
}

/** One image file directory, values not yet read. */
export interface TiffDirectory {
  has(tag: number): boolean;
  /** How many values the tag says it has; 0 where it is absent. */
  count(tag: number): number;
  /** Values `from` to `to` (default: all) as numbers; null where the tag is absent. */
  numbers(tag: number, from?: number, to?: number): number[] | null;
  number(tag: number): number | null;
  /**
   * The one whole number of a tag that shapes the image; null where the tag is absent.
   * @throws BadInputError where it holds anything else: a guess would shift every pixel
   */
  whole(tag: number): number | null;
  /** True where the tag's values are whole numbers from 0. */
  isWhole(tag: number): boolean;
  text(tag: number): string | null;
  bytes(tag: number): Uint8Array | null;
}

export interface TiffStructure {
  readonly isLittleEndian: boolean;
  readonly directories: readonly TiffDirectory[];
}

/**
 * Reads the chain of directories of a TIFF or BigTIFF. Loops, overlong chains and a broken tail end the chain; a broken
 * first directory is refused.
 */
export function readTiffStructure(file: FileBytes): TiffStructure {
  if (file.size < 8) throw notTiff(file, `${file.size} bytes`);
  const magic = file.read(0, Math.min(16, file.size));
  const mark = String.fromCharCode(magic[0]!, magic[1]!);
  if (mark !== 'II' && mark !== 'MM') throw notTiff(file, describeMagic(magic));
  const isLittleEndian = mark === 'II';
  const head = new DataView(magic.buffer);
  const version = head.getUint16(2, isLittleEndian);
  if (version !== 42 && version !== 43) throw notTiff(file, `TIFF version ${version}`);
  const isBig = version === 43;
  const isPlainBig = file.size >= 16 && head.getUint32(4, isLittleEndian) === (isLittleEndian ? 8 : 8 << 16);
  if (isBig && !isPlainBig) throw notTiff(file, 'a broken BigTIFF head');

  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  let at = isBig ? Number(head.getBigUint64(8, isLittleEndian)) : head.getUint32(4, isLittleEndian);
  while (at !== 0 && !seen.has(at) && directories.length < MAX_DIRECTORIES) {
    seen.add(at);
    try {
      const { entries, next } = readEntries(file, at, isBig, isLittleEndian);
      directories.push(directoryOf(file, entries, isLittleEndian));
      at = next;
    } catch (error) {
      if (directories.length === 0 || error instanceof MissingBytes) throw error;
      break;
    }
  }
  if (directories.length === 0) throw truncated(file.path, 'no image directory', 'at least one');
  return { isLittleEndian, directories };
}

function readEntries(file: FileBytes, at: number, isBig: boolean, isLittleEndian: boolean) {
  const [countBytes, entryBytes, nextBytes] = isBig ? [8, 20, 8] : [2, 12, 4];
  const countView = viewOf(file.read(at, countBytes));
  const count = isBig ? Number(countView.getBigUint64(0, isLittleEndian)) : countView.getUint16(0, isLittleEndian);
  if (count === 0 || count > MAX_ENTRIES) throw truncated(file.path, `${count} tags in a directory`, '1 to 1024');
  const tableAt = at + countBytes;
  const table = viewOf(file.read(tableAt, count * entryBytes));
  const entries = new Map<number, Entry>();
  for (let i = 0; i < count; i++) {
    const o = i * entryBytes;
    const type = table.getUint16(o + 2, isLittleEndian);
    // Of an unknown type: refused where the tag is asked for, never taken for absent.
    const size = TYPE_BYTES[type] ?? 0;
    const valueCount = isBig
      ? Number(table.getBigUint64(o + 4, isLittleEndian))
      : table.getUint32(o + 4, isLittleEndian);
    const fieldAt = o + (isBig ? 12 : 8);
    const isInline = valueCount * size <= (isBig ? 8 : 4);
    const pointer = isBig
      ? Number(table.getBigUint64(fieldAt, isLittleEndian))
      : table.getUint32(fieldAt, isLittleEndian);
    const tag = table.getUint16(o, isLittleEndian);
    if (!entries.has(tag))
      entries.set(tag, { type, count: valueCount, valueAt: isInline ? tableAt + fieldAt : pointer });
  }
  const nextAt = tableAt + count * entryBytes;
  if (nextAt + nextBytes > file.size) return { entries, next: 0 };
  const nextView = viewOf(file.read(nextAt, nextBytes));
  return {
    entries,
    next: isBig ? Number(nextView.getBigUint64(0, isLittleEndian)) : nextView.getUint32(0, isLittleEndian),
  };
}

function directoryOf(file: FileBytes, entries: ReadonlyMap<number, Entry>, isLittleEndian: boolean): TiffDirectory {
  function valueBytes(entry: Entry, from: number, to: number): Uint8Array {
    const size = TYPE_BYTES[entry.type];
    if (size === undefined) throw truncated(file.path, `a tag of type ${entry.type}`, 'a type of TIFF 6.0 or BigTIFF');
    if ((to - from) * size > MAX_VALUE_BYTES) {
      throw truncated(file.path, `a tag of ${(to - from) * size} bytes`, `at most ${MAX_VALUE_BYTES}`);
    }
    return file.read(entry.valueAt + from * size, (to - from) * size);
  }
  const directory: TiffDirectory = {
    has: (tag) => entries.has(tag),
    count: (tag) => entries.get(tag)?.count ?? 0,
    numbers(tag, from = 0, to) {
      const entry = entries.get(tag);
      if (entry === undefined) return null;
      const last = Math.min(to ?? entry.count, entry.count);
      return decodeNumbers(valueBytes(entry, from, last), entry.type, isLittleEndian);
    },
    number: (tag) => directory.numbers(tag, 0, 1)?.[0] ?? null,
    isWhole: (tag) => WHOLE_TYPES.has(entries.get(tag)?.type ?? 0),
    whole(tag) {
      const entry = entries.get(tag);
      if (entry === undefined) return null;
      if (entry.count === 1 && WHOLE_TYPES.has(entry.type)) return directory.number(tag);
      throw truncated(file.path, `${entry.count} values of type ${entry.type} in tag ${tag}`, 'one whole number');
    },
    text(tag) {
      const bytes = directory.bytes(tag);
      if (bytes === null) return null;
      const text = new TextDecoder('utf-8').decode(bytes);
      const end = text.indexOf('\0');
      return end < 0 ? text : text.slice(0, end);
    },
    bytes(tag) {
      const entry = entries.get(tag);
      return entry === undefined ? null : valueBytes(entry, 0, entry.count);
    },
  };
  return directory;
}

const READERS: Readonly<Record<number, (view: DataView, at: number, isLittleEndian: boolean) => number>> = {
  1: (view, at) => view.getUint8(at),
  2: (view, at) => view.getUint8(at),
  3: (view, at, le) => view.getUint16(at, le),
  4: (view, at, le) => view.getUint32(at, le),
  5: (view, at, le) => view.getUint32(at, le) / view.getUint32(at + 4, le),
  6: (view, at) => view.getInt8(at),
  7: (view, at) => view.getUint8(at),
  8: (view, at, le) => view.getInt16(at, le),
  9: (view, at, le) => view.getInt32(at, le),
  10: (view, at, le) => view.getInt32(at, le) / view.getInt32(at + 4, le),
  11: (view, at, le) => view.getFloat32(at, le),
  12: (view, at, le) => view.getFloat64(at, le),
  13: (view, at, le) => view.getUint32(at, le),
  16: (view, at, le) => Number(view.getBigUint64(at, le)),
  17: (view, at, le) => Number(view.getBigInt64(at, le)),
  18: (view, at, le) => Number(view.getBigUint64(at, le)),
};

function decodeNumbers(bytes: Uint8Array, type: number, isLittleEndian: boolean): number[] {
  const view = viewOf(bytes);
  const size = TYPE_BYTES[type]!;
  const read = READERS[type]!;
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => read(view, i * size, isLittleEndian));
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function notTiff(file: FileBytes, found: string): BadInputError {
  return new BadInputError('not a TIFF file', {
    code: 'raster.notTiff',
    where: file.path,
    found,
    expected: 'a GeoTIFF or BigTIFF file',
  });
}

function describeMagic(bytes: Uint8Array): string {
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `a file beginning with ${start}`;
}
