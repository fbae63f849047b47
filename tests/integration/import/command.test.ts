import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Command } from 'commander';
import { register } from '#cli/commands/import.js';
import { createPool } from '#runtime/databasePool.js';
import { openDatabase, type Db } from '#store/database.js';
import { listLayerFeatures, listLayers } from '#store/layers.js';
import { OPERATOR } from '#store/operator.js';
import { listPermits } from '#store/permits.js';
import { testServices, type TestServices } from '../../support/services.js';

const GOLDENS = fileURLToPath(new URL('../../golden/vectors/files/', import.meta.url));

let services: TestServices;
let folder = '';
let db: Db;
const kept = { database: process.env['DATABASE_URL'], redis: process.env['REDIS_URL'] };

beforeAll(async () => {
  services = await testServices();
  process.env['DATABASE_URL'] = services.databaseUrl;
  process.env['REDIS_URL'] = services.redisUrl;
  folder = await mkdtemp(join(tmpdir(), 'planwatch-import-'));
  db = openDatabase(createPool(services.databaseUrl, { max: 2 }));
}, 120_000);
afterAll(async () => {
  restore('DATABASE_URL', kept.database);
  restore('REDIS_URL', kept.redis);
  await db.destroy();
  await rm(folder, { recursive: true });
  await services.stop();
});
afterEach(() => {
  jest.restoreAllMocks();
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/** Runs `planwatch import …` and returns what it printed. */
async function planwatchImport(...argv: string[]): Promise<string> {
  let printed = '';
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
  const program = new Command().exitOverride();
  register(program);
  await program.parseAsync(['import', ...argv], { from: 'user' });
  return printed;
}

const entry = (change: object) => ({
  kind: 'landClass',
  title: '国土调查',
  version: '2023',
  validFrom: '2023-01-01',
  ...change,
});
async function manifest(name: string, ...layers: object[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify({ layers }));
  return path;
}

describe('planwatch import layers', () => {
  test('stores a GBK Shapefile and a GeoPackage, and the same again changes nothing', async () => {
    const path = await manifest(
      'good.json',
      entry({ id: 'survey', path: `${GOLDENS}land_gbk.shp`, fields: { code: 'YDDM', name: 'MC' } }),
      entry({ id: 'redline', kind: 'ecologicalRedline', path: `${GOLDENS}land.gpkg` }),
    );
    const printed = await planwatchImport('layers', path, '--publish');
    expect(printed).toContain('layer survey, version 2023 (2 features): published\n');
    expect(printed).toContain('layer redline, version 2023 (2 features): published\n');
    expect(await planwatchImport('layers', path)).toContain('layer survey, version 2023 (2 features): unchanged');
    const { features } = await listLayerFeatures(db, 'survey', '2023');
    expect(features.map(({ name, properties }) => [name, properties.code])).toEqual([
      ['水田甲', '0101'],
      ['乔木林地', '0301'],
    ]);
  });

  test('stores nothing at all where the last of several cannot be read', async () => {
    const path = await manifest(
      'half.json',
      entry({ id: 'half-a', path: `${GOLDENS}land.geojson` }),
      entry({ id: 'half-b', path: `${GOLDENS}land_nocpg.shp` }),
    );
    await expect(planwatchImport('layers', path)).rejects.toMatchObject({ detail: { code: 'vector.encodingUnknown' } });
    expect((await listLayers(db, OPERATOR, { status: 'all' })).filter(({ id }) => id.startsWith('half'))).toEqual([]);
  });

  test('stores nothing at all where the last of several contradicts what is stored', async () => {
    await planwatchImport(
      'layers',
      await manifest('first.json', entry({ id: 'kept', path: `${GOLDENS}land.geojson` })),
      '--publish',
    );
    const path = await manifest(
      'second.json',
      entry({ id: 'new', path: `${GOLDENS}land.geojson` }),
      entry({ id: 'kept', title: 'another title', path: `${GOLDENS}land.geojson` }),
    );
    await expect(planwatchImport('layers', path)).rejects.toMatchObject({ detail: { code: 'layer.versionExists' } });
    expect((await listLayers(db, OPERATOR, { status: 'all' })).filter(({ id }) => id === 'new')).toEqual([]);
  });
});

describe('planwatch import permits', () => {
  const ring = [
    [120, 30],
    [120.001, 30],
    [120.001, 30.001],
    [120, 30.001],
    [120, 30],
  ];
  const save = async (name: string, ...properties: object[]) => {
    const features = properties.map((each) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: { kind: 'buildingPermit', grantedOn: '2024-01-01', ...each },
    }));
    await writeFile(join(folder, name), JSON.stringify({ type: 'FeatureCollection', features }));
    return join(folder, name);
  };

  test('stores permits once', async () => {
    const path = await save('permits.geojson', { caseNumber: '建字1' }, { caseNumber: '建字2', validTo: '2025-01-01' });
    expect(await planwatchImport('permits', path)).toBe('2 permits: stored\n');
    expect(await planwatchImport('permits', path)).toBe('2 permits: unchanged\n');
  });

  test('a permit that ends before it begins keeps its neighbours out as well', async () => {
    const path = await save('reversed.geojson', { caseNumber: 'R1' }, { caseNumber: 'R2', validTo: '2023-01-01' });
    await expect(planwatchImport('permits', path)).rejects.toThrow('features[1].properties.validTo');
    const stored = await listPermits(db, OPERATOR);
    expect(stored.items.map(({ caseNumber }) => caseNumber)).not.toContain('R1');
  });
});

describe('planwatch import scene', () => {
  test('refuses a file that is no TIFF, by name', async () => {
    const path = `${GOLDENS}land.geojson`;
    const facts = ['--acquired-at', '2024-01-01', '--sensor', 'optical', '--bands', 'red=1'];
    await expect(planwatchImport('scene', path, ...facts)).rejects.toMatchObject({ kind: 'badInput' });
    await expect(planwatchImport('scene', path, ...facts)).rejects.toThrow('land.geojson');
  });

  test('refuses a manifest with a wrong field by its path', async () => {
    const path = join(folder, 'scenes.json');
    await writeFile(path, JSON.stringify({ scenes: [{ title: 'a', acquiredAt: '2024-01-01', sensor: 'xray' }] }));
    await expect(planwatchImport('scenes', path)).rejects.toThrow('scenes.json.scenes[0].sensor');
  });
});
