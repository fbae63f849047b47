import type { BlockReader } from './blockReader.js';
import type { ImageLayout } from './imageLayout.js';
import type { TileWords } from './tileWords.js';

/**
 * Tiles of a raster that fused kernels may read as they stand in the file, without a copy by band: unsigned words of 8 or
 * 16 bits, bands interleaved by pixel, no mask and no alpha.
 */
export interface TileAccess {
  readonly width: number;
  readonly height: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly bandCount: number;
  readonly nodata: number | null;
  /**
   * A tile by its column and row; null where it was never written, undefined where it must be read by window.
   * @param into memory that the words may stand in, as long as a tile; left out: memory that the next call overwrites
   * @throws BadInputError where it is corrupt
   */
  read(column: number, row: number, into?: Uint8Array): TileWords | null | undefined;
}

/** Null where the image is of another kind. */
export function tileAccessOf(layout: ImageLayout, blocks: BlockReader, nodata: number | null): TileAccess | null {
  const { isTiled, isPlanar, sampleType, width, height, blockWidth, blockHeight, bandCount } = layout;
  const isPlain = isTiled && !isPlanar && (sampleType === 'uint16' || sampleType === 'uint8');
  if (!isPlain || !blocks.isWordReader(layout)) return null;
  const read: TileAccess['read'] = (column, row, into) =>
    blocks.words(layout, row * layout.blocksAcross + column, into);
  return { width, height, tileWidth: blockWidth, tileHeight: blockHeight, bandCount, nodata, read };
}
