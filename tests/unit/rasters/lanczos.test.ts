import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NOT_ASSESSED, type RasterGrid } from '#domain/raster.js';
import { openScene, readSceneWindow, writeCog, type SceneFile } from '#store/rasters/index.js';

const SIDE = 64;
const GRID: RasterGrid = {
  width: SIDE,
  height: SIDE,
  originX: 0,
  originY: 640,
  pixelWidth: 10,
  pixelHeight: 10,
  epsg: 4549,
};
const WHOLE = { x: 0, y: 0, width: SIDE, height: SIDE };
/** A wave of 5 pixels: fine texture, well below the finest that pixels can hold. */
const wave = (x: number, y: number): number => 100 + 40 * Math.sin((2 * Math.PI * (x + 0.4 * y)) / 5);

describe('a sharp shift by fractions of a pixel', () => {
  let folder: string;
  let scene: SceneFile;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planwatch-sharp-'));
    const path = join(folder, 'wave.tif');
    const values = Float32Array.from({ length: SIDE * SIDE }, (_, i) => wave(i % SIDE, Math.floor(i / SIDE)));
    values[20 * SIDE + 20] = NaN;
    await writeCog(path, {
      grid: GRID,
      sampleType: 'float32',
      bands: [values],
      nodata: NaN,
      overviews: null,
      tileSize: 32,
    });
    scene = await openScene({ path, bands: { red: 1 }, scale: 1, offset: 0, nodata: null, quality: null });
  });
  afterAll(async () => {
    scene.close();
    await rm(folder, { recursive: true, force: true });
  });
  const moved = (dx: number, dy: number): RasterGrid => ({ ...GRID, originX: 10 * dx, originY: 640 - 10 * dy });

  test.each([
    [0.5, 0.5],
    [0.25, -0.4],
    [3.7, 1.1],
  ])('by %d, %d keeps nine tenths of fine texture where bilinear loses a third', async (dx, dy) => {
    const errorOf = async (resampling: 'sharp' | 'bilinear'): Promise<number> => {
      const { values, reason } = await readSceneWindow(scene, moved(dx, dy), WHOLE, ['red'], resampling);
      let worst = 0;
      for (let y = 30; y < 50; y++) {
        for (let x = 30; x < 50; x++) {
          expect(reason[y * SIDE + x]).toBe(NOT_ASSESSED.clear);
          worst = Math.max(worst, Math.abs(values[0]![y * SIDE + x]! - wave(x + dx, y + dy)));
        }
      }
      return worst;
    };
    const sharp = await errorOf('sharp');
    expect(sharp).toBeLessThan(8);
    expect(sharp).toBeLessThan(0.75 * (await errorOf('bilinear')));
  });

  test('hides what lies under the hole and outside, and nothing else; no value comes from the hole', async () => {
    const { values, reason } = await readSceneWindow(scene, moved(0.4, 0.3), WHOLE, ['red'], 'sharp');
    const hidden = [...reason.keys()].filter((i) => reason[i] === NOT_ASSESSED.nodata);
    expect(hidden).toEqual([20 * SIDE + 20]);
    for (let i = 0; i < reason.length; i++) if (reason[i] === NOT_ASSESSED.clear) expect(values[0]![i]).not.toBeNaN();
  });

  test('gives every window the same bits', async () => {
    const grid = moved(1.37, -2.61);
    const whole = await readSceneWindow(scene, grid, WHOLE, ['red'], 'sharp');
    const part = { x: 13, y: 17, width: 22, height: 19 };
    const { values, reason } = await readSceneWindow(scene, grid, part, ['red'], 'sharp');
    for (let row = 0; row < part.height; row++) {
      const from = (part.y + row) * SIDE + part.x;
      const at = row * part.width;
      expect(values[0]!.subarray(at, at + part.width)).toEqual(whole.values[0]!.subarray(from, from + part.width));
      expect(reason.subarray(at, at + part.width)).toEqual(whole.reason.subarray(from, from + part.width));
    }
  });
});
