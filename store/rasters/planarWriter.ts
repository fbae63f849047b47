import { deflate } from 'node:zlib';
import { promisify } from 'node:util';
import type { PixelWindow } from '#domain/raster.js';
import { createAtomicFile } from './atomicFile.js';
import { layOutCog } from './cogDirectory.js';
import type { CogOptions, CogWriter } from './cogWriter.js';
import { openFileBytes } from './fileBytes.js';
import { formatGdalMetadata } from './gdalMetadata.js';
import type { SampleArray } from './samples.js';

const compress = promisify(deflate);

export type PlanarOptions = Pick<CogOptions, 'grid' | 'bandCount' | 'bandInfo' | 'metadata'> & {
  readonly tileSize: number;
};

interface Place {
  readonly start: number;
  readonly length: number;
}

/** Bytes that are copied at a time. */
const COPIED_BYTES = 4 * 1024 * 1024;
/** Neighbours that must be alike, as a share, for a tile to be worth compressing. */
const LIKE_SHARE = 0.5;

/**
 * Writes a GeoTIFF of many single precision bands that programs read band by band, not people: tiles of each band apart, no
 * overviews. Noise is stored as it is, tiles of one value and tiles that repeat an earlier band's cost next to nothing.
 */
export function createPlanarWriter(path: string, options: PlanarOptions): CogWriter {
  const { grid, tileSize } = options;
  const tilesAcross = Math.ceil(grid.width / tileSize);
  const tiles = tilesAcross * Math.ceil(grid.height / tileSize);
  const spool = createAtomicFile(path);
  const places: Place[] = [];
  /** Tiles of one value, by its bits. */
  const flat = new Map<number, Place>();
  let next = 0;

  const put = (bytes: Uint8Array): Place => {
    const place = { start: spool.size, length: bytes.length };
    spool.write(bytes);
    return place;
  };
  const windowOf = (index: number): PixelWindow => {
    const [x, y] = [(index % tilesAcross) * tileSize, Math.floor(index / tilesAcross) * tileSize];
    return { x, y, width: Math.min(tileSize, grid.width - x), height: Math.min(tileSize, grid.height - y) };
  };
  const flatPlace = async (words: Uint32Array): Promise<Place> => {
    const value = words[0]!;
    const known = flat.get(value);
    if (known !== undefined) return known;
    const place = put(await compress(bytesOf(words), { level: 9 }));
    flat.set(value, place);
    return place;
  };

  return {
    get nextTile() {
      return next < tiles ? windowOf(next) : null;
    },
    async write(bands) {
      const index = next++;
      const tile = windowOf(index);
      const planes: Uint32Array[] = [];
      for (const [band, samples] of bands.entries()) {
        const words = tileWords(samples, tile, tileSize);
        const twin = planes.findIndex((other) => isSame(other, words));
        planes.push(words);
        if (twin >= 0) {
          places[band * tiles + index] = places[twin * tiles + index]!;
          continue;
        }
        const likeness = likenessOf(words);
        places[band * tiles + index] =
          likeness === 1
            ? await flatPlace(words)
            : put(await compress(bytesOf(words), { level: likeness < LIKE_SHARE ? 0 : 1 }));
      }
    },
    async finish() {
      if (next < tiles) throw new RangeError('tiles are missing');
      const file = createAtomicFile(path);
      const spooled = openFileBytes(spool.temporaryPath);
      try {
        const head = layOutCog(descriptionOf(options), [
          {
            width: grid.width,
            height: grid.height,
            tileLengths: places.map(({ length }) => length),
            tileStarts: places.map(({ start }) => start),
          },
        ]);
        file.write(head.bytes);
        for (let at = 0; at < spool.size; at += COPIED_BYTES) {
          file.write(spooled.read(at, Math.min(COPIED_BYTES, spool.size - at)));
        }
        file.commit();
      } finally {
        spooled.close();
        file.abandon();
        spool.abandon();
      }
    },
    abandon: () => spool.abandon(),
  };
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
