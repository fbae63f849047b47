import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { wgs84ToGcj02 } from '#domain/gcj02.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { blockingProblems } from '#domain/layerQuality.js';
import { discardDraft, importLayerVersion, saveLayerVersion } from '#store/layerImport.js';
import { endLayerVersion, publishLayerVersion, withdrawLayerVersion } from '#store/layerPublishing.js';
import { getLayer, getLayerRecord, listLayerFeatures, listLayers } from '#store/layers.js';
import { layersInForce } from '#store/layersInForce.js';
import { callerOf, EVERYWHERE, featureOf, layerOf, square } from './examples.js';
import { testDatabase } from './testDatabase.js';

const stored = testDatabase();
const CITY = { ...EVERYWHERE, adminCode: '330100' };

/** The database's clock, as the past that replays ask for. */
async function now(): Promise<string> {
  const { rows } = await sql<{ now: string }>`SELECT clock_timestamp() AS now`.execute(stored.db);
  await sql`SELECT pg_sleep(0.01)`.execute(stored.db);
  return rows[0]!.now;
}

const inForce = async (id: string, day: string, asKnownAt: string | null = null) =>
  (await layersInForce(stored.db, day, asKnownAt)).filter((layer) => layer.id === id).map(({ version }) => version);

describe('a draft', () => {
  const features = [featureOf('a', square(120, 30))];

  test('is judged by nobody until it is published, and says who did', async () => {
    const layer = layerOf({ id: 'draft' });
    expect((await importLayerVersion(stored.db, EVERYWHERE, { layer, features })).outcome).toBe('draft');
    expect(await inForce('draft', '2024-01-01')).toEqual([]);
    expect(await listLayers(stored.db, callerOf(''), { status: 'all', id: 'draft' })).toEqual([]);
    expect(await publishLayerVersion(stored.db, EVERYWHERE, 'draft', '2023', { note: 'checked' })).toEqual({
      published: true,
    });
    expect(await publishLayerVersion(stored.db, EVERYWHERE, 'draft', '2023')).toEqual({ published: false });
    expect(await inForce('draft', '2024-01-01')).toEqual(['2023']);
    expect(await getLayerRecord(stored.db, callerOf(''), 'draft', '2023')).toMatchObject({
      status: 'published',
      publishedBy: 'test',
      publishNote: 'checked',
    });
  });

  test('is replaced by the next import of its version, never the published one', async () => {
    const layer = layerOf({ id: 'again' });
    await importLayerVersion(stored.db, EVERYWHERE, { layer, features });
    const two = [...features, featureOf('b', square(120.01, 30))];
    expect((await importLayerVersion(stored.db, EVERYWHERE, { layer, features: two })).outcome).toBe('replacedDraft');
    expect((await importLayerVersion(stored.db, EVERYWHERE, { layer, features: two })).outcome).toBe('unchanged');
    await publishLayerVersion(stored.db, EVERYWHERE, 'again', '2023');
    await expect(importLayerVersion(stored.db, EVERYWHERE, { layer, features })).rejects.toMatchObject({
      detail: { code: 'layer.versionExists' },
    });
    expect((await listLayerFeatures(stored.db, 'again', '2023')).numberMatched).toBe(2);
    expect(await discardDraft(stored.db, EVERYWHERE, layer)).toBe(false);
  });

  test('that fails half way leaves the draft before it as it was', async () => {
    const layer = layerOf({ id: 'kept' });
    await importLayerVersion(stored.db, EVERYWHERE, { layer, features });
    const twice = [featureOf('x', square(120, 30)), featureOf('x', square(121, 30))];
    await expect(importLayerVersion(stored.db, EVERYWHERE, { layer, features: twice })).rejects.toThrow();
    expect((await listLayerFeatures(stored.db, 'kept', '2023')).features.map(({ featureId }) => featureId)).toEqual([
      'a',
    ]);
    expect(await discardDraft(stored.db, EVERYWHERE, layer)).toBe(true);
    expect(await getLayer(stored.db, EVERYWHERE, 'kept', '2023')).toBeNull();
  });

  test('with refused features is published only where that is accepted', async () => {
    const notes = [{ kind: 'refused' as const, feature: 'features[1]', code: 'vector.x', message: 'x', at: null }];
    const layer = layerOf({ id: 'refused' });
    const { quality } = await importLayerVersion(stored.db, EVERYWHERE, { layer, features, notes });
    expect(blockingProblems(quality)).toEqual(['refusedFeatures']);
    await expect(publishLayerVersion(stored.db, EVERYWHERE, 'refused', '2023')).rejects.toMatchObject({
      detail: { code: 'layer.problemsNotAccepted', found: 'refusedFeatures' },
    });
    expect(await inForce('refused', '2024-01-01')).toEqual([]);
    await publishLayerVersion(stored.db, EVERYWHERE, 'refused', '2023', { acceptProblems: true });
    expect(await inForce('refused', '2024-01-01')).toEqual(['2023']);
  });
});

describe('regions', () => {
  test('a city’s layer is seen in its county and by its province, and changed by neither county nor neighbour', async () => {
    const layer = layerOf({ id: 'city' });
    await importLayerVersion(stored.db, CITY, { layer, features: [featureOf('a', square(120, 30))] });
    await publishLayerVersion(stored.db, CITY, 'city', '2023');
    const sees = async (adminCode: string) => (await getLayer(stored.db, callerOf(adminCode), 'city', '2023')) !== null;
    expect(await Promise.all(['330106', '330106001', '330000', '', '330200', '320100'].map(sees))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    const county = { ...EVERYWHERE, adminCode: '330106' };
    const other = { layer: layerOf({ id: 'city', version: '2024' }), features: [featureOf('a', square(120, 30))] };
    await expect(importLayerVersion(stored.db, county, other)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(withdrawLayerVersion(stored.db, county, 'city', '2023', 'no')).rejects.toMatchObject({
      kind: 'notFound',
    });
  });
});

describe('what was known when', () => {
  test('a version that is published, ended and withdrawn is judged by as it was known at each moment', async () => {
    const features = [featureOf('a', square(120, 30))];
    const before = await now();
    await saveLayerVersion(stored.db, { layer: layerOf({ id: 'known' }), features });
    const published = await now();
    await endLayerVersion(stored.db, EVERYWHERE, 'known', '2023', { validTo: '2023-12-31' });
    const ended = await now();
    await saveLayerVersion(stored.db, {
      layer: layerOf({ id: 'known', version: '2024', validFrom: '2024-01-01' }),
      features,
    });
    const succeeded = await now();
    await withdrawLayerVersion(stored.db, EVERYWHERE, 'known', '2024', 'drawn wrong');
    const day = '2024-06-01';
    expect(await inForce('known', day, before)).toEqual([]);
    expect(await inForce('known', day, published)).toEqual(['2023']);
    expect(await inForce('known', day, ended)).toEqual([]);
    expect(await inForce('known', day, succeeded)).toEqual(['2024']);
    expect(await inForce('known', day)).toEqual([]);
    expect(await inForce('known', '2023-06-01')).toEqual(['2023']);
  });

  test('it cannot be changed afterwards', async () => {
    await expect(sql`UPDATE layer_states SET valid_to = NULL`.execute(stored.db)).rejects.toThrow('append-only');
    await expect(sql`DELETE FROM layer_states`.execute(stored.db)).rejects.toThrow('append-only');
  });
});

describe('the quality report', () => {
  const zone = (id: string, geometry: AreaGeometry, properties: object = {}) =>
    featureOf(id, geometry, { use: '0701', ...properties });

  test('finds overlaps, slivers, gaps, codes and areas that were put there', async () => {
    // Nine squares of 0.001° around one that is missing; one neighbour reaches 0.0001° into another.
    const grid = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ row, column })));
    const ring = grid.filter(({ row, column }) => !(row === 1 && column === 1));
    const features = ring.map(({ row, column }) =>
      zone(`${row}${column}`, square(120 + column / 1000, 30 + row / 1000), { id: `${row}`, Shape_Area: 1 }),
    );
    const reaching = zone('reaching', square(120.0029, 30));
    const sliver = zone('sliver', {
      type: 'Polygon',
      coordinates: [
        [
          [121, 30],
          [121.001, 30],
          [121.001, 30.000001],
          [121, 30.000001],
          [121, 30],
        ],
      ],
    });
    const layer = { ...layerOf({ id: 'checked', kind: 'zone', asOf: '2020-02-29' }), updateCycleMonths: 12 };
    const odd = zone('odd', square(122, 30), { use: 'XYZ' });
    const bare = featureOf('bare', square(123, 30));
    const { quality } = await importLayerVersion(stored.db, EVERYWHERE, {
      layer,
      features: [...features, reaching, sliver, odd, bare],
    });
    expect(quality.overlaps!.count).toBe(1);
    expect(quality.overlaps!.items[0]).toMatchObject({ features: ['02', 'reaching'], isSliver: false });
    // 0.0001° × 0.001° at 30° N: 9.65 m × 110.85 m.
    expect(quality.overlaps!.items[0]!.areaM2 / (9.649 * 110.85)).toBeCloseTo(1, 2);
    expect(quality.gaps).toMatchObject({ count: 1 });
    expect(quality.gaps!.items[0]!.at[0]).toBeGreaterThan(120.001);
    expect(quality.slivers.items.map(({ feature }) => feature)).toEqual(['sliver']);
    expect(quality.duplicateCodes.items.map(({ code, features: places }) => [code, places.length])).toEqual([
      ['0', 3],
      ['1', 2],
      ['2', 3],
    ]);
    expect(quality.unknownCodes.items).toEqual([{ code: 'XYZ', features: 1 }]);
    expect(quality.missingFields).toContainEqual({ field: 'use', isRequired: true, count: 1 });
    expect(quality.freshness).toMatchObject({ asOf: '2020-02-29', dueOn: '2021-02-28', isOverdue: true });
    expect(quality.statedArea).toMatchObject({
      field: 'Shape_Area',
      basis: 'geodesic',
      differing: { count: 8 },
      unit: null,
    });
    expect(quality.suspectedOffset).toBeNull();
  });

  test('suspects GCJ-02 where corners fit what is published only when shifted back', async () => {
    const areas = Array.from({ length: 12 }, (_, i) => square(118 + i / 200, 32 + i / 300, 0.002));
    await saveLayerVersion(stored.db, {
      layer: layerOf({ id: 'true', kind: 'landClass' }),
      features: areas.map((area, i) => featureOf(`${i}`, area, { code: '0101' })),
    });
    const shifted = areas.map((area): AreaGeometry => ({
      type: 'Polygon',
      coordinates: [(area.coordinates[0] as [number, number][]).map((place) => [...wgs84ToGcj02(place)])],
    }));
    const importOf = (id: string, list: readonly AreaGeometry[]) =>
      importLayerVersion(stored.db, EVERYWHERE, {
        layer: layerOf({ id }),
        features: list.map((area, i) => featureOf(`${i}`, area)),
      });
    const { quality } = await importOf('shifted', shifted);
    expect(quality.suspectedOffset).toMatchObject({ system: 'GCJ-02', fittingShareUnshifted: 0 });
    expect(quality.suspectedOffset!.fittingShare).toBeGreaterThan(0.9);
    expect(blockingProblems(quality)).toContain('suspectedOffset');
    expect((await importOf('unshifted', areas)).quality.suspectedOffset).toBeNull();
  });
});

describe('the differences from the version before', () => {
  const versionOf = (version: string, validFrom: string) => layerOf({ id: 'compared', version, validFrom });
  const place = (i: number, size = 0.001): AreaGeometry => square(119 + i / 100, 31, size);

  test('name what was added, removed, moved and renamed, by the source’s ids', async () => {
    await saveLayerVersion(stored.db, {
      layer: versionOf('1', '2020-01-01'),
      features: [
        featureOf('A', place(1)),
        featureOf('B', place(2)),
        featureOf('C', place(3)),
        featureOf('D', place(4)),
      ],
    });
    const { comparison } = await importLayerVersion(stored.db, EVERYWHERE, {
      layer: versionOf('2', '2021-01-01'),
      features: [
        featureOf('A', place(1)),
        featureOf('B', place(2, 0.0012)),
        featureOf('C', place(3), { name: 'new' }),
        featureOf('E', place(5)),
      ],
    });
    expect(comparison).toMatchObject({
      before: '1',
      added: 1,
      removed: 1,
      changedGeometry: 1,
      changedAttributes: 1,
      unchanged: 1,
    });
    const changes = comparison.changes.map(({ change, feature, attributes }) => [change, feature, ...attributes]);
    expect(changes.toSorted((a, b) => (a[1]! < b[1]! ? -1 : 1))).toEqual([
      ['changedGeometry', 'B'],
      ['changedAttributes', 'C', 'name'],
      ['removed', 'D'],
      ['added', 'E'],
    ]);
    expect(comparison.areaAfterM2 / comparison.areaBeforeM2).toBeCloseTo((3 + 1.44) / 4, 3);
  });

  test('go by common ground where ids are mere numbers and one was put in front', async () => {
    const named = (features: readonly AreaGeometry[], id: string, version: string, validFrom: string) => ({
      layer: layerOf({ id, version, validFrom }),
      features: features.map((area, i) => featureOf(String(i + 1), area)),
    });
    await saveLayerVersion(stored.db, named([place(11), place(12), place(13)], 'numbered', '1', '2020-01-01'));
    const next = named([place(10), place(11), place(12, 0.0011), place(13)], 'numbered', '2', '2021-01-01');
    const { comparison } = await importLayerVersion(stored.db, EVERYWHERE, next);
    expect(comparison).toMatchObject({ added: 1, removed: 0, changedGeometry: 1, changedAttributes: 0, unchanged: 2 });
  });
});
