import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import type { CogWriter } from '#store/rasters/index.js';

/**
 * Takes blocks of bands in the order of their rows and hands a writer its tiles as soon as they are complete. Holds the
 * rows between the oldest missing tile and the newest block.
 */
export interface TileAssembler {
  add(window: PixelWindow, bands: readonly Float32Array[]): Promise<void>;
}

export function createTileAssembler(writer: CogWriter, grid: RasterGrid): TileAssembler {
  let waiting: { readonly window: PixelWindow; readonly bands: readonly Float32Array[] }[] = [];
  let bottom = 0;
  let right = 0;
  return {
    async add(window, bands) {
      waiting.push({ window, bands });
      // Blocks come row by row, so that everything above and left of the newest one's far corner is there.
      [right, bottom] = [window.x + window.width, window.y + window.height];
      const isThere = (tile: PixelWindow): boolean =>
        tile.y + tile.height <= window.y ||
        (tile.y + tile.height <= bottom && tile.x + tile.width <= right) ||
        (bottom === grid.height && right === grid.width);
      for (let tile = writer.nextTile; tile !== null && isThere(tile); tile = writer.nextTile) {
        const whole = waiting.find((piece) => isSameWindow(piece.window, tile));
        if (whole !== undefined) {
          await writer.write(whole.bands);
          continue;
        }
        const pixels = tile.width * tile.height;
        const cut = bands.map(() => new Float32Array(pixels));
        for (const piece of waiting) copyOverlap(piece, tile, cut);
        await writer.write(cut);
      }
      const next = writer.nextTile;
      waiting = next === null ? [] : waiting.filter((piece) => piece.window.y + piece.window.height > next.y);
    },
  };
}

const isSameWindow = (one: PixelWindow, other: PixelWindow): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;

function copyOverlap(
  { window, bands }: { readonly window: PixelWindow; readonly bands: readonly Float32Array[] },
  tile: PixelWindow,
  cut: readonly Float32Array[],
): void {
  const left = Math.max(window.x, tile.x);
  const width = Math.min(window.x + window.width, tile.x + tile.width) - left;
  const top = Math.max(window.y, tile.y);
  const bottom = Math.min(window.y + window.height, tile.y + tile.height);
  if (width <= 0) return;
  for (let y = top; y < bottom; y++) {
    const from = (y - window.y) * window.width + left - window.x;
    const to = (y - tile.y) * tile.width + left - tile.x;
    bands.forEach((band, k) => cut[k]!.set(band.subarray(from, from + width), to));
  }
}
