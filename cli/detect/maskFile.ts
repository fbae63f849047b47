import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import type { RunLengths } from '#pipelines/kernels/runLengths.js';
import { createCogWriter } from '#store/rasters/index.js';

/** Codes of the mask raster. */
export const MASK = { none: 0, change: 1, notAssessed: 255 } as const;

export interface MaskRuns {
  /** Runs of change, and which of them became a patch. */
  readonly runs: RunLengths;
  readonly isKept: (run: number) => boolean;
  /** Runs of what was not assessed. */
  readonly unknown: RunLengths;
}

/** Writes a mask tile by tile: uint8 GeoTIFF with the codes of `MASK`. */
export async function writeMask(path: string, grid: RasterGrid, { runs, isKept, unknown }: MaskRuns): Promise<void> {
  const writer = createCogWriter(path, {
    grid,
    sampleType: 'uint8',
    bandCount: 1,
    nodata: MASK.notAssessed,
    overviews: 'nearest',
    bandInfo: [{ description: '1 change, 0 none, 255 not assessed' }],
  });
  try {
    for (let tile = writer.nextTile; tile !== null; tile = writer.nextTile) {
      const values = new Uint8Array(tile.width * tile.height);
      paint(values, tile, unknown, () => true, MASK.notAssessed);
      paint(values, tile, runs, isKept, MASK.change);
      await writer.write([values]);
    }
    await writer.finish();
  } finally {
    writer.abandon();
  }
}

function paint(
  values: Uint8Array,
  tile: PixelWindow,
  runs: RunLengths,
  isPainted: (run: number) => boolean,
  code: number,
): void {
  for (let row = 0; row < tile.height; row++) {
    const y = tile.y + row;
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      const from = Math.max(0, runs.start[run]! - tile.x);
      const to = Math.min(tile.width, runs.end[run]! - tile.x);
      if (to > from && isPainted(run)) values.fill(code, row * tile.width + from, row * tile.width + to);
    }
  }
}
