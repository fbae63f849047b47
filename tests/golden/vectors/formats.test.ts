import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { readLayerVersion, readVectorFile, type VectorFeature } from '#store/vectors/index.js';

const folder = fileURLToPath(new URL('files/', import.meta.url));
const file = (name: string) => `${folder}${name}`;

/** What ogr2ogr made of the same data in WGS84 (make.py). */
const golden = (JSON.parse(readFileSync(file('land_wgs84.geojson'), 'utf8')) as { features: VectorFeature[] }).features;

/** Corners without regard to where a ring starts or which way it runs. */
const corners = ({ geometry }: Pick<VectorFeature, 'geometry'>) =>
  geometry.coordinates
    .flat(geometry.type === 'Polygon' ? 1 : 2)
    .map((position) => (position as number[]).map((degrees) => degrees.toFixed(9)).join(' '))
    .toSorted()
    .filter((corner, i, all) => corner !== all[i - 1]);

describe('one layer in CGCS2000 Gauss–Krüger, in five formats', () => {
  test.each([
    ['land.geojson', {}],
    ['land_gbk.shp', {}],
    ['land_nocpg.shp', { encoding: 'GBK' }],
    ['land.gpkg', {}],
    ['land.gdb', {}],
  ])('%s reads as ogr2ogr reads it, Chinese attributes and holes kept', async (name, options) => {
    const { features, report } = await readVectorFile(file(name), options);
    expect(features.map(corners)).toEqual(golden.map(corners));
    expect(features.map(({ properties }) => properties.MC)).toEqual(['水田甲', '乔木林地']);
    expect(features.map(({ properties }) => properties.YDDM)).toEqual(['0101', '0301']);
    expect(Math.round(geodesicAreaM2(features[0]!.geometry))).toBe(37_500);
    expect(report).toMatchObject({ features: 2, notes: [] });
  });

  test('reading leaves no file behind', async () => {
    const before = [readdirSync(folder), readdirSync(tmpdir()).filter((name) => name.startsWith('planwatch-vector-'))];
    await readVectorFile(file('land.gpkg'));
    const after = [readdirSync(folder), readdirSync(tmpdir()).filter((name) => name.startsWith('planwatch-vector-'))];
    expect(after).toEqual(before);
    expect(existsSync('gdalout')).toBe(false);
  });

  test('several files asked for at once are read one after the other', async () => {
    const names = ['land.gpkg', 'land_gbk.shp', 'land.gdb', 'land.gpkg'];
    const read = await Promise.all(names.map((name) => readVectorFile(file(name))));
    expect(read.map(({ features }) => features.length)).toEqual([2, 2, 2, 2]);
  });

  test('a Shapefile with Chinese attributes and no .cpg asks for its encoding', async () => {
    await expect(readVectorFile(file('land_nocpg.shp'))).rejects.toMatchObject({
      detail: { code: 'vector.encodingUnknown', expected: expect.stringContaining('GBK') },
    });
  });

  test('fields of a manifest entry name code, name and id', async () => {
    const entry = {
      id: 'survey',
      kind: 'landClass' as const,
      title: '国土调查',
      version: '2023',
      validFrom: '2023-01-01',
      path: 'land_gbk.shp',
      fields: { code: 'YDDM', name: 'MC' },
    };
    const { layer, features } = await readLayerVersion(entry, folder);
    expect(layer).toMatchObject({ id: 'survey', version: '2023', validTo: null });
    expect(features.map(({ featureId, name, properties }) => [featureId, name, properties.code])).toEqual([
      ['1', '水田甲', '0101'],
      ['2', '乔木林地', '0301'],
    ]);
    await expect(readLayerVersion({ ...entry, fields: { code: 'DLBM' } }, folder)).rejects.toThrow('DLBM');
  });
});
