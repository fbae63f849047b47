import { beforeAll, expect, test } from '@jest/globals';
import type { BboxWgs84 } from '#domain/geometry.js';
import { idOf } from '#domain/id.js';
import { saveNewAlerts } from '#store/alertChanges.js';
import { PbfReader } from 'pbf';
import { VectorTile } from '@mapbox/vector-tile';
import type { Severity } from '#domain/violation.js';
import { getAlert, listAlerts } from '#store/alerts.js';
import { saveLayerVersion } from '#store/layerImport.js';
import { listLayerFeatures } from '#store/layers.js';
import { loadPatches, savePatches } from '#store/patches.js';
import { createRun } from '#store/runs.js';
import { alertsTile, layerTile } from '#store/vectorTiles.js';
import { alertOf, EVERYWHERE, featureOf, layerOf, patchOf, square, watchedArea } from './examples.js';
import { testDatabase } from './testDatabase.js';

const stored = testDatabase();
const HANGZHOU = idOf('alert', 'Hangzhou');
const TAVEUNI = idOf('alert', 'Taveuni');

beforeAll(async () => {
  await saveNewAlerts(stored.db, [
    alertOf(HANGZHOU, { geometry: square(120, 30), permitCaseNumbers: ['A-1', 'A-2'] }),
    alertOf(TAVEUNI, { geometry: square(-179.99, -16.8), permitCaseNumbers: ['A-12'] }),
  ]);
});

test('the coordinates of a patch come back as the very numbers that went in', async () => {
  const { runOf } = await watchedArea(stored.db, 'exact', 2);
  const { run } = await createRun(stored.db, runOf(1));
  const odd = square(120 + 1 / 3, 30 + 1e-13, Math.PI / 1000);
  const many = { type: 'MultiPolygon' as const, coordinates: [odd.coordinates, square(121, 30).coordinates] };
  const patches = [patchOf(odd, { areaM2: 1 / 3 }), patchOf(many as typeof odd)];
  await savePatches(stored.db, run.id, patches);
  const loaded = await loadPatches(stored.db, run.id);
  expect(loaded).toEqual(patches.map((patch, i) => ({ ...patch, id: idOf('patch', run.id, i), runId: run.id })));
});

test('geometry leaves as GeoJSON without a crs member', async () => {
  const alert = await getAlert(stored.db, EVERYWHERE, HANGZHOU);
  expect(alert?.geometry).toEqual(square(120, 30));
  const [lon, lat] = alert!.centre;
  expect(lon).toBeCloseTo(120.0005, 9);
  expect(lat).toBeCloseTo(30.0005, 9);
});

const BOXES: readonly (readonly [name: string, bbox: BboxWgs84, finds: readonly string[]])[] = [
  ['around one', [119, 29, 121, 31], [HANGZHOU]],
  ['inside one', [120.0001, 30.0001, 120.0002, 30.0002], [HANGZHOU]],
  ['beside both', [110, 29, 119.9, 31], []],
  ['across the date line', [179, -20, -179, -10], [TAVEUNI]],
  ['the world', [-180, -90, 180, 90], [HANGZHOU, TAVEUNI]],
];

test.each(BOXES)('a box %s finds what meets it', async (_name, bbox, finds) => {
  const { items, numberMatched } = await listAlerts(stored.db, EVERYWHERE, { bbox });
  expect(items.map(({ id }) => id).sort()).toEqual([...finds].sort());
  expect(numberMatched).toBe(finds.length);
});

test('a case number finds exactly the alerts that name it', async () => {
  const found = async (caseNumber: string): Promise<string[]> =>
    (await listAlerts(stored.db, EVERYWHERE, { caseNumber })).items.map(({ id }) => id);
  expect(await found('A-1')).toEqual([HANGZHOU]);
  expect(await found('A-12')).toEqual([TAVEUNI]);
  expect(await found("A-1' OR true --")).toEqual([]);
});

test('a tile holds what lies in it, by name, and nothing else', async () => {
  const here = Buffer.from(await alertsTile(stored.db, EVERYWHERE, { z: 14, x: 13653, y: 6759 }, {})).toString(
    'latin1',
  );
  expect(here).toContain('alerts');
  expect(here).toContain('alertPoints');
  expect(here).toContain(HANGZHOU);
  expect(here).not.toContain(TAVEUNI);
  expect(await alertsTile(stored.db, EVERYWHERE, { z: 12, x: 0, y: 2000 }, {})).toHaveLength(0);
});

test('a far-out tile gathers alerts: each counted once, the worst named, what stands alone with its own name', async () => {
  const together = ['low', 'critical', 'high'].map((severity, i) =>
    alertOf(idOf('gathered', i), {
      geometry: square(10 + i / 10_000, 10),
      severity: severity as Severity,
      adminCode: '990101',
    }),
  );
  const alone = alertOf(idOf('alone', 0), { geometry: square(30, 10), severity: 'low', adminCode: '990102' });
  await saveNewAlerts(stored.db, [...together, alone]);
  const marksOf = async (selection: object) => {
    const bytes = await alertsTile(stored.db, { ...EVERYWHERE, adminCode: '9901' }, { z: 2, x: 2, y: 1 }, selection);
    const layer = new VectorTile(new PbfReader(bytes)).layers['alertPoints'];
    return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer!.feature(i).properties);
  };
  expect(await marksOf({})).toEqual([
    { count: 1, severity: 'low', id: alone.id, kind: alone.kind, status: 'new' },
    { count: 3, severity: 'critical' },
  ]);
  expect(await marksOf({ severity: ['high'] })).toMatchObject([{ count: 1, severity: 'high', id: together[2]!.id }]);
});

test('a tile of a layer carries the features of that version', async () => {
  const features = [featureOf('line-7', square(120, 30), { use: '0701' })];
  await saveLayerVersion(stored.db, { layer: layerOf({ id: 'tiled' }), features });
  const tile = Buffer.from(await layerTile(stored.db, 'tiled', '2023', 12, 3413, 1689)).toString('latin1');
  expect(tile).toContain('line-7');
  expect(await layerTile(stored.db, 'tiled', '2024', 12, 3413, 1689)).toHaveLength(0);
});

test.each([
  [-1, 0, 0],
  [0, 1, 0],
  [3, 0, 8],
  [25, 0, 0],
  [1.5, 0, 0],
])('tile %d/%d/%d is refused', async (z, x, y) => {
  await expect(alertsTile(stored.db, EVERYWHERE, { z, x, y }, {})).rejects.toMatchObject({
    detail: { code: 'tile.outside' },
  });
});

test('features are found by box and cut by limit, and all are counted', async () => {
  const features = Array.from({ length: 5 }, (_, i) => featureOf(`f${i}`, square(120 + i, 30)));
  await saveLayerVersion(stored.db, { layer: layerOf({ id: 'row' }), features });
  const two = await listLayerFeatures(stored.db, 'row', '2023', { limit: 2 });
  expect([two.features.length, two.numberMatched]).toEqual([2, 5]);
  const near = await listLayerFeatures(stored.db, 'row', '2023', { bbox: [120.5, 29, 122.5, 31] });
  expect(near.features.map(({ featureId }) => featureId)).toEqual(['f1', 'f2']);
});
