import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { openRaster, writeCog } from '#store/rasters/index.js';
import type { TruePair } from './families.js';

/** What is done to both dates and the truth alike: the same ground as another tile of the same family would show it. */
export interface Reshape {
  readonly name: string;
  /** Pixels of the result per pixel of the pair. */
  readonly factor: number;
  readonly of: (band: Sharp, size: { readonly width: number; readonly height: number }, isTruth: boolean) => Sharp;
}

const resized = (factor: number): Reshape['of'] => {
  return (band, { width, height }, isTruth) =>
    band.resize(Math.round(width * factor), Math.round(height * factor), {
      fit: 'fill',
      kernel: isTruth ? 'nearest' : 'cubic',
    });
};

export const RESHAPES: readonly Reshape[] = [
  { name: 'turned by 90°', factor: 1, of: (band) => band.rotate(90) },
  {
    name: 'three quarters of each side',
    factor: 1,
    of: (band, { width, height }) => {
      const [left, top] = [width >> 2, height >> 2];
      return band.extract({ left, top, width: width - left, height: height - top });
    },
  },
  { name: 'pixels × 1.25', factor: 0.8, of: resized(0.8) },
  { name: 'pixels × 0.8', factor: 1.25, of: resized(1.25) },
];

/** Writes the reshaped pair into a folder. @returns the pair by absolute paths */
export async function reshapedPair(
  dataFolder: string,
  pair: TruePair,
  folder: string,
  reshape: Reshape,
): Promise<TruePair> {
  const copy = (role: 'before' | 'after' | 'truth') =>
    reshapedCopy(join(dataFolder, pair[role]), join(folder, `${pair.name}-${role}.tif`), reshape, role === 'truth');
  return { ...pair, before: await copy('before'), after: await copy('after'), truth: await copy('truth') };
}

async function reshapedCopy(source: string, path: string, reshape: Reshape, isTruth: boolean): Promise<string> {
  const raster = await openRaster(source);
  const { width, height, grid, bandCount } = raster.header;
  const numbers = Array.from({ length: bandCount }, (_, k) => k + 1);
  const { values } = await raster.readWindow({ x: 0, y: 0, width, height }, numbers);
  raster.close();
  const made = await Promise.all(
    values.map((band) => {
      const image = sharp(Uint8Array.from(band), { raw: { width, height, channels: 1 } });
      const shaped = reshape.of(image, { width, height }, isTruth).toColourspace('b-w');
      return shaped.raw().toBuffer({ resolveWithObject: true });
    }),
  );
  const { info } = made[0]!;
  const { pixelWidth, pixelHeight } = grid!;
  const names = bandCount === 3 ? ['red', 'green', 'blue'] : numbers.map((number) => `band${number}`);
  await writeCog(path, {
    grid: {
      ...grid!,
      width: info.width,
      height: info.height,
      pixelWidth: pixelWidth / reshape.factor,
      pixelHeight: pixelHeight / reshape.factor,
    },
    sampleType: 'uint8',
    bands: made.map(({ data }) => Uint8Array.from(data)),
    bandInfo: names.map((description) => ({ description })),
    overviews: null,
  });
  return path;
}
