import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeCog } from '#store/rasters/index.js';

/** A mask of which every pixel is change or not by chance. @param share of change, 0–1 */
export async function noiseMask(folder: string, size: number, share: number): Promise<string> {
  const path = join(folder, `noise-${size}-${Math.round(100 * share)}.tif`);
  if (existsSync(path)) return path;
  let state = 9;
  const grid = { width: size, height: size, originX: 300_000, originY: 3_500_040, pixelWidth: 10, pixelHeight: 10 };
  await writeCog(path, {
    grid: { ...grid, epsg: 32650 },
    sampleType: 'uint8',
    bandCount: 1,
    bands: ({ width, height }) => {
      const tile = new Uint8Array(width * height);
      for (let i = 0; i < tile.length; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        tile[i] = state / 2 ** 32 < share ? 1 : 0;
      }
      return [tile];
    },
    overviews: null,
    compressionLevel: 1,
  });
  return path;
}
