import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readSceneManifest } from '#cli/detect/sceneManifest.js';
import { NOT_ASSESSED } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import { readSceneWindow } from '#store/rasters/readSceneWindow.js';
import { openScene } from '#store/rasters/sceneFile.js';
import { writeCog } from '#store/rasters/writeCog.js';
import { temporaryFolder } from './temporaryFolder.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const PLACE = { originX: 500000, originY: 3400000, epsg: 4549 };
const FINE = { ...PLACE, width: 4, height: 4, pixelWidth: 10, pixelHeight: 10 };
const COARSE = { ...PLACE, width: 2, height: 2, pixelWidth: 20, pixelHeight: 20 };
const WHOLE = { x: 0, y: 0, width: 4, height: 4 };

beforeAll(async () => {
  const write = (name: string, grid: typeof FINE, values: readonly number[]) =>
    writeCog(at(name), { grid, sampleType: 'uint16', bands: [Uint16Array.from(values)], nodata: 0, overviews: null });
  await write('B04.tif', FINE, [0, ...Array.from({ length: 15 }, (_, i) => i + 1)]);
  await write('B11.tif', COARSE, [100, 200, 300, 0]);
  await write('SCL.tif', COARSE, [4, 9, 4, 4]);
});

const asset = (quality: SceneAsset['quality'] = null): SceneAsset => ({
  path: at('B04.tif'),
  bands: { red: 1, swir1: 1 },
  files: { swir1: at('B11.tif') },
  scale: 0.5,
  offset: 1,
  nodata: null,
  quality,
});

describe('a scene of one file per band', () => {
  test('gives its bands on one grid, each from its own file', async () => {
    const scene = await openScene(asset());
    const { bands, values, reason } = await readSceneWindow(scene, scene.grid, WHOLE, ['swir1', 'red'], 'nearest');
    scene.close();
    expect(bands).toEqual(['swir1', 'red']);
    expect([...values[0]!.subarray(4, 8)]).toEqual([51, 51, 101, 101]);
    expect([...values[1]!.subarray(4, 8)]).toEqual([3, 3.5, 4, 4.5]);
    const { clear, nodata } = NOT_ASSESSED;
    const rows = [
      [nodata, clear, clear, clear],
      [clear, clear, clear, clear],
      [clear, clear, nodata, nodata],
      [clear, clear, nodata, nodata],
    ];
    expect([...reason]).toEqual(rows.flat());
  });

  test('one band alone is not hidden by what another lacks', async () => {
    const scene = await openScene(asset());
    const { reason } = await readSceneWindow(scene, scene.grid, WHOLE, ['swir1'], 'nearest');
    scene.close();
    expect(reason[0]).toBe(NOT_ASSESSED.clear);
  });

  test('the quality band hides all of them, whichever is asked', async () => {
    const scene = await openScene(asset({ path: at('SCL.tif'), band: 1, coding: 'scl' }));
    for (const bands of [['red'], ['swir1'], ['swir1', 'red']]) {
      const { reason } = await readSceneWindow(scene, scene.grid, WHOLE, bands, 'nearest');
      for (const place of [2, 3, 6, 7]) expect(reason[place]).toBe(NOT_ASSESSED.cloud);
    }
    scene.close();
  });

  test('a band that its file lacks is refused with the file’s name', async () => {
    const wrong = { ...asset(), bands: { red: 1, swir1: 2 } };
    await expect(openScene(wrong)).rejects.toMatchObject({
      detail: { code: 'raster.missingBand', where: at('B11.tif') },
    });
  });
});

describe('a scene manifest for detect', () => {
  async function manifest(value: unknown) {
    writeFileSync(at('scene.json'), JSON.stringify(value));
    return readSceneManifest(at('scene.json'));
  }

  test('takes the finest file as the scene’s own', async () => {
    const bands = { swir1: { path: 'B11.tif' }, red: { path: 'B04.tif', band: 1 } };
    const scene = await manifest({ acquiredAt: '2024-05-01', sensor: 'optical', asset: { bands, scale: 0.0001 } });
    expect(scene).toEqual({
      acquiredAt: expect.stringMatching(/^2024-05-01/),
      sensor: 'optical',
      asset: {
        path: at('B04.tif'),
        bands: { swir1: 1, red: 1 },
        files: { swir1: at('B11.tif'), red: at('B04.tif') },
        scale: 0.0001,
        offset: 0,
        nodata: null,
        quality: null,
      },
    });
  });

  test('takes the scaling that its files agree on, and refuses files that do not', async () => {
    const scaled = (name: string, scale: number) =>
      writeCog(at(name), {
        grid: FINE,
        sampleType: 'uint16',
        bands: [Uint16Array.from({ length: 16 }, (_, i) => i)],
        bandInfo: [{ scale, offset: -0.2 }],
      });
    await scaled('B02.tif', 0.5);
    await scaled('B03.tif', 0.5);
    await scaled('B08.tif', 0.25);
    const bandsIn = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { path: `${name}.tif` }]));
    const { asset: found } = await manifest({ asset: { bands: bandsIn('B02', 'B03') } });
    expect(found).toMatchObject({ scale: 0.5, offset: -0.2 });
    await expect(manifest({ asset: { bands: bandsIn('B02', 'B08') } })).rejects.toMatchObject({
      detail: { code: 'scene.mixedScaling', where: at('B08.tif') },
    });
    const stated = { bands: bandsIn('B02', 'B08'), scale: 1, offset: 0 };
    expect((await manifest({ asset: stated })).asset).toMatchObject({ scale: 1, offset: 0 });
  });

  test('may be one scene of scenes.json, with numbered bands', async () => {
    const quality = { path: 'SCL.tif', band: 1, coding: 'scl' };
    const { asset: found } = await manifest({ scenes: [{ asset: { path: 'B04.tif', bands: { red: 1 }, quality } }] });
    expect(found).toMatchObject({ path: at('B04.tif'), bands: { red: 1 }, quality: { path: at('SCL.tif') } });
    expect(found).not.toHaveProperty('files');
  });

  test.each([
    [{ asset: { bands: { red: 1 } } }, 'scenes.noPath'],
    [{ asset: { path: 'B04.tif', bands: {} } }, 'scenes.field'],
    [{ asset: { bands: { red: { file: 'B04.tif' } } } }, 'scenes.field'],
    [{ scenes: [] }, 'scenes.notOne'],
    [{ asset: { bands: { red: { path: 'none.tif' } } } }, 'raster.unreadableFile'],
  ])('%j is refused as %s', async (value, code) => {
    await expect(manifest(value)).rejects.toMatchObject({ kind: 'badInput', detail: { code } });
  });
});
