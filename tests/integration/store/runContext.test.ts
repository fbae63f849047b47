import { beforeAll, expect, test } from '@jest/globals';
import { idOf } from '#domain/id.js';
import { saveLayerVersion } from '#store/layerImport.js';
import { layersInForce } from '#store/layersInForce.js';
import { savePatches } from '#store/patches.js';
import { savePermits } from '#store/permitRecording.js';
import { adminCodesOf, loadRunContext } from '#store/runContext.js';
import { createRun } from '#store/runs.js';
import { featureOf, layerOf, patchOf, permitOf, square, watchedArea } from './examples.js';
import { testDatabase } from './testDatabase.js';

const stored = testDatabase();
let runId: string;
const patchId = (ordinal: number): string => idOf('patch', runId, ordinal);

beforeAll(async () => {
  const { runOf } = await watchedArea(stored.db, 'context', 2);
  runId = (await createRun(stored.db, runOf(1))).run.id;
  await savePatches(stored.db, runId, [patchOf(square(120, 30)), patchOf(square(125, 30))]);
  const save = (version: string, validFrom: string, validTo: string | null, feature: string) =>
    saveLayerVersion(stored.db, {
      layer: layerOf({ version, validFrom, validTo }),
      features: [featureOf(feature, square(120, 30, 0.01)), featureOf(`${feature}-far`, square(121, 30, 0.01))],
    });
  await save('2020', '2020-01-01', '2023-12-31', 'old');
  await save('2022', '2022-01-01', null, 'middle');
  await save('2025', '2025-01-01', null, 'new');
});

test.each([
  ['2019-12-31', []],
  ['2020-01-01', ['2020']],
  ['2021-12-31', ['2020']],
  ['2022-01-01', ['2022']],
  ['2024-12-31', ['2022']],
  ['2025-01-01', ['2025']],
])('on %s the versions in force are %j', async (day, versions) => {
  expect((await layersInForce(stored.db, day)).map(({ version }) => version)).toEqual(versions);
});

test('a patch is given the features in force on its day that come near it, and no others', async () => {
  const { layers, featuresOfPatch } = await loadRunContext(stored.db, runId, '2024-03-01');
  expect(layers.map(({ id, version }) => [id, version])).toEqual([['redline', '2022']]);
  expect(featuresOfPatch.get(patchId(0))?.map(({ featureId }) => featureId)).toEqual(['middle']);
  expect(featuresOfPatch.get(patchId(0))?.[0]?.layerKind).toBe('ecologicalRedline');
  expect(featuresOfPatch.get(patchId(1))).toBeUndefined();
});

test('a patch is given permits near it in their highest revision, also where that revision moved them', async () => {
  await savePermits(stored.db, [
    permitOf('near', { revision: 1, validTo: '2024-06-01' }),
    permitOf('near', { revision: 2, validTo: '2025-06-01' }),
    permitOf('moved', { revision: 1, geometry: square(120, 30) }),
    permitOf('moved', { revision: 2, geometry: square(110, 30) }),
    permitOf('far', { geometry: square(120.5, 30) }),
    permitOf('beside', { geometry: square(120.0015, 30) }),
  ]);
  const { permitsOfPatch } = await loadRunContext(stored.db, runId, '2024-03-01');
  const near = permitsOfPatch.get(patchId(0))?.map(({ caseNumber, revision }) => [caseNumber, revision]);
  expect(near).toEqual([
    ['beside', 1],
    ['near', 2],
  ]);
});

test('an area lies in the most specific region that holds it', async () => {
  const regions = [
    featureOf('county', square(120, 30, 1), { code: '330106' }),
    featureOf('town', square(120, 30, 0.5), { code: '330106001' }),
    featureOf('nameless', square(120, 30, 0.1), {}),
  ];
  await saveLayerVersion(stored.db, { layer: layerOf({ id: 'regions', kind: 'adminRegion' }), features: regions });
  const areas = [square(120.01, 30.01), square(120.8, 30.8), square(100, 30)];
  expect(await adminCodesOf(stored.db, areas, '2024-03-01')).toEqual(['330106001', '330106', null]);
  expect(await adminCodesOf(stored.db, areas, '2019-03-01')).toEqual([null, null, null]);
  expect(await adminCodesOf(stored.db, [], '2024-03-01')).toEqual([]);
});
