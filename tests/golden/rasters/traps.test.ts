import { expect, test } from '@jest/globals';
import { NOT_ASSESSED } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import { alignGrids } from '#store/rasters/commonGrid.js';
import { readSceneWindow } from '#store/rasters/readSceneWindow.js';
import { openScene } from '#store/rasters/sceneFile.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';

const SIX_BANDS = { blue: 1, green: 2, red: 3, nir: 4, swir1: 5, swir2: 6 };
const WHOLE = { x: 0, y: 0, width: 64, height: 64 };

function assetAt(relativePath: string, bands: Readonly<Record<string, number>>): SceneAsset {
  return { path: sharedDataPath(`traps/${relativePath}`), bands, scale: 1, offset: 0, nodata: null, quality: null };
}

async function align(afterName: string) {
  const before = await openScene(assetAt('grids/before.tif', SIX_BANDS));
  const after = await openScene(assetAt(`grids/${afterName}.tif`, SIX_BANDS));
  const alignment = alignGrids(before, after);
  const [seenBefore, seenAfter] = [
    await readSceneWindow(before, alignment.grid, WHOLE, ['red']),
    await readSceneWindow(after, alignment.grid, WHOLE, ['red']),
  ];
  before.close();
  after.close();
  return { alignment, seenBefore, seenAfter };
}

const countOf = (reason: Uint8Array, code: number): number => reason.filter((value) => value === code).length;

describeWithData('traps/grids/before.tif', 'grids that cannot be laid on each other as they are', () => {
  test('the same grid is taken as it is, without a warning', async () => {
    const { alignment, seenAfter } = await align('after_same_grid');
    expect(alignment).toMatchObject({ isSameGrid: true, overlapShare: 1, warnings: [] });
    expect(countOf(seenAfter.reason, NOT_ASSESSED.clear)).toBe(64 * 64);
  });

  test('one row less leaves that row outside and says so', async () => {
    const { alignment, seenAfter } = await align('after_one_row_less');
    expect(alignment.isSameGrid).toBe(true);
    expect(alignment.warnings).toEqual([expect.stringContaining('covers 98.4 %')]);
    expect(countOf(seenAfter.reason, NOT_ASSESSED.outside)).toBe(64);
  });

  test('half a pixel off is resampled and says so', async () => {
    const { alignment } = await align('after_shifted_half_pixel');
    expect(alignment.isSameGrid).toBe(false);
    expect(alignment.warnings).toContainEqual(expect.stringMatching(/off the before-grid by 0\.50 pixels/));
  });

  test('60 m pixels are resampled and say so', async () => {
    const { alignment, seenAfter } = await align('after_60m');
    expect(alignment.warnings).toEqual([expect.stringMatching(/pixels of 60 m and was resampled to 30 m/)]);
    expect(countOf(seenAfter.reason, NOT_ASSESSED.clear)).toBe(64 * 64);
  });

  test.each([
    ['after_other_zone_same_numbers', 'pair.noOverlap'],
    ['after_no_crs', 'raster.noCrs'],
    ['after_no_georeference', 'raster.noGeoreference'],
    ['after_five_bands', 'raster.missingBand'],
  ])('%s is refused as %s', async (name, code) => {
    await expect(align(name)).rejects.toMatchObject({ detail: { code, where: expect.stringContaining(name) } });
  });
});

describeWithData('traps/different_places', 'scenes of different places', () => {
  test('a pair on other continents is refused for want of overlap', async () => {
    const before = await openScene(assetAt('different_places/multispectral_t1.tif', { red: 1 }));
    const after = await openScene(assetAt('different_places/multispectral_t2.tif', { red: 1 }));
    expect(() => alignGrids(before, after)).toThrow(/do not overlap; found EPSG:32632/);
  });

  test.each(['sar_t1', 'sar_t2'])('%s, whose CRS has no code, is refused with its name', async (name) => {
    await expect(openScene(assetAt(`different_places/${name}.tif`, { vv: 1 }))).rejects.toMatchObject({
      detail: { code: 'raster.unknownCrs', found: expect.stringContaining('UTM') },
    });
  });
});
