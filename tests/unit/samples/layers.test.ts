import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import shp from 'shpjs';
import { writeLayers } from '#cli/sample/writeLayers.js';
import { createCounty } from '#samples/county.js';
import { layerDocument, layerFileName } from '#samples/files/documents.js';
import { encodeShapefile } from '#samples/files/shapefile.js';
import { readVectorFile } from '#store/vectors/index.js';

const county = createCounty(5, 360);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'planwatch-layers-'));
  await writeLayers(county, folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Largest distance between corresponding corners of equally long rings, whichever way round they run, degrees. */
function widestGap(a: number[][], b: number[][]): number {
  expect(a).toHaveLength(b.length);
  return Math.max(...a.map(([x, y]) => Math.min(...b.map(([u, v]) => Math.max(Math.abs(x! - u!), Math.abs(y! - v!))))));
}

describe('layers on disk', () => {
  test('shpjs reads the Shapefiles: Chinese by the .cpg, places by the .prj', async () => {
    for (const layer of county.layers) {
      const part = (ending: string): Promise<Buffer> =>
        readFile(join(folder, 'layers/shp', `${layerFileName(layer)}.${ending}`));
      const read = await shp({
        shp: await part('shp'),
        dbf: await part('dbf'),
        cpg: await part('cpg'),
        prj: await part('prj'),
      });
      const expected = layerDocument(layer).features;
      expect(read.features).toHaveLength(expected.length);
      read.features.forEach((feature, i) => {
        for (const [name, value] of Object.entries(expected[i]!.properties ?? {})) {
          expect(feature.properties[name]).toBe(Array.isArray(value) ? value.join(',') : String(value));
        }
        expect(widestGap(feature.geometry.coordinates[0]!, expected[i]!.geometry.coordinates[0]!)).toBeLessThan(1e-7);
      });
    }
  });

  test('GDAL reads the GeoPackages: same features, same places', async () => {
    for (const layer of county.layers.filter(({ kind }) => kind === 'ecologicalRedline' || kind === 'adminRegion')) {
      const read = await readVectorFile(join(folder, 'layers/gpkg', `${layerFileName(layer)}.gpkg`), {});
      const expected = layerDocument(layer).features;
      expect(read.features.map((feature) => feature.properties)).toEqual(
        expected.map((feature) => expect.objectContaining(feature.properties!)),
      );
    }
  });

  test('every manifest names files that exist, and ids with versions only once', async () => {
    for (const manifest of ['layers.json', 'layers/shp/layers.json', 'layers/gpkg/layers.json']) {
      const { layers } = JSON.parse(await readFile(join(folder, manifest), 'utf8')) as {
        layers: { id: string; version: string; path: string; kind: string }[];
      };
      const base = join(folder, manifest, '..');
      for (const { path } of layers) expect((await readFile(join(base, path))).length).toBeGreaterThan(100);
      expect(new Set(layers.map(({ id, version }) => `${id} ${version}`)).size).toBe(layers.length);
      expect(new Set(layers.map(({ kind }) => kind))).toEqual(
        new Set([
          'ecologicalRedline',
          'permanentBasicFarmland',
          'urbanGrowthBoundary',
          'zone',
          'heritageLine',
          'waterLine',
          'greenLine',
          'utilityLine',
          'landClass',
          'adminRegion',
        ]),
      );
    }
  });

  test('writing again gives the same bytes', async () => {
    const path = join(folder, 'layers/gpkg/growth-boundary-2023.gpkg');
    const before = await readFile(path);
    await writeLayers(county, folder);
    expect((await readFile(path)).equals(before)).toBe(true);
  });
});

describe('Shapefile encoding', () => {
  const triangle = [
    [0, 0],
    [4, 0],
    [0, 3],
    [0, 0],
  ];

  test('header says the length in 16-bit words, polygon type, and the bounds', () => {
    const { shp: bytes, shx } = encodeShapefile([{ rings: [triangle], attributes: { A: 'x' } }], ['A']);
    expect(bytes.readInt32BE(0)).toBe(9994);
    expect(bytes.readInt32BE(24) * 2).toBe(bytes.length);
    expect(bytes.readInt32LE(32)).toBe(5);
    expect([36, 44, 52, 60].map((at) => bytes.readDoubleLE(at))).toEqual([0, 0, 4, 3]);
    expect(shx.readInt32BE(100) * 2).toBe(100);
  });

  test('Chinese is stored as GBK', () => {
    const { dbf, cpg } = encodeShapefile([{ rings: [triangle], attributes: { MC: '县' } }], ['MC']);
    expect(cpg.toString()).toBe('GBK');
    // GB 2312 row 47, cell 56.
    expect([...dbf.subarray(-3)]).toEqual([0xcf, 0xd8, 0x1a]);
  });

  test('a field name that a DBF cannot hold is refused', () => {
    expect(() => encodeShapefile([], ['elevenchars'])).toThrow(/does not fit a DBF/);
  });
});
