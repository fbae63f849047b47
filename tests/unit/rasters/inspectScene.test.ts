import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { assetOf, inspectScene } from '#store/rasters/inspectScene.js';
import { writeCog, type CogContent } from '#store/rasters/writeCog.js';
import { temporaryFolder } from './temporaryFolder.js';

const folder = temporaryFolder();
const grid = { width: 20, height: 10, originX: 500000, originY: 3400000, pixelWidth: 10, pixelHeight: 10, epsg: 4549 };

async function fileOf(name: string, content: Omit<CogContent, 'grid'>): Promise<string> {
  const path = join(folder, name);
  await writeCog(path, { grid, ...content });
  return path;
}

const full = (value: number) => new Uint16Array(200).fill(value);

describe('inspecting a scene', () => {
  test('takes bands, scaling and quality from the file', async () => {
    const quality = new Uint16Array(200).fill(2, 0, 50);
    const path = await fileOf('described.tif', {
      sampleType: 'uint16',
      nodata: 0,
      bands: [full(10), full(20), quality],
      bandInfo: [{ description: 'Red', scale: 1e-4 }, { description: 'NIR', scale: 1e-4 }, { description: 'quality' }],
    });
    const scene = await inspectScene(path);
    expect(scene.asset).toEqual({
      path,
      bands: { red: 1, nir: 2 },
      scale: 1e-4,
      offset: 0,
      nodata: null,
      quality: { path: null, band: 3, coding: 'own' },
    });
    expect(scene).toMatchObject({ grid, gsdMetres: 10, clearShare: 0.75 });
    expect(scene.contentHash).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
    expect(scene.footprintWgs84.type).toBe('Polygon');
  });

  test('what the caller says goes before what the file says', async () => {
    const path = await fileOf('told.tif', { sampleType: 'uint16', bands: [full(1), full(2)] });
    const asset = await assetOf(path, { bands: { green: 2 }, scale: 2, nodata: 9, quality: null });
    expect(asset).toEqual({ path, bands: { green: 2 }, scale: 2, offset: 0, nodata: 9, quality: null });
  });

  test('three bands of bytes are red, green and blue; others are numbered', async () => {
    const bytes = [1, 2, 3].map((value) => new Uint8Array(200).fill(value));
    const rgb = await assetOf(await fileOf('rgb.tif', { sampleType: 'uint8', bands: bytes }));
    expect(rgb.bands).toEqual({ red: 1, green: 2, blue: 3 });
    const plain = await assetOf(await fileOf('plain.tif', { sampleType: 'uint16', bands: [full(1), full(2)] }));
    expect(plain.bands).toEqual({ band1: 1, band2: 2 });
  });

  test('a band number beyond the file is refused with both counts', async () => {
    const path = await fileOf('two.tif', { sampleType: 'uint16', bands: [full(1), full(2)] });
    await expect(inspectScene(path, { bands: { nir: 4 } })).rejects.toMatchObject({
      detail: { code: 'raster.missingBand', where: path, found: '2 bands', expected: 'a band 4 (nir)' },
    });
  });

  test('bands of different scaling are refused unless the caller gives one', async () => {
    const bandInfo = [
      { description: 'red', scale: 1 },
      { description: 'nir', scale: 2 },
    ];
    const path = await fileOf('mixed.tif', { sampleType: 'uint16', bands: [full(1), full(2)], bandInfo });
    await expect(assetOf(path)).rejects.toMatchObject({ detail: { code: 'scene.mixedScaling' } });
  });
});
