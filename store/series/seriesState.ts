import { existsSync, statSync } from 'node:fs';
import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import type { Observation } from '#domain/series.js';
import { openRaster } from '../rasters/openRaster.js';
import { createPlanarWriter, type PlanarWriter } from '../rasters/planarWriter.js';
import type { RasterFile } from '../rasters/raster.js';
import type { StoredBlock } from '../rasters/storedBlock.js';
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

/** Where a state stands, and the part of it that is meant. */
export interface StatePlace {
  readonly path: string;
  /** Of the whole state. */
  readonly grid: RasterGrid;
  readonly window: PixelWindow;
}

/** The state of a series: per pixel, what a method continues from. A raster beside the series, one band a number. */
export interface SeriesState {
  readonly head: StateHead;
  /** Fields of a window's pixels, read when they are first asked for. */
  block(window: PixelWindow): StateBlock;
  /** A field of a window that is one tile, as it is stored. */
  stored(window: PixelWindow, field: number): StoredBlock;
  close(): void;
}

/** Fields of some pixels, each row-major. */
export interface StateBlock {
  readonly pixels: number;
  readonly count: number;
  /** To look at only: fields that are alike share memory. */
  readonly of: (field: number) => Float32Array;
  /** To change. What `of` gave for the field before is no longer its memory. */
  readonly changing: (field: number) => Float32Array;
  /** Fields that were given for changing. */
  readonly changed: () => readonly number[];
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
  const flat = new Map<string, Float32Array>();
  return {
    head,
    block: (window) => readLazily(raster, window, head.fields, flat),
    stored(window, field) {
      const found = raster.storedBlock?.(window, field + 1) ?? null;
      if (found === null) throw new RangeError(`no single tile of ${path} at ${window.x}, ${window.y}`);
      return found;
    },
    close: () => raster.close(),
  };
}

/** @param flat fields of one value that were met before, by place and length */
function readLazily(
  raster: RasterFile,
  window: PixelWindow,
  count: number,
  flat: Map<string, Float32Array>,
): StateBlock {
  const pixels = window.width * window.height;
  const fields: (Float32Array | undefined)[] = [];
  const changed = new Set<number>();
  const byPlace = new Map<number, Float32Array>();

  const read = (field: number): Float32Array => {
    const numbers = new Float32Array(pixels);
    if (raster.readStored?.(window, field + 1, new Uint8Array(numbers.buffer)) === true) return numbers;
    throw new BadInputError('a state that was not written here', {
      code: 'state.other',
      where: raster.header.path,
      expected: 'a state as `planwatch monitor` writes it; remove the file to begin anew',
    });
  };
  const find = (field: number): Float32Array => {
    const offset = raster.storedBlock?.(window, field + 1)?.offset;
    if (offset === undefined) return read(field);
    const key = `${offset}/${pixels}`;
    const known = byPlace.get(offset) ?? flat.get(key);
    if (known !== undefined) return known;
    const numbers = read(field);
    byPlace.set(offset, numbers);
    if (isFlat(numbers)) flat.set(key, numbers);
    return numbers;
  };
  const of = (field: number): Float32Array => (fields[field] ??= find(field));
  return {
    pixels,
    count,
    of,
    changing(field) {
      if (!changed.has(field)) fields[field] = of(field).slice();
      changed.add(field);
      return fields[field]!;
    },
    changed: () => [...changed],
  };
}

function isFlat(numbers: Float32Array): boolean {
  const words = new Uint32Array(numbers.buffer);
  for (let i = 1; i < words.length; i++) if (words[i] !== words[0]) return false;
  return true;
}

/** @param names of the fields, as far as they have any */
export function createStateWriter(
  path: string,
  grid: RasterGrid,
  head: StateHead,
  names: readonly string[],
): PlanarWriter {
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
