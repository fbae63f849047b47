import { deflate } from 'node:zlib';
import { promisify } from 'node:util';
import type { PixelWindow } from '#domain/raster.js';
import { createAtomicFile } from './atomicFile.js';
import { layOutCog } from './cogDirectory.js';
import type { CogOptions, CogWriter } from './cogWriter.js';
import { formatGdalMetadata } from './gdalMetadata.js';
import type { StoredBlock } from './storedBlock.js';
import type { SampleArray } from './samples.js';

const compress = promisify(deflate);

export type PlanarOptions = Pick<CogOptions, 'grid' | 'bandCount' | 'bandInfo' | 'metadata'> & {
  readonly tileSize: number;
};

interface Place {
  readonly start: number;
  readonly length: number;
}

/** Neighbours that must be alike, as a share, for a tile to be worth compressing. */
const LIKE_SHARE = 0.5;

/** One band of a tile: its samples, or what another file of the same tiles holds, as it stands there. */
export type Plane = SampleArray | StoredBlock;

/** As `CogWriter`, of planes. */
export interface PlanarWriter extends Pick<CogWriter, 'nextTile' | 'finish' | 'abandon'> {
  /** Takes the next tile. Stored blocks must all come from one file with the same size of tiles, written like this one. */
  write(planes: readonly Plane[]): Promise<void>;
}

/**
 * Writes a GeoTIFF of many single precision bands that programs read band by band, not people: tiles of each band apart, no
 * overviews. Noise is stored as it is, tiles of one value and tiles that repeat an earlier band's cost next to nothing.
 */
export function createPlanarWriter(path: string, options: PlanarOptions): PlanarWriter {
  const { grid, tileSize } = options;
  const tilesAcross = Math.ceil(grid.width / tileSize);
  const tiles = tilesAcross * Math.ceil(grid.height / tileSize);
  const file = createAtomicFile(path);
  const room = roomForHead(options, tiles);
  file.write(new Uint8Array(room));
  const places: Place[] = [];
  /** Tiles of one value, by its bits. */
  const flat = new Map<number, Place>();
  /** Blocks of the other file, by where they stand there. */
  const taken = new Map<number, Place>();
  let next = 0;

  const put = (bytes: Uint8Array): Place => {
    const place = { start: file.size, length: bytes.length };
    file.write(bytes);
    return place;
  };
  const once = async <Key>(known: Map<Key, Place>, key: Key, make: () => Uint8Array | Promise<Uint8Array>) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const place = put(await make());
    known.set(key, place);
    return place;
  };
  const windowOf = (index: number): PixelWindow => {
    const [x, y] = [(index % tilesAcross) * tileSize, Math.floor(index / tilesAcross) * tileSize];
    return { x, y, width: Math.min(tileSize, grid.width - x), height: Math.min(tileSize, grid.height - y) };
  };
  const putWords = async (words: Uint32Array): Promise<Place> => {
    const likeness = likenessOf(words);
    if (likeness === 1) return once(flat, words[0]!, () => compress(bytesOf(words), { level: 9 }));
    return put(await compress(bytesOf(words), { level: likeness < LIKE_SHARE ? 0 : 1 }));
  };

  return {
    get nextTile() {
      return next < tiles ? windowOf(next) : null;
    },
    async write(planes) {
      const index = next++;
      const tile = windowOf(index);
      const own: { readonly words: Uint32Array; readonly place: Place }[] = [];
      for (const [band, plane] of planes.entries()) {
        const at = band * tiles + index;
        if ('offset' in plane) {
          places[at] = await once(taken, plane.offset, plane.read);
          continue;
        }
        const words = tileWords(plane, tile, tileSize);
        const twin = own.find((other) => isSame(other.words, words));
        places[at] = twin?.place ?? (await putWords(words));
        if (twin === undefined) own.push({ words, place: places[at] });
      }
    },
    finish() {
      if (next < tiles) return Promise.reject(new RangeError('tiles are missing'));
      try {
        file.overwriteStart(layOut(options, places, room));
        file.commit();
        return Promise.resolve();
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Error(String(error)));
      } finally {
        file.abandon();
      }
    },
    abandon: () => file.abandon(),
  };
}

/** The head of the file. Its tiles begin behind the room that was left for it, which it may not fill. */
function layOut(options: PlanarOptions, places: readonly Place[], room: number): Uint8Array {
  const { width, height } = options.grid;
  const tileLengths = places.map(({ length }) => length);
  // Tiles are counted from the head's end, wherever that comes to lie.
  const headOf = (end: number): Uint8Array => {
    const tileStarts = places.map(({ start }) => start - end);
    return layOutCog(descriptionOf(options), [{ width, height, tileLengths, tileStarts }]).bytes;
  };
  let bytes = headOf(room);
  for (let end = room; bytes.length !== end; bytes = headOf(end)) end = bytes.length;
  return bytes;
}

/** Bytes to leave free for the head, whatever the tiles come to. */
function roomForHead(options: PlanarOptions, tiles: number): number {
  const length = 2 * 4 * options.tileSize ** 2;
  const bands = options.bandCount * tiles;
  const { width, height } = options.grid;
  const tileStarts = Array.from({ length: bands }, (_, tile) => tile * length);
  const tileLengths = tileStarts.map(() => length);
  return layOutCog(descriptionOf(options), [{ width, height, tileLengths, tileStarts }]).bytes.length;
}

function descriptionOf({ grid, bandCount, tileSize, bandInfo = [], metadata = {} }: PlanarOptions) {
  const bands = Array.from({ length: bandCount }, (_, band) => ({
    description: bandInfo[band]?.description ?? null,
    scale: 1,
    offset: 0,
    overviewResampling: null,
  }));
  const gdalMetadata = formatGdalMetadata({ dataset: metadata, bands });
  const colours = 'grey' as const;
  return {
    grid,
    sampleType: 'float32' as const,
    bandCount,
    tileSize,
    nodata: null,
    colours,
    gdalMetadata,
    isPlanar: true,
  };
}

const bytesOf = (words: Uint32Array): Uint8Array => new Uint8Array(words.buffer, words.byteOffset, words.byteLength);

/** A whole tile; what lies beyond the image's edge repeats the last sample of its row, and its rows the last row. */
function tileWords(samples: SampleArray, { width, height }: PixelWindow, tileSize: number): Uint32Array {
  const tile = new Float32Array(tileSize * tileSize);
  for (let y = 0; y < tileSize; y++) {
    const from = Math.min(y, height - 1) * width;
    tile.set(samples.subarray(from, from + width), y * tileSize);
    if (width < tileSize) tile.fill(samples[from + width - 1]!, y * tileSize + width, (y + 1) * tileSize);
  }
  return new Uint32Array(tile.buffer);
}

function isSame(one: Uint32Array, other: Uint32Array): boolean {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** Share of the words that repeat the one before; 1 only where all are alike. */
function likenessOf(words: Uint32Array): number {
  let alike = 1;
  for (let i = 1; i < words.length; i++) if (words[i] === words[i - 1]) alike += 1;
  return alike / words.length;
}
