import type { PixelWindow } from '#domain/raster.js';
import { createCogWriter, type CogOptions } from './cogWriter.js';
import { createSamples, type SampleArray } from './samples.js';

/** Gives the pixels of one window, one row-major array per band; asked row by row of tiles. */
export type TileProducer = (window: PixelWindow) => readonly SampleArray[] | Promise<readonly SampleArray[]>;

export interface CogContent extends Omit<CogOptions, 'bandCount'> {
  /** The whole bands, row-major, or what produces them tile by tile. */
  readonly bands: readonly SampleArray[] | TileProducer;
  /** Needed where `bands` is a producer. */
  readonly bandCount?: number;
}

/**
 * Writes a cloud-optimised GeoTIFF in one go. The file appears under its name only when it is complete and on disk.
 * @throws UnavailableError where the disk is full; BadInputError where the folder cannot be written; each names the path
 */
export async function writeCog(path: string, content: CogContent): Promise<void> {
  const { bands } = content;
  const produce = typeof bands === 'function' ? bands : cutterOf(bands, content);
  const bandCount = typeof bands === 'function' ? (content.bandCount ?? 1) : bands.length;
  const writer = createCogWriter(path, { ...content, bandCount });
  try {
    for (let window = writer.nextTile; window !== null; window = writer.nextTile) {
      await writer.write(await produce(window));
    }
    await writer.finish();
  } finally {
    writer.abandon();
  }
}

function cutterOf(bands: readonly SampleArray[], { grid, sampleType }: CogContent): TileProducer {
  const length = grid.width * grid.height;
  if (bands.length === 0 || bands.some((samples) => samples.length !== length)) {
    throw new RangeError(`bands of ${grid.width} x ${grid.height} samples expected`);
  }
  return ({ x, y, width, height }) =>
    bands.map((samples) => {
      const tile = createSamples(sampleType, width * height);
      for (let row = 0; row < height; row++) {
        const from = (y + row) * grid.width + x;
        tile.set(samples.subarray(from, from + width), row * width);
      }
      return tile;
    });
}
