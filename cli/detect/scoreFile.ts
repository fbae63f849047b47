import type { PixelWindow } from '#domain/raster.js';
import { createCogWriter, type CogWriter } from '#store/rasters/index.js';
import type { PairPlan } from '#worker/compute/engine.js';

/** Score rasters hold this where nothing was assessed. */
export const SCORE_NODATA = -1;

export function createScoreFile(path: string, { grid, request }: PairPlan): CogWriter {
  return createCogWriter(path, {
    grid,
    sampleType: 'float32',
    bandCount: 1,
    nodata: SCORE_NODATA,
    bandInfo: [{ description: `change score (${request.recipe.name}), larger is more change` }],
  });
}

/** Hands the tiles that a row of chunks completes to the writer. */
export async function writeScores(
  writer: CogWriter,
  windows: readonly PixelWindow[],
  scores: readonly Float32Array[],
): Promise<void> {
  const bottom = windows[0]!.y + windows[0]!.height;
  for (let tile = writer.nextTile; tile !== null && tile.y + tile.height <= bottom; tile = writer.nextTile) {
    const values = new Float32Array(tile.width * tile.height).fill(SCORE_NODATA);
    windows.forEach((window, place) => copyOverlap(scores[place]!, window, values, tile!));
    await writer.write([values]);
  }
}

function copyOverlap(from: Float32Array, source: PixelWindow, to: Float32Array, target: PixelWindow): void {
  const left = Math.max(source.x, target.x);
  const right = Math.min(source.x + source.width, target.x + target.width);
  const top = Math.max(source.y, target.y);
  const bottom = Math.min(source.y + source.height, target.y + target.height);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const value = from[(y - source.y) * source.width + x - source.x]!;
      to[(y - target.y) * target.width + x - target.x] = Number.isNaN(value) ? SCORE_NODATA : value;
    }
  }
}
