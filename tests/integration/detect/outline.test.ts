import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Command } from 'commander';
import type { Feature, FeatureCollection, Polygon } from 'geojson';
import { register } from '#cli/commands/outline.js';
import { projectRing, writeCog } from '#store/rasters/index.js';

/** Made by GDAL's Polygonize: see tests/golden/detect/polygonize.py. */
const golden = JSON.parse(readFileSync('tests/golden/detect/polygons.json', 'utf8')) as {
  rows: string[];
  polygons: [number, number][][][];
};
const WIDTH = golden.rows[0]!.length;
const HEIGHT = golden.rows.length;
const GRID = {
  width: WIDTH,
  height: HEIGHT,
  originX: 500_000,
  originY: 3_400_000,
  pixelWidth: 10,
  pixelHeight: 10,
  epsg: 4549,
};
const MASK = Uint8Array.from(golden.rows.join(''), Number);

describe('planwatch outline', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planwatch-outline-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function outline(mask: string, ...options: string[]): Promise<FeatureCollection<Polygon>> {
    const quiet = [process.stdout, process.stderr].map((to) => jest.spyOn(to, 'write').mockImplementation(() => true));
    const out = join(folder, 'p.geojson');
    try {
      const program = new Command().exitOverride();
      register(program);
      await program.parseAsync(['node', 'planwatch', 'outline', '--mask', mask, '--patches-out', out, ...options]);
    } finally {
      for (const spy of quiet) spy.mockRestore();
    }
    return JSON.parse(await readFile(out, 'utf8')) as FeatureCollection<Polygon>;
  }

  const written = async (name: string, values: Uint8Array | Int16Array, nodata: number | null): Promise<string> => {
    const path = join(folder, name);
    const sampleType = values instanceof Int16Array ? 'int16' : 'uint8';
    await writeCog(path, { grid: GRID, sampleType, bands: [values], nodata, overviews: null, tileSize: 16 });
    return path;
  };

  /** Corners in pixels of the grid, the smallest first in a fixed direction, and the points between corners left out. */
  function cornersOf({ geometry }: Feature<Polygon>): string[] {
    return geometry.coordinates.map((ring) =>
      projectRing(4326, GRID.epsg, ring)
        .map(([x, y]) => `${Math.round((x! - GRID.originX) / 10)},${Math.round((GRID.originY - y!) / 10)}`)
        .slice(0, -1)
        .sort()
        .join(' '),
    );
  }

  test('outlines a mask of another program as gdal_polygonize does, polygon for polygon', async () => {
    const { features } = await outline(await written('m.tif', MASK, null), '--sieve', '1', '--to-class', 'builtUp');
    const found = features.map((feature) => cornersOf(feature).sort().join(' | '));
    const expected = golden.polygons.map((rings) =>
      rings
        .map((ring) => ring.slice(0, -1).map(String).sort().join(' '))
        .sort()
        .join(' | '),
    );
    expect(found.sort()).toEqual(expected.sort());
    const areaM2 = features.reduce((sum, { properties }) => sum + (properties!['areaM2'] as number), 0);
    const pixels = MASK.reduce((sum, value) => sum + value, 0);
    // At the central meridian the plane is true to scale.
    expect(areaM2 / (100 * pixels)).toBeCloseTo(1, 6);
    expect(features[0]!.properties).toMatchObject({ toClass: 'builtUp', detector: 'mask', onsetFrom: null });
  });

  test('samples of another type, read by window, give the same', async () => {
    const options = ['--sieve', '4', '--connectivity', '8', '--after-time', '2024-05-01'];
    const tiles = await outline(await written('m8.tif', MASK, null), ...options);
    const windows = await outline(await written('m16.tif', Int16Array.from(MASK), null), ...options);
    expect(windows).toEqual(tiles);
    expect(tiles.features[0]!.properties).toMatchObject({ onsetTo: '2024-05-01', onsetFrom: null });
  });

  test('nodata is not assessed: it is no change, and no hole that is filled', async () => {
    const mask = new Uint8Array(WIDTH * HEIGHT);
    for (let y = 2; y < 9; y++) mask.fill(1, y * WIDTH + 2, y * WIDTH + 9);
    mask[5 * WIDTH + 5] = 255;
    mask[3 * WIDTH + 3] = 0;
    const { features } = await outline(await written('hole.tif', mask, 255), '--sieve', '5');
    expect(features).toHaveLength(1);
    expect(features[0]!.geometry.coordinates).toHaveLength(2);
    expect(features[0]!.properties!['assessedShare']).toBeLessThan(1);
  });

  test('only the value that is asked for is change', async () => {
    const mask = MASK.map((value) => 2 * value);
    mask[0] = 7;
    const path = await written('two.tif', mask, null);
    expect((await outline(path, '--sieve', '1', '--value', '7')).features).toHaveLength(1);
    await expect(outline(path, '--band', '2')).rejects.toThrow(/no such band; found 2; expected 1 to 1/);
  });
});
