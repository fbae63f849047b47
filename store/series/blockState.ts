import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import type { Plane } from '../rasters/planarWriter.js';
import { createStateWriter, type SeriesState, type StateHead, type StatePlace } from './seriesState.js';

/** The grid of a block alone. */
function gridOfBlock(grid: RasterGrid, { x, y, width, height }: PixelWindow): RasterGrid {
  const { originX, originY, pixelWidth, pixelHeight } = grid;
  return { ...grid, width, height, originX: originX + x * pixelWidth, originY: originY - y * pixelHeight };
}

/** Where a block's state of its own stands. */
export function placeOfBlockState(path: string, grid: RasterGrid, block: PixelWindow): StatePlace {
  const window = { x: 0, y: 0, width: block.width, height: block.height };
  return { path, grid: gridOfBlock(grid, block), window };
}

/** What a block's state has become: all of it, or what is no longer as an earlier state has it. */
export type NextState =
  | { readonly whole: Float32Array }
  | {
      readonly changed: { readonly fields: readonly number[]; readonly numbers: Float32Array };
      readonly before: SeriesState;
    };

/** Writes a block's state as a raster of its own; it stands under its name once it is complete. */
export async function writeBlockState(
  { path, grid, window }: StatePlace,
  head: Pick<StateHead, 'run' | 'settled'>,
  next: NextState,
): Promise<void> {
  const fields = 'whole' in next ? next.whole.length / (window.width * window.height) : next.before.head.fields;
  const writer = createStateWriter(path, grid, { ...head, formatVersion: 1, fields, seen: [] }, []);
  try {
    for (let tile = writer.nextTile; tile !== null; tile = writer.nextTile) {
      await writer.write(planesOf(next, fields, window, tile));
    }
    await writer.finish();
  } finally {
    writer.abandon();
  }
}

/**
 * A tile of a block's state, field by field.
 * @param block in the raster that the state before stands in, whose tiles are those that are written
 * @param tile within the block
 */
export function planesOf(next: NextState, fields: number, block: PixelWindow, tile: PixelWindow): Plane[] {
  const pixels = block.width * block.height;
  const all = Array.from({ length: fields }, (_, field) => field);
  if ('whole' in next) return all.map((field) => cut(next.whole, field * pixels, block.width, tile));
  const { changed, before } = next;
  const stored = { ...tile, x: block.x + tile.x, y: block.y + tile.y };
  return all.map((field) => {
    const place = changed.fields.indexOf(field);
    return place < 0 ? before.stored(stored, field) : cut(changed.numbers, place * pixels, block.width, tile);
  });
}

function cut(state: Float32Array, from: number, width: number, tile: PixelWindow): Float32Array {
  if (tile.width === width) return state.subarray(from + tile.y * width, from + (tile.y + tile.height) * width);
  const own = new Float32Array(tile.width * tile.height);
  for (let row = 0; row < tile.height; row++) {
    const start = from + (tile.y + row) * width + tile.x;
    own.set(state.subarray(start, start + tile.width), row * tile.width);
  }
  return own;
}
