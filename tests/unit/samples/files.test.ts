import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateSampleFiles, SAMPLE_STEPS } from '#cli/sample/generateSampleFiles.js';
import { createCounty, renderCountyScene } from '#samples/county.js';
import type { SampleManifest } from '#samples/files/scenes.js';
import { openRaster } from '#store/rasters/index.js';

const SEED = 1;
const SIZE = 360;
let folder = '';
let manifest: SampleManifest;
const steps: number[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'planwatch-sample-'));
  manifest = await generateSampleFiles({
    seed: SEED,
    outDir: folder,
    sizePx: SIZE,
    onProgress: (done) => steps.push(done),
  });
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const json = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown;

describe('a sample on disk', () => {
  test('holds all its parts and nothing half written', async () => {
    expect((await readdir(folder)).toSorted()).toEqual(
      [
        'county.json',
        'layers',
        'layers.json',
        'orders.json',
        'permits.geojson',
        'scenes',
        'scenes.json',
        'standing-truth.json',
        'truth.geojson',
        'vhr',
      ].toSorted(),
    );
    const files = await readdir(folder, { recursive: true });
    expect(files.filter((file) => file.endsWith('.partial'))).toEqual([]);
    expect(await json('scenes.json')).toEqual(manifest);
    expect(await json('county.json')).toMatchObject({ adminCode: '339921', epsg: 4549, seed: SEED, sizePx: SIZE });
  });

  test('progress counts every step once', () => {
    expect(steps).toEqual(Array.from({ length: SAMPLE_STEPS + 1 }, (_, i) => i));
  });

  test('thirteen multispectral scenes and two pictures lie on the county plane', async () => {
    expect(manifest.scenes.map(({ sensor }) => sensor)).toEqual([
      ...Array.from({ length: 13 }, () => 'optical'),
      'rgb',
      'rgb',
    ]);
    for (const { asset, sensor } of manifest.scenes) {
      const file = await openRaster(join(folder, asset.path));
      const { header } = file;
      expect(header.grid).toMatchObject({ epsg: 4549, pixelWidth: sensor === 'rgb' ? 1 : 10 });
      expect(header.bandCount).toBe(sensor === 'rgb' ? 3 : 7);
      expect(header.nodata).toBe(sensor === 'rgb' ? null : 65_535);
      file.close();
    }
  });

  test('the file holds the pixels that were rendered', async () => {
    const file = await openRaster(join(folder, manifest.scenes[4]!.asset.path));
    const window = { x: 0, y: 0, width: SIZE, height: SIZE };
    const { values } = await file.readWindow(window, [1, 2, 3, 4, 5, 6, 7]);
    file.close();
    const bands = renderCountyScene(createCounty(SEED, SIZE), 4);
    bands.forEach((band, index) =>
      expect(Buffer.from(values[index]!.buffer).equals(Buffer.from(band.buffer))).toBe(true),
    );
  });

  test('pixels are the same on every machine', () => {
    const digest = createHash('sha256');
    for (const band of renderCountyScene(createCounty(SEED, SIZE), 0)) digest.update(new Uint8Array(band.buffer));
    // Changes with every change to the landscape: then look at a picture and put the new value here.
    expect(digest.digest('hex').slice(0, 16)).toBe('5eee12304c049095');
  });
});
