import { existsSync, statSync } from 'node:fs';
import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import type { Observation } from '#domain/series.js';
import type { CogWriter } from '../rasters/cogWriter.js';
import { openRaster } from '../rasters/openRaster.js';
import { createPlanarWriter } from '../rasters/planarWriter.js';
import { parseJson, readFields } from '../vectors/index.js';

/** Name of the metadata item that says what the numbers of a state raster come from. */
const ITEM = 'PLANWATCH_SERIES_STATE';

const seenSchema = z.object({ time: z.string(), key: z.string(), stamp: z.string() });

const headSchema = z.object({
  formatVersion: z.literal(1),
  /** What must be the same for the state to be continued: method, its version, settings, what is followed. */
  run: z.string(),
  /** What was settled from the first looks, as the method's own JSON. */
  settled: z.unknown(),
  fields: z.int().min(1),
  /** The looks that the state has seen. */
  seen: z.array(seenSchema),
});

export type StateHead = z.infer<typeof headSchema>;
export type SeenLook = z.infer<typeof seenSchema>;

/** The state of a series: per pixel, what a method continues from. A raster beside the series, one band a number. */
export interface SeriesState {
  readonly head: StateHead;
  /** Field by field, each row-major over the window. */
  read(window: PixelWindow): Promise<Float32Array>;
  close(): void;
}

/** @returns null where there is none @throws BadInputError where the file is no state, or not of this grid */
export async function openSeriesState(path: string, grid: RasterGrid): Promise<SeriesState | null> {
  if (!existsSync(path)) return null;
  const raster = await openRaster(path, { cacheBytes: 0 });
  const item = raster.header.metadata[ITEM];
  const isHere = item !== undefined && raster.header.width === grid.width && raster.header.height === grid.height;
  if (!isHere) {
    raster.close();
    throw new BadInputError('not the state of this series', {
      code: 'state.other',
      where: path,
      found:
        item === undefined ? 'a raster without a state' : `${raster.header.width} x ${raster.header.height} pixels`,
      expected: `a state of ${grid.width} x ${grid.height} pixels; remove the file to begin anew`,
    });
  }
  const head = readFields(headSchema, parseJson(item, path), path, 'state.head');
  const bands = Array.from({ length: head.fields }, (_, band) => band + 1);
  return {
    head,
    async read(window) {
      const pixels = window.width * window.height;
      const state = new Float32Array(pixels * head.fields);
      for (const band of bands) {
        const own = state.subarray((band - 1) * pixels, band * pixels);
        const bytes = new Uint8Array(own.buffer, own.byteOffset, own.byteLength);
        if (raster.readStored?.(window, band, bytes) === true) continue;
        own.set((await raster.readWindow(window, [band])).values[0]!);
      }
      raster.releaseBlocks();
      return state;
    },
    close: () => raster.close(),
  };
}

/** @param names of the fields, as far as they have any */
export function createStateWriter(
  path: string,
  grid: RasterGrid,
  head: StateHead,
  names: readonly string[],
): CogWriter {
  return createPlanarWriter(path, {
    grid,
    bandCount: head.fields,
    tileSize: 256,
    bandInfo: Array.from({ length: head.fields }, (_, field) => ({ description: names[field] ?? `field${field}` })),
    metadata: { [ITEM]: JSON.stringify(head) },
  });
}

/** How a look is told from others, and its files from later versions of them. */
export function seenLook({ time, asset }: Observation): SeenLook {
  const paths = [
    ...new Set([asset.path, ...Object.values(asset.files ?? {}), ...(asset.quality?.path ? [asset.quality.path] : [])]),
  ];
  const stamps = paths.map((path) => {
    const info = statSync(path, { throwIfNoEntry: false });
    return info === undefined ? 'elsewhere' : `${info.size}/${Math.round(info.mtimeMs)}`;
  });
  return { time, key: JSON.stringify([paths, asset.bands]), stamp: stamps.join(' ') };
}
