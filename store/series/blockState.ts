import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import { createStateWriter, openSeriesState, type StateHead } from './seriesState.js';

/** The grid of a block alone. */
function gridOfBlock(grid: RasterGrid, { x, y, width, height }: PixelWindow): RasterGrid {
  const { originX, originY, pixelWidth, pixelHeight } = grid;
  return { ...grid, width, height, originX: originX + x * pixelWidth, originY: originY - y * pixelHeight };
}

/**
 * The numbers of a block's pixels, field by field, each row-major; null where there is no such file.
 * @throws BadInputError where the file is no state of this block
 */
export async function readBlockState(path: string, grid: RasterGrid, block: PixelWindow): Promise<Float32Array | null> {
  const state = await openSeriesState(path, gridOfBlock(grid, block));
  if (state === null) return null;
  try {
    return await state.read({ x: 0, y: 0, width: block.width, height: block.height });
  } finally {
    state.close();
  }
}

/** Writes a block's state as a raster of its own; it stands under its name once it is complete. */
export async function writeBlockState(
  path: string,
  grid: RasterGrid,
  block: PixelWindow,
  head: Pick<StateHead, 'run' | 'settled'>,
  state: Float32Array,
): Promise<void> {
  const pixels = block.width * block.height;
  const fields = state.length / pixels;
  const writer = createStateWriter(path, gridOfBlock(grid, block), { ...head, formatVersion: 1, fields, seen: [] }, []);
  try {
    for (let tile = writer.nextTile; tile !== null; tile = writer.nextTile) {
      const place = tile;
      await writer.write(Array.from({ length: fields }, (_, field) => cut(state, field * pixels, block.width, place)));
    }
    await writer.finish();
  } finally {
    writer.abandon();
  }
}

function cut(state: Float32Array, from: number, width: number, tile: PixelWindow): Float32Array {
  const own = new Float32Array(tile.width * tile.height);
  for (let row = 0; row < tile.height; row++) {
    const start = from + (tile.y + row) * width + tile.x;
    own.set(state.subarray(start, start + tile.width), row * tile.width);
  }
  return own;
}
