import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { NOT_ASSESSED, type PixelWindow, type RasterGrid } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import { alignGrids } from '#store/rasters/commonGrid.js';
import { project } from '#store/rasters/projection.js';
import { readSceneWindow, type SceneReadOptions } from '#store/rasters/readSceneWindow.js';
import { openScene } from '#store/rasters/sceneFile.js';
import { writeCog, type CogContent } from '#store/rasters/writeCog.js';
import { temporaryFolder } from './temporaryFolder.js';

const folder = temporaryFolder();
let count = 0;

function gridOf(width: number, height: number, pixel = 10, originX = 500000, originY = 3400000): RasterGrid {
  return { width, height, originX, originY, pixelWidth: pixel, pixelHeight: pixel, epsg: 4549 };
}

async function sceneOf(content: CogContent, asset: Partial<SceneAsset> = {}) {
  const path = join(folder, `scene-${count++}.tif`);
  await writeCog(path, content);
  return openScene({ path, bands: { red: 1 }, scale: 1, offset: 0, nodata: null, quality: null, ...asset });
}

async function read(
  scene: Awaited<ReturnType<typeof sceneOf>>,
  target: RasterGrid,
  options?: SceneReadOptions,
): Promise<{ values: number[]; reason: number[] }> {
  const window = { x: 0, y: 0, width: target.width, height: target.height };
  const stack = await readSceneWindow(scene, target, window, ['red'], options);
  return { values: [...stack.values[0]!], reason: [...stack.reason] };
}

const { clear, nodata, cloud, saturated, outside } = NOT_ASSESSED;
const rising = (length: number) => Uint16Array.from({ length }, (_, i) => i + 1);

describe('on the scene’s own grid', () => {
  test('values are copied and scaled, nodata is tested before scaling', async () => {
    const scene = await sceneOf(
      { grid: gridOf(3, 1), sampleType: 'uint16', bands: [Uint16Array.of(0, 5000, 10000)], nodata: 0 },
      { scale: 1e-4, offset: -0.1 },
    );
    const { values, reason } = await read(scene, gridOf(3, 1));
    expect(reason).toEqual([nodata, clear, clear]);
    expect(values[1]).toBeCloseTo(0.4, 6);
    expect(values[2]).toBeCloseTo(0.9, 6);
  });

  test('what the scene does not reach is outside, and the rest stays in place', async () => {
    const scene = await sceneOf({ grid: gridOf(3, 2), sampleType: 'uint16', bands: [rising(6)] });
    const { values, reason } = await read(scene, gridOf(3, 2, 10, 499990, 3399990));
    expect(reason).toEqual([outside, clear, clear, outside, outside, outside]);
    expect(values.slice(1, 3)).toEqual([4, 5]);
  });

  test('windows are cut-outs of the whole', async () => {
    const grid = gridOf(100, 90);
    const scene = await sceneOf({ grid, sampleType: 'uint16', bands: [rising(9000)], tileSize: 32 });
    const part = await readSceneWindow(scene, grid, { x: 30, y: 40, width: 5, height: 2 }, ['red']);
    expect([...part.values[0]!]).toEqual([4031, 4032, 4033, 4034, 4035, 4131, 4132, 4133, 4134, 4135]);
  });

  test('saturated stored values say nothing where the reader says from where on', async () => {
    const scene = await sceneOf({ grid: gridOf(2, 1), sampleType: 'uint8', bands: [Uint8Array.of(254, 255)] });
    expect((await read(scene, gridOf(2, 1), { saturatedAt: 255 })).reason).toEqual([clear, saturated]);
    expect((await read(scene, gridOf(2, 1))).reason).toEqual([clear, clear]);
  });

  test('a band that the scene lacks is refused with those it has', async () => {
    const scene = await sceneOf({ grid: gridOf(2, 1), sampleType: 'uint8', bands: [new Uint8Array(2)] });
    const window = { x: 0, y: 0, width: 2, height: 1 };
    await expect(readSceneWindow(scene, gridOf(2, 1), window, ['nir'])).rejects.toMatchObject({
      detail: { code: 'scene.missingBand', found: 'bands red', expected: 'nir' },
    });
  });
});

describe('a quality band', () => {
  test('hides what it names and may be zero where zero is nodata', async () => {
    const scene = await sceneOf(
      {
        grid: gridOf(4, 1),
        sampleType: 'uint16',
        bands: [Uint16Array.of(7, 0, 8, 9), Uint16Array.of(0, 0, 2, 9)],
        nodata: 0,
      },
      { quality: { path: null, band: 2, coding: 'own' } },
    );
    expect((await read(scene, gridOf(4, 1))).reason).toEqual([clear, nodata, cloud, nodata]);
    expect((await read(scene, gridOf(4, 1), { isQualityApplied: false })).reason).toEqual([
      clear,
      nodata,
      clear,
      clear,
    ]);
  });

  test('may be coarser and stand in another file', async () => {
    const path = join(folder, 'scl.tif');
    await writeCog(path, { grid: gridOf(2, 1, 20), sampleType: 'uint8', bands: [Uint8Array.of(9, 4)] });
    const scene = await sceneOf(
      { grid: gridOf(4, 2), sampleType: 'uint16', bands: [rising(8)] },
      { quality: { path, band: 1, coding: 'scl' } },
    );
    expect((await read(scene, gridOf(4, 2))).reason).toEqual([cloud, cloud, clear, clear, cloud, cloud, clear, clear]);
  });

  test('hides pixels that its own file does not reach', async () => {
    const path = join(folder, 'short.tif');
    await writeCog(path, { grid: gridOf(1, 1), sampleType: 'uint8', bands: [Uint8Array.of(4)] });
    const scene = await sceneOf(
      { grid: gridOf(2, 1), sampleType: 'uint16', bands: [rising(2)] },
      { quality: { path, band: 1, coding: 'scl' } },
    );
    expect((await read(scene, gridOf(2, 1))).reason).toEqual([clear, nodata]);
  });
});

describe('on another grid', () => {
  test('half a pixel off is the mean of two neighbours', async () => {
    const scene = await sceneOf({ grid: gridOf(4, 1), sampleType: 'uint16', bands: [Uint16Array.of(10, 20, 40, 80)] });
    expect((await read(scene, gridOf(3, 1, 10, 500005))).values).toEqual([15, 30, 60]);
  });

  test('bilinear takes nothing from pixels that hold no data', async () => {
    const samples = Float32Array.of(10, NaN, 40, 80);
    const scene = await sceneOf({ grid: gridOf(4, 1), sampleType: 'float32', bands: [samples] });
    const { values, reason } = await read(scene, gridOf(3, 1, 10, 500004));
    expect(reason).toEqual([clear, nodata, clear]);
    expect(values[0]).toBe(10);
    expect(values[2]).toBeCloseTo(56, 5);
  });

  test('finer sources are averaged over their clear pixels; too few of them say nothing', async () => {
    const samples = Uint16Array.of(1, 3, 0, 0, 5, 7, 0, 9);
    const scene = await sceneOf({ grid: gridOf(4, 2), sampleType: 'uint16', bands: [samples], nodata: 0 });
    const { values, reason } = await read(scene, gridOf(2, 1, 20));
    expect(values[0]).toBe(4);
    expect(reason).toEqual([clear, nodata]);
  });

  test('a linear ramp stays linear under bilinear resampling', async () => {
    const grid = gridOf(40, 40);
    const ramp = Float32Array.from({ length: 1600 }, (_, i) => 2 * (i % 40) + 3 * Math.floor(i / 40));
    const scene = await sceneOf({ grid, sampleType: 'float32', bands: [ramp] });
    const target = gridOf(30, 30, 7.3, 500031, 3399965);
    const { values } = await read(scene, target);
    for (let i = 0; i < values.length; i++) {
      const x = (31 + ((i % 30) + 0.5) * 7.3) / 10 - 0.5;
      const y = (35 + (Math.floor(i / 30) + 0.5) * 7.3) / 10 - 0.5;
      expect(values[i]).toBeCloseTo(2 * x + 3 * y, 3);
    }
  });

  test('another CRS puts each value where its ground is', async () => {
    // Values are the easting within the scene, so that a target pixel tells where it was read.
    const grid = gridOf(200, 200);
    const eastings = Float32Array.from({ length: 40000 }, (_, i) => ((i % 200) + 0.5) * 10);
    const scene = await sceneOf({ grid, sampleType: 'float32', bands: [eastings] });
    const [x, y] = project(4549, 3857, [501000, 3399000]);
    const target = {
      width: 64,
      height: 64,
      originX: x - 320,
      originY: y + 320,
      pixelWidth: 10,
      pixelHeight: 10,
      epsg: 3857,
    };
    const { values, reason } = await read(scene, target, { resampling: 'bilinear' });
    expect(new Set(reason)).toEqual(new Set([clear]));
    for (const i of [0, 63, 2080, 4095]) {
      const centre = project(3857, 4549, [
        target.originX + ((i % 64) + 0.5) * 10,
        target.originY - (Math.floor(i / 64) + 0.5) * 10,
      ]);
      // Positions are right to 0.05 pixels of 10 m.
      expect(Math.abs(values[i]! - (centre[0] - 500000))).toBeLessThan(0.6);
    }
  });

  test.each(['average', 'auto', 'bilinear', 'nearest'] as const)(
    'another CRS, %s: windows are cut-outs of the whole, to the bit',
    async (resampling) => {
      const noise = Uint16Array.from({ length: 300 * 300 }, (_, i) => (Math.imul(i, 40503) >>> 3) & 0x3fff);
      const scene = await sceneOf({ grid: gridOf(300, 300), sampleType: 'uint16', bands: [noise] });
      const [west, north] = project(4549, 4490, [500000, 3400000]);
      const degrees = 2.3e-4;
      const target = {
        width: 130,
        height: 117,
        originX: west,
        originY: north,
        pixelWidth: degrees,
        pixelHeight: degrees,
        epsg: 4490,
      };
      const readPart = (window: PixelWindow) => readSceneWindow(scene, target, window, ['red'], { resampling });
      const whole = await readPart({ x: 0, y: 0, width: 130, height: 117 });
      const unlike: PixelWindow[] = [];
      for (const side of [13, 32]) {
        for (let y = 0; y + side <= 117; y += side) {
          for (let x = 0; x + side <= 130; x += side) {
            const window = { x, y, width: side, height: side };
            const part = await readPart(window);
            const isLike = [...part.reason.keys()].every((i) => {
              const at = (y + Math.floor(i / side)) * 130 + x + (i % side);
              return part.reason[i] === whole.reason[at] && Object.is(part.values[0]![i], whole.values[0]![at]);
            });
            if (!isLike) unlike.push(window);
          }
        }
      }
      expect(unlike).toEqual([]);
      scene.close();
    },
  );

  test('an overview gives what the full resolution gives, averaged', async () => {
    const grid = gridOf(256, 256);
    const bands = [Float32Array.from({ length: 65536 }, (_, i) => (i % 256) + Math.floor(i / 256))];
    const scene = await sceneOf({ grid, sampleType: 'float32', bands, tileSize: 32 });
    const target = gridOf(32, 32, 80);
    expect(scene.raster.header.overviews).toHaveLength(3);
    const byOverview = await read(scene, target);
    const byPixels = await read(scene, target, { isOverviewAllowed: false });
    expect(byOverview).toEqual(byPixels);
  });
});

describe('laying two scenes on each other', () => {
  const scene = (grid: RasterGrid, path: string) => ({ asset: { path }, grid });

  test('another CRS over the same ground overlaps and is named', () => {
    const [x, y] = project(4549, 32650, [500000, 3400000]);
    const after = { width: 100, height: 100, originX: x, originY: y, pixelWidth: 10, pixelHeight: 10, epsg: 32650 };
    const { overlapShare, warnings } = alignGrids(scene(gridOf(100, 100), 'b.tif'), scene(after, 'a.tif'));
    expect(overlapShare).toBeGreaterThan(0.8);
    expect(warnings[0]).toBe('a.tif is in EPSG:32650 and was resampled to EPSG:4549');
  });

  test('a small after-scene inside a large before-scene of another CRS is still found', () => {
    const [x, y] = project(4549, 32650, [517000, 3383000]);
    const after = { width: 10, height: 10, originX: x, originY: y, pixelWidth: 10, pixelHeight: 10, epsg: 32650 };
    const { overlapShare } = alignGrids(scene(gridOf(5000, 5000), 'b.tif'), scene(after, 'a.tif'));
    expect(overlapShare).toBeGreaterThan(0);
    expect(overlapShare).toBeLessThan(0.001);
  });

  test('neighbours that only touch do not overlap', () => {
    const after = scene(gridOf(10, 10, 10, 500100), 'a.tif');
    expect(() => alignGrids(scene(gridOf(10, 10), 'b.tif'), after)).toThrow(/a\.tif: the two scenes do not overlap/);
  });

  test('pixels more than ten times larger are refused with both sizes', () => {
    const after = scene(gridOf(10, 10, 30), 'a.tif');
    expect(() => alignGrids(scene(gridOf(100, 100, 1), 'b.tif'), after)).toThrow(/found 30 m beside 1 m in b\.tif/);
  });
});
