import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  notesOf,
  parseLayersManifest,
  readLayersManifest,
  readLayerVersion,
  readVectorFile,
} from '#store/vectors/index.js';

const entry = (change: object = {}) => ({
  id: 'redline',
  kind: 'ecologicalRedline',
  title: '生态保护红线',
  version: '2023',
  validFrom: '2023-01-01',
  validTo: null,
  path: 'redline.geojson',
  crs: null,
  encoding: null,
  fields: { code: 'YDDM' },
  ...change,
});
const parse = (...layers: object[]) => parseLayersManifest({ layers }, 'layers.json');

describe('layer manifests', () => {
  test('versions of one layer stand side by side', () => {
    expect(parse(entry(), entry({ version: '2024', validFrom: '2024-01-01' }))).toHaveLength(2);
  });

  test.each([
    ['kind', { kind: 'line' }],
    ['validFrom', { validFrom: '2023' }],
    ['path', { path: '' }],
    ['id', { id: 'a/b' }],
    ['validTo', { validTo: '2022-01-01' }],
    ['version', {}],
    ['kind', { version: '2024', kind: 'zone' }],
  ])('a wrong %s is refused by its path: %p', (field, change) => {
    expect(() => parse(entry(), entry(change))).toThrow(`layers.json.layers[1].${field}`);
  });

  test('a manifest without layers is refused', () => {
    expect(() => parseLayersManifest({}, 'layers.json')).toThrow('layers.json.layers');
    expect(() => parse()).toThrow('layers.json.layers');
  });
});

describe('files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planwatch-test-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });
  const square = (x: number) => [
    [
      [x, 30],
      [x + 0.001, 30],
      [x + 0.001, 30.001],
      [x, 30.001],
      [x, 30],
    ],
  ];
  const save = async (name: string, value: unknown) => {
    await writeFile(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
    return join(folder, name);
  };
  const collection = (...properties: object[]) => ({
    type: 'FeatureCollection',
    features: properties.map((each, i) => ({
      type: 'Feature',
      properties: each,
      geometry: { type: 'Polygon', coordinates: square(120 + i) },
    })),
  });

  test('a folder stands for the layers.json in it', async () => {
    await save('layers.json', { layers: [entry()] });
    const manifest = await readLayersManifest(folder);
    expect(manifest.entries[0]!.id).toBe('redline');
    expect(manifest.folder).toBe(folder);
  });

  test('a manifest that is not there is named', async () => {
    await expect(readLayersManifest(join(folder, 'none.json'))).rejects.toMatchObject({
      detail: { code: 'layers.notFound', where: join(folder, 'none.json'), found: 'ENOENT' },
    });
  });

  test.each([
    ['codes that are unique', [{ YDDM: 'A' }, { YDDM: 'B' }], ['A', 'B'], 0],
    ['codes that occur twice', [{ YDDM: 'A' }, { YDDM: 'A' }], ['1', '2'], 1],
    [
      'an id beside the code',
      [
        { id: 7, YDDM: 'A' },
        { id: 8, YDDM: 'A' },
      ],
      ['7', '8'],
      0,
    ],
    ['a code that one lacks', [{ YDDM: 'A' }, { YDDM: null }], ['1', '2'], 0],
  ])('feature ids from %s', async (_what, properties, ids, warnings) => {
    await save('redline.geojson', collection(...properties));
    const version = await readLayerVersion(parse(entry())[0]!, folder);
    expect(version.features.map(({ featureId }) => featureId)).toEqual(ids);
    expect(notesOf(version.report, 'warning')).toHaveLength(warnings);
  });

  test.each([
    ['none.geojson', null, 'vector.notFound'],
    ['text.geojson', 'not json', 'vector.brokenJson'],
    ['map.kml', '<kml/>', 'vector.unknownFormat'],
    ['no.gpkg', 'SQLite? no', 'vector.unreadable'],
    ['no.shp', 'short', 'vector.unreadable'],
  ])('%s is refused', async (name, content, code) => {
    const path = content === null ? join(folder, name) : await save(name, content);
    await expect(readVectorFile(path)).rejects.toMatchObject({ kind: 'badInput', detail: { code, where: path } });
  });

  test('text that is not UTF-8 is refused', async () => {
    const path = join(folder, 'gbk.geojson');
    await writeFile(path, Buffer.from([0x7b, 0x22, 0xba, 0xec, 0x22, 0x7d]));
    await expect(readVectorFile(path)).rejects.toMatchObject({ detail: { code: 'vector.notUtf8' } });
  });
});
