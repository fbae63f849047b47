import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openRaster } from '#store/rasters/openRaster.js';
import { createPlanarWriter } from '#store/rasters/planarWriter.js';
import { temporaryFolder } from './temporaryFolder.js';

const folder = temporaryFolder();
const [WIDTH, HEIGHT] = [150, 90];
const grid = {
  width: WIDTH,
  height: HEIGHT,
  originX: 5e5,
  originY: 3.4e6,
  pixelWidth: 10,
  pixelHeight: 10,
  epsg: 4549,
};

/** Noise, the same again, a single value, steps, and one value but for a pixel. */
function bandsOf(): Float32Array[] {
  const random = (i: number): number => Math.fround(Math.sin(i * 12.9898) * 43_758.5453);
  const noise = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => random(i));
  const steps = noise.map((_, i) => Math.floor(i / 1000));
  const almost = new Float32Array(noise.length).fill(3);
  almost[WIDTH * HEIGHT - 1] = -7;
  return [noise, noise.slice(), new Float32Array(noise.length).fill(2.5), steps, almost];
}

async function write(path: string, bands: readonly Float32Array[]): Promise<void> {
  const writer = createPlanarWriter(path, { grid, bandCount: bands.length, tileSize: 64 });
  for (let tile = writer.nextTile; tile !== null; tile = writer.nextTile) {
    const { x, y, width, height } = tile;
    await writer.write(
      bands.map((band) =>
        Float32Array.from(
          { length: width * height },
          (_, i) => band[(y + Math.floor(i / width)) * WIDTH + x + (i % width)]!,
        ),
      ),
    );
  }
  await writer.finish();
}

test('bands come back sample by sample, as values and as they are stored, from windows within and across tiles', async () => {
  const path = join(folder, 'planes.tif');
  const bands = bandsOf();
  await write(path, bands);
  const raster = await openRaster(path);
  const windows = [
    { x: 0, y: 0, width: WIDTH, height: HEIGHT },
    { x: 64, y: 0, width: 64, height: 64 },
    { x: 60, y: 30, width: 70, height: 60 },
  ];
  for (const window of windows) {
    const expected = bands.map((band) =>
      Array.from(
        { length: window.width * window.height },
        (_, i) => band[(window.y + Math.floor(i / window.width)) * WIDTH + window.x + (i % window.width)],
      ),
    );
    const { values } = await raster.readWindow(window, [1, 2, 3, 4, 5]);
    expect(values.map((own) => [...own])).toEqual(expected);
    const stored = new Float32Array(window.width * window.height);
    for (const [band, own] of expected.entries()) {
      expect(raster.readStored!(window, band + 1, new Uint8Array(stored.buffer))).toBe(true);
      expect([...stored]).toEqual(own);
    }
  }
  raster.close();
});

test('a band that repeats another takes no room', async () => {
  const [once, twice] = [join(folder, 'once.tif'), join(folder, 'twice.tif')];
  const [noise] = bandsOf();
  await write(once, [noise!]);
  await write(twice, [noise!, noise!]);
  expect(statSync(twice).size - statSync(once).size).toBeLessThan(1000);
});

test('nothing stands under the name before all tiles are there', async () => {
  const path = join(folder, 'partly.tif');
  const writer = createPlanarWriter(path, { grid, bandCount: 1, tileSize: 64 });
  await writer.write([new Float32Array(64 * 64)]);
  await expect(writer.finish()).rejects.toThrow('tiles are missing');
  writer.abandon();
  expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined();
});

test('planes of another file are taken over as they stand there, shared ones once', async () => {
  const [before, after] = [join(folder, 'before.tif'), join(folder, 'after.tif')];
  const bands = bandsOf();
  await write(before, bands);
  const from = await openRaster(before);
  const writer = createPlanarWriter(after, { grid, bandCount: bands.length, tileSize: 64 });
  for (let tile = writer.nextTile; tile !== null; tile = writer.nextTile) {
    const own = new Float32Array(tile.width * tile.height).fill(-1);
    const stored = bands.map((_, band) => from.storedBlock!(tile!, band + 1)!);
    await writer.write([...stored.slice(0, 4), own]);
  }
  await writer.finish();
  from.close();
  const raster = await openRaster(after);
  const { values } = await raster.readWindow({ x: 0, y: 0, width: WIDTH, height: HEIGHT }, [1, 2, 3, 4, 5]);
  raster.close();
  for (const band of [0, 1, 2, 3]) expect(values[band]!.join()).toBe(bands[band]!.join());
  expect(values[4]!.every((value) => value === -1)).toBe(true);
  expect(statSync(after).size).toBeLessThan(statSync(before).size + 1000);
});
