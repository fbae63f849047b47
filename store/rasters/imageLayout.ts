import { BadInputError } from '#domain/errors.js';
import type { SampleType } from '#domain/raster.js';
import { readBlockTable, type BlockTable } from './blockTable.js';
import { unreadCompression } from './blockErrors.js';
import { COMPRESSION, compressionName, isPredicted, isReadCompression } from './compression.js';
import type { FileBytes } from './fileBytes.js';
import { storedSampleOf, type StoredSample } from './storedSample.js';
import { TAG, type TiffDirectory } from './tiffDirectory.js';

/** Decoded bytes of the largest block that is held in memory at once. */
export const MAX_BLOCK_BYTES = 256 * 1024 * 1024;
/** Uncompressed strips are cut into pieces of about this size, as libtiff does. */
const STRIP_PIECE_BYTES = 1024 * 1024;
const MAX_PIXELS_PER_SIDE = 2 ** 31 - 1;
export const PHOTOMETRIC_YCBCR = 6;

/** Neither colour nor alpha, premultiplied alpha, alpha, and alpha as old Corel programs named it. */
const EXTRA_SAMPLES: ReadonlySet<number> = new Set([0, 1, 2, 999]);

/** How one image of the file is cut into blocks, and how a block is stored. */
export interface ImageLayout {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  /** Bands stored apart, one block per band. */
  readonly isPlanar: boolean;
  readonly isTiled: boolean;
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly blocksAcross: number;
  readonly blocksDown: number;
  /** Samples that stand side by side for one pixel inside a block. */
  readonly samplesPerBlockPixel: number;
  readonly stored: StoredSample;
  readonly sampleType: SampleType;
  readonly compression: number;
  readonly predictor: number;
  readonly photometric: number;
  /** Bits of each byte reversed (TIFF fill order 2). */
  readonly isBitReversed: boolean;
  readonly isLittleEndian: boolean;
  readonly extraSamples: readonly number[];
  readonly jpegTables: Uint8Array | null;
  readonly lercParameters: readonly number[] | null;
  readonly blocks: BlockTable;
}

/** Bytes of one row of a block; rows begin on a byte. */
export function blockRowBytes(layout: Pick<ImageLayout, 'blockWidth' | 'samplesPerBlockPixel' | 'stored'>): number {
  return Math.ceil((layout.blockWidth * layout.samplesPerBlockPixel * layout.stored.bits) / 8);
}

/** Rows that a block in block row `blockRow` holds: tiles are always full, the last strip may be short. */
export function blockRows(layout: Pick<ImageLayout, 'isTiled' | 'blockHeight' | 'height'>, blockRow: number): number {
  return layout.isTiled
    ? layout.blockHeight
    : Math.min(layout.blockHeight, layout.height - blockRow * layout.blockHeight);
}

/** @throws BadInputError where the image is of a kind that is not read, naming what was found */
export function readImageLayout(file: FileBytes, directory: TiffDirectory, isLittleEndian: boolean): ImageLayout {
  const width = sizeOf(file, directory, TAG.imageWidth, 'image width');
  const height = sizeOf(file, directory, TAG.imageLength, 'image height');
  const bandCount = directory.whole(TAG.samplesPerPixel) ?? 1;
  if (!(bandCount >= 1 && bandCount <= 65535))
    throw unsupported(file.path, `${bandCount} samples per pixel`, '1 to 65535');
  const compression = directory.whole(TAG.compression) ?? COMPRESSION.none;
  if (!isReadCompression(compression)) throw unreadCompression({ path: file.path, compression });
  const stored = storedSampleOf(file.path, directory, bandCount);
  const isTiled = directory.has(TAG.tileWidth) || directory.has(TAG.tileLength);
  const planes = directory.whole(TAG.planarConfiguration) ?? 1;
  if (planes !== 1 && planes !== 2) throw unsupported(file.path, `planar configuration ${planes}`, '1 or 2');
  const isPlanar = bandCount > 1 && planes === 2;
  const photometric = directory.whole(TAG.photometric) ?? 1;
  refuseOddColours(file.path, directory, photometric, compression);

  const blockWidth = isTiled ? sizeOf(file, directory, TAG.tileWidth, 'tile width') : width;
  const storedHeight = isTiled
    ? sizeOf(file, directory, TAG.tileLength, 'tile height')
    : Math.min(directory.whole(TAG.rowsPerStrip) || height, height);
  const samplesPerBlockPixel = isPlanar ? 1 : bandCount;
  const rowBytes = blockRowBytes({ blockWidth, samplesPerBlockPixel, stored });
  const isCut = !isTiled && compression === COMPRESSION.none && rowBytes * storedHeight > STRIP_PIECE_BYTES;
  const pieceHeight = isCut ? pieceRowsOf(rowBytes, storedHeight, storedHeight === height) : storedHeight;
  if (rowBytes * pieceHeight > MAX_BLOCK_BYTES) {
    throw unsupported(
      file.path,
      `blocks of ${blockWidth} x ${pieceHeight} pixels (${Math.round((rowBytes * pieceHeight) / 1048576)} MB)`,
      `blocks of at most ${MAX_BLOCK_BYTES / 1048576} MB; rewrite the file as tiled GeoTIFF`,
    );
  }
  const blocksAcross = Math.ceil(width / blockWidth);
  const shape = { isTiled, blockHeight: storedHeight, height };
  const storedDown = Math.ceil(height / storedHeight);
  const storedCount = blocksAcross * storedDown * (isPlanar ? bandCount : 1);
  const expected =
    compression === COMPRESSION.none
      ? (index: number) => rowBytes * blockRows(shape, Math.floor((index % (blocksAcross * storedDown)) / blocksAcross))
      : null;
  const extraSamples = directory.numbers(TAG.extraSamples, 0, 65535) ?? [];
  if (extraSamples.length > bandCount || extraSamples.some((kind) => !EXTRA_SAMPLES.has(kind))) {
    throw unsupported(
      file.path,
      `extra samples ${extraSamples.slice(0, 8).join(', ')}`,
      `0, 1 or 2, at most ${bandCount}`,
    );
  }
  const table = readBlockTable(file, directory, expected, storedCount);
  return {
    path: file.path,
    width,
    height,
    bandCount,
    isPlanar,
    isTiled,
    blockWidth,
    blockHeight: pieceHeight,
    blocksAcross,
    blocksDown: Math.ceil(height / pieceHeight),
    samplesPerBlockPixel,
    stored,
    sampleType: stored.sampleType,
    compression,
    predictor: isPredicted(compression) ? (directory.whole(TAG.predictor) ?? 1) : 1,
    photometric,
    isBitReversed: directory.whole(TAG.fillOrder) === 2,
    isLittleEndian,
    extraSamples,
    jpegTables: compression === COMPRESSION.jpeg ? directory.bytes(TAG.jpegTables) : null,
    lercParameters: directory.numbers(TAG.lercParameters, 0, 16),
    blocks: isCut ? cutStrips(table, { rowBytes, stripRows: storedHeight, pieceRows: pieceHeight, height }) : table,
  };
}

interface StripCut {
  readonly rowBytes: number;
  readonly stripRows: number;
  readonly pieceRows: number;
  readonly height: number;
}

/** Rows of a piece: any count for a single strip, otherwise a divisor of the strip's rows, so that no piece spans two. */
function pieceRowsOf(rowBytes: number, stripRows: number, isSingle: boolean): number {
  let rows = Math.min(stripRows, Math.max(1, Math.floor(STRIP_PIECE_BYTES / rowBytes)));
  if (isSingle) return rows;
  while (stripRows % rows !== 0) rows--;
  return rows;
}

function cutStrips(strips: BlockTable, { rowBytes, stripRows, pieceRows, height }: StripCut): BlockTable {
  const piecesPerPlane = Math.ceil(height / pieceRows);
  const stripsPerPlane = Math.ceil(height / stripRows);
  return {
    locate(index) {
      const plane = Math.floor(index / piecesPerPlane);
      const y = (index % piecesPerPlane) * pieceRows;
      const strip = Math.floor(y / stripRows);
      const place = strips.locate(plane * stripsPerPlane + strip);
      if (place === null) return null;
      const length = Math.min(pieceRows, height - y) * rowBytes;
      return { offset: place.offset + (y - strip * stripRows) * rowBytes, length };
    },
  };
}

function sizeOf(file: FileBytes, directory: TiffDirectory, tag: number, what: string): number {
  const size = directory.whole(tag);
  if (size === null || !(size >= 1 && size <= MAX_PIXELS_PER_SIDE)) {
    throw unsupported(file.path, `${what} ${size ?? 'missing'}`, `${what} of 1 to ${MAX_PIXELS_PER_SIDE}`);
  }
  return size;
}

const ODD_COLOURS: Readonly<Record<number, string>> = {
  5: 'CMYK',
  8: 'CIE L*a*b*',
  9: 'ICC L*a*b*',
  10: 'ITU L*a*b*',
  32844: 'LogL',
  32845: 'LogLuv',
};

/** Colour models that would have to be converted to be meant as stored. JPEG and WebP convert on decoding. */
function refuseOddColours(path: string, directory: TiffDirectory, photometric: number, compression: number): void {
  const isConverted = compression === COMPRESSION.jpeg || compression === COMPRESSION.webp;
  if (photometric === PHOTOMETRIC_YCBCR && !isConverted) {
    const subsampling = directory.numbers(TAG.yCbCrSubsampling, 0, 2) ?? [2, 2];
    throw unsupported(
      path,
      `YCbCr ${subsampling.join('x')} with ${compressionName(compression)}`,
      'RGB or separate bands',
    );
  }
  const model = ODD_COLOURS[photometric];
  if (model !== undefined) throw unsupported(path, `${model} colours`, 'grey, RGB, palette or separate bands');
}

function unsupported(path: string, found: string, expected: string): BadInputError {
  return new BadInputError('this kind of TIFF is not read', {
    code: 'raster.unsupported',
    where: path,
    found,
    expected,
  });
}
