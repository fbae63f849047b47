import type { PixelWindow, RasterGrid, SampleType } from '#domain/raster.js';
import { createAtomicFile, type AtomicFile } from './atomicFile.js';
import { layOutCog, type CogLevel } from './cogDirectory.js';
import { encodeTile, type TileCoding } from './encodeTile.js';
import { openFileBytes } from './fileBytes.js';
import { formatGdalMetadata } from './gdalMetadata.js';
import { halveInto, type BandPiece, type OverviewResampling } from './overviewPyramid.js';
import { createSamples, isFloatType, type SampleArray } from './samples.js';

/** What a cloud-optimised GeoTIFF is to hold, pixels apart. */
export interface CogOptions {
  readonly grid: RasterGrid;
  readonly sampleType: SampleType;
  readonly bandCount: number;
  /** Stored value that says nothing, or null. */
  readonly nodata?: number | null;
  /** How overviews are made, for all bands or for each; null: no overviews. Default `average`. */
  readonly overviews?: OverviewResampling | readonly OverviewResampling[] | null;
  /** Names and scaling of the bands; physical = stored * scale + offset. */
  readonly bandInfo?: readonly { readonly description?: string; readonly scale?: number; readonly offset?: number }[];
  /** Dataset-wide GDAL metadata items. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** What viewers take the bands for; default `grey`: no colours. */
  readonly colours?: 'grey' | 'rgb' | 'rgba';
  /** DEFLATE level, 1 (fast) to 9 (small); default 6. */
  readonly compressionLevel?: number;
  /** Pixels of a tile's side, a multiple of 16; default 512. */
  readonly tileSize?: number;
}

/**
 * Takes an image tile by tile. Memory grows with the image's width, not its height. Nothing stands under the file's name
 * before `finish` has succeeded.
 */
export interface CogWriter {
  /** The tile that is wanted next, clipped to the image, row by row; null when all are there. */
  readonly nextTile: PixelWindow | null;
  /**
   * Takes the next tile: one array per band, row-major, as long as `nextTile` says. The arrays may be reused after.
   * @throws UnavailableError where the disk is full, naming the path
   */
  write(bands: readonly SampleArray[]): Promise<void>;
  finish(): Promise<void>;
  /** Removes every trace; does nothing after `finish`. */
  abandon(): void;
}

interface Level {
  readonly width: number;
  readonly height: number;
  readonly tilesAcross: number;
  readonly tilesDown: number;
  /** One tile row per band, filled by the level above; none for the full resolution. */
  readonly rows: readonly SampleArray[];
  readonly places: { offset: number; length: number }[];
}

const DEFAULT_TILE_SIZE = 512;
const TILES_IN_FLIGHT = 4;

export function createCogWriter(path: string, options: CogOptions): CogWriter {
  return new TileByTileWriter(path, options);
}

class TileByTileWriter implements CogWriter {
  readonly #options: CogOptions;
  readonly #path: string;
  readonly #coding: TileCoding;
  readonly #methods: readonly OverviewResampling[];
  readonly #levels: readonly Level[];
  readonly #spool: AtomicFile;
  #inFlight: Promise<void>[] = [];
  #next = 0;

  constructor(path: string, options: CogOptions) {
    const { sampleType, bandCount, nodata = null, overviews = 'average' } = options;
    const tileSize = options.tileSize ?? DEFAULT_TILE_SIZE;
    this.#options = options;
    this.#path = path;
    const padding = nodata ?? (isFloatType(sampleType) ? NaN : 0);
    this.#coding = { sampleType, tileSize, padding, level: options.compressionLevel ?? 6 };
    this.#methods = Array.from({ length: bandCount }, (_, band) =>
      typeof overviews === 'string' ? overviews : (overviews?.[band] ?? 'average'),
    );
    this.#levels = planLevels(options, tileSize, overviews !== null);
    this.#spool = createAtomicFile(path);
  }

  get nextTile(): PixelWindow | null {
    const full = this.#levels[0]!;
    if (this.#next >= full.tilesAcross * full.tilesDown) return null;
    return this.#tileWindow(full, this.#next);
  }

  async write(bands: readonly SampleArray[]): Promise<void> {
    const window = this.nextTile;
    if (window === null) throw new RangeError('all tiles have been written');
    const length = window.width * window.height;
    if (bands.length !== this.#options.bandCount || bands.some((samples) => samples.length !== length)) {
      throw new RangeError(`${this.#options.bandCount} bands of ${length} samples expected`);
    }
    const index = this.#next++;
    const { width, height } = window;
    await this.#emit(
      0,
      index,
      bands.map((samples) => ({ samples, width, height })),
    );
    const { tilesAcross } = this.#levels[0]!;
    if ((index + 1) % tilesAcross === 0) await this.#endRow(0, Math.floor(index / tilesAcross));
  }

  async finish(): Promise<void> {
    if (this.nextTile !== null) throw new RangeError('tiles are missing');
    await Promise.all(this.#inFlight);
    const file = createAtomicFile(this.#path);
    const spooled = openFileBytes(this.#spool.temporaryPath);
    try {
      const { bytes } = layOutCog(this.#description(), this.#levels.map(toCogLevel));
      file.write(bytes);
      for (const { places } of this.#levels.toReversed()) {
        for (const { offset, length } of places) file.write(spooled.read(offset, length));
      }
      file.commit();
    } finally {
      spooled.close();
      file.abandon();
      this.#spool.abandon();
    }
  }

  abandon(): void {
    this.#spool.abandon();
  }

  #description() {
    const {
      grid,
      sampleType,
      bandCount,
      nodata = null,
      bandInfo = [],
      metadata = {},
      colours = 'grey',
    } = this.#options;
    const hasOverviews = this.#levels.length > 1;
    const bands = Array.from({ length: bandCount }, (_, band) => ({
      description: bandInfo[band]?.description ?? null,
      scale: bandInfo[band]?.scale ?? 1,
      offset: bandInfo[band]?.offset ?? 0,
      overviewResampling: hasOverviews ? this.#methods[band]! : null,
    }));
    const gdalMetadata = formatGdalMetadata({ dataset: metadata, bands });
    return { grid, sampleType, bandCount, tileSize: this.#coding.tileSize, nodata, colours, gdalMetadata };
  }

  #tileWindow({ width, height, tilesAcross }: Level, index: number): PixelWindow {
    const { tileSize } = this.#coding;
    const x = (index % tilesAcross) * tileSize;
    const y = Math.floor(index / tilesAcross) * tileSize;
    return { x, y, width: Math.min(tileSize, width - x), height: Math.min(tileSize, height - y) };
  }

  /** Spools one tile of a level and hands its half-size copy to the next level. */
  async #emit(level: number, index: number, pieces: readonly BandPiece[]): Promise<void> {
    this.#passDown(level, index, pieces);
    const encoded = encodeTile(pieces, this.#coding);
    const { places } = this.#levels[level]!;
    const spooled = encoded.then((bytes) => {
      places[index] = { offset: this.#spool.size, length: bytes.length };
      this.#spool.write(bytes);
    });
    // Awaited below or in `finish`; must not count as unhandled in between.
    spooled.catch(() => undefined);
    this.#inFlight.push(spooled);
    if (this.#inFlight.length >= TILES_IN_FLIGHT) await this.#inFlight.shift();
  }

  #passDown(level: number, index: number, pieces: readonly BandPiece[]): void {
    const below = this.#levels[level + 1];
    if (below === undefined) return;
    const { x, y } = this.#tileWindow(this.#levels[level]!, index);
    const { tileSize, sampleType } = this.#coding;
    const targetAt = ((y / 2) % tileSize) * below.width + x / 2;
    const nodata = this.#options.nodata ?? null;
    pieces.forEach((piece, band) => {
      const target = { target: below.rows[band]!, targetAt, targetRowLength: below.width };
      halveInto(piece, target, { method: this.#methods[band]!, nodata, sampleType });
    });
  }

  /** Two tile rows of a level fill one of the next; the last may be alone. */
  async #endRow(level: number, tileRow: number): Promise<void> {
    const below = this.#levels[level + 1];
    if (below === undefined) return;
    const isLast = tileRow === this.#levels[level]!.tilesDown - 1;
    if (tileRow % 2 === 0 && !isLast) return;
    const row = tileRow >> 1;
    for (let column = 0; column < below.tilesAcross; column++) {
      const index = row * below.tilesAcross + column;
      const { x, width, height } = this.#tileWindow(below, index);
      const pieces = below.rows.map((samples) => ({
        samples: cut(samples, this.#coding.sampleType, { rowLength: below.width, x, width, height }),
        width,
        height,
      }));
      await this.#emit(level + 1, index, pieces);
    }
    await this.#endRow(level + 1, row);
  }
}

function cut(
  rows: SampleArray,
  sampleType: SampleType,
  { rowLength, x, width, height }: { rowLength: number; x: number; width: number; height: number },
): SampleArray {
  const piece = createSamples(sampleType, width * height);
  for (let y = 0; y < height; y++) piece.set(rows.subarray(y * rowLength + x, y * rowLength + x + width), y * width);
  return piece;
}

const toCogLevel = ({ width, height, places }: Level): CogLevel => ({
  width,
  height,
  tileLengths: places.map(({ length }) => length),
});

/** The full resolution and halves of it, down to one that fits a single tile. */
function planLevels({ grid, bandCount, sampleType }: CogOptions, tileSize: number, hasOverviews: boolean): Level[] {
  const levels: Level[] = [];
  let { width, height } = grid;
  for (;;) {
    const rowSamples = levels.length === 0 ? 0 : width * Math.min(tileSize, height);
    levels.push({
      width,
      height,
      tilesAcross: Math.ceil(width / tileSize),
      tilesDown: Math.ceil(height / tileSize),
      rows: Array.from({ length: bandCount }, () => createSamples(sampleType, rowSamples)),
      places: [],
    });
    if (!hasOverviews || (width <= tileSize && height <= tileSize)) return levels;
    width = Math.ceil(width / 2);
    height = Math.ceil(height / 2);
  }
}
