import { describe, expect, test } from '@jest/globals';
import { saveLayerVersion } from '#store/layerImport.js';
import { listLayerFeatures, listLayers } from '#store/layers.js';
import { countWaitingMessages } from '#store/outbox.js';
import { savePermits } from '#store/permitRecording.js';
import { listPermits } from '#store/permits.js';
import { failRun } from '#store/runProgress.js';
import { createRun, getRun } from '#store/runs.js';
import { listScenes, registerScene } from '#store/scenes.js';
import { listWatchAreas, saveWatchArea } from '#store/watchAreas.js';
import { EVERYWHERE, featureOf, layerOf, permitOf, sceneOf, square, watchedArea } from './examples.js';
import { testDatabase } from './testDatabase.js';

const stored = testDatabase();

describe('a scene', () => {
  test('registered twice is one scene with one id', async () => {
    const first = await registerScene(stored.db, sceneOf('twice', '2024-01-05T02:30:00.000Z'));
    const second = await registerScene(stored.db, sceneOf('twice', '2024-01-05T02:30:00.000Z', { title: 'again' }));
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.scene).toEqual(first.scene);
    expect((await listScenes(stored.db)).items.filter(({ contentHash }) => contentHash === 'twice')).toHaveLength(1);
  });

  test('registered many times at once is created once', async () => {
    const results = await Promise.all(
      Array.from({ length: 8 }, () => registerScene(stored.db, sceneOf('crowd', '2024-01-05T02:30:00.000Z'))),
    );
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(results.map(({ scene }) => scene.id)).size).toBe(1);
  });

  test('with another time for the same file is refused and nothing changes', async () => {
    await registerScene(stored.db, sceneOf('contradicted', '2024-01-05T02:30:00.000Z'));
    const again = registerScene(stored.db, sceneOf('contradicted', '2024-02-05T02:30:00.000Z'));
    await expect(again).rejects.toMatchObject({ detail: { code: 'scene.contradicts', where: 'acquiredAt' } });
    const { items } = await listScenes(stored.db);
    expect(items.find(({ contentHash }) => contentHash === 'contradicted')?.acquiredAt).toBe(
      '2024-01-05T02:30:00.000Z',
    );
  });

  test('from the future is refused', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    await expect(registerScene(stored.db, sceneOf('future', tomorrow))).rejects.toMatchObject({
      detail: { code: 'scene.future', where: 'acquiredAt', found: tomorrow },
    });
  });
});

describe('a layer version', () => {
  const features = [featureOf('a', square(120, 30)), featureOf('b', square(121, 30))];

  test('saved twice changes nothing', async () => {
    const layer = layerOf({ id: 'same' });
    expect(await saveLayerVersion(stored.db, { layer, features })).toEqual({ created: true });
    expect(await saveLayerVersion(stored.db, { layer, features })).toEqual({ created: false });
    const listed = await listLayers(stored.db, EVERYWHERE);
    expect(listed.filter(({ id }) => id === 'same')).toMatchObject([
      { ...layer, featureCount: 2, status: 'published' },
    ]);
    expect(await listLayerFeatures(stored.db, 'same', '2023')).toMatchObject({ numberMatched: 2 });
  });

  test('with other content under the same version is refused and the stored one stays', async () => {
    const layer = layerOf({ id: 'fixed' });
    await saveLayerVersion(stored.db, { layer, features });
    const other = saveLayerVersion(stored.db, { layer, features: features.slice(1) });
    await expect(other).rejects.toMatchObject({ detail: { code: 'layer.versionExists' } });
    expect(await listLayerFeatures(stored.db, 'fixed', '2023')).toMatchObject({ numberMatched: 2 });
  });

  test('with one impossible feature stores nothing', async () => {
    const twice = [featureOf('a', square(120, 30)), featureOf('a', square(121, 30))];
    await expect(saveLayerVersion(stored.db, { layer: layerOf({ id: 'half' }), features: twice })).rejects.toThrow();
    expect((await listLayers(stored.db, EVERYWHERE)).filter(({ id }) => id === 'half')).toEqual([]);
  });

  test('that ends before it begins is refused', async () => {
    const layer = layerOf({ id: 'reversed', validTo: '2022-12-31' });
    await expect(saveLayerVersion(stored.db, { layer, features })).rejects.toMatchObject({
      detail: { code: 'layer.reversedTerm', found: '2022-12-31' },
    });
  });
});

describe('permits', () => {
  test('saved twice are unchanged the second time', async () => {
    const permits = [permitOf('P-1'), permitOf('P-2')];
    expect(await savePermits(stored.db, permits)).toMatchObject({ accepted: 2, unchanged: 0 });
    expect(await savePermits(stored.db, permits)).toMatchObject({ accepted: 0, unchanged: 2 });
    expect((await listPermits(stored.db, EVERYWHERE, { caseNumber: 'P-1' })).items).toMatchObject([permits[0]!]);
  });

  test('in a later revision replace the earlier, whatever comes in last', async () => {
    await savePermits(stored.db, [permitOf('P-3', { revision: 3, validTo: '2027-01-01' })]);
    await savePermits(stored.db, [permitOf('P-3', { revision: 2 })]);
    const { items } = await listPermits(stored.db, EVERYWHERE, { caseNumber: 'P-3' });
    expect(items.map(({ revision, validTo }) => [revision, validTo])).toEqual([[3, '2027-01-01']]);
  });

  test('of which one contradicts a stored revision are all refused', async () => {
    await savePermits(stored.db, [permitOf('P-4')]);
    const both = savePermits(stored.db, [permitOf('P-5'), permitOf('P-4', { validTo: null })]);
    await expect(both).rejects.toMatchObject({ detail: { code: 'permit.revisionExists' } });
    expect((await listPermits(stored.db, EVERYWHERE, { caseNumber: 'P-5' })).items).toEqual([]);
  });

  test('that end before they begin are refused', async () => {
    const reversed = savePermits(stored.db, [permitOf('P-6', { validTo: '2023-12-31' })]);
    await expect(reversed).rejects.toMatchObject({ detail: { code: 'permit.reversedTerm', found: '2023-12-31' } });
  });
});

describe('a watch area', () => {
  const area = { name: 'North', adminCode: '330106', recipe: 'r', ruleSet: 's', geometry: square(120, 30) };

  test('saved twice is one', async () => {
    const first = await saveWatchArea(stored.db, area);
    const second = await saveWatchArea(stored.db, area);
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.watchArea).toEqual(first.watchArea);
    expect((await listWatchAreas(stored.db, EVERYWHERE)).filter(({ name }) => name === 'North')).toHaveLength(1);
  });

  test('under a name that stands for another one is refused', async () => {
    await saveWatchArea(stored.db, { ...area, name: 'South' });
    const other = saveWatchArea(stored.db, { ...area, name: 'South', geometry: square(121, 30) });
    await expect(other).rejects.toMatchObject({ detail: { code: 'watchArea.nameTaken', found: 'South' } });
  });
});

describe('a run', () => {
  test('asked for twice is one run with one piece of work', async () => {
    const { runOf } = await watchedArea(stored.db, 'runs', 3);
    const waiting = await countWaitingMessages(stored.db);
    const first = await createRun(stored.db, runOf(1));
    const second = await createRun(stored.db, runOf(1));
    const other = await createRun(stored.db, runOf(2));
    expect([first.created, second.created, other.created]).toEqual([true, false, true]);
    expect(second.run).toEqual(first.run);
    expect(other.run.id).not.toBe(first.run.id);
    expect(await countWaitingMessages(stored.db)).toBe(waiting + 2);
  });

  test('that failed is started again under its id', async () => {
    const { runOf } = await watchedArea(stored.db, 'again', 2);
    const { run } = await createRun(stored.db, runOf(1));
    await failRun(stored.db, run.id, 'disk full');
    expect(await getRun(stored.db, EVERYWHERE, run.id)).toMatchObject({ status: 'failed', error: 'disk full' });
    const waiting = await countWaitingMessages(stored.db);
    const again = await createRun(stored.db, runOf(1));
    expect(again.run).toMatchObject({ id: run.id, status: 'queued', error: null, finishedAt: null });
    expect(await countWaitingMessages(stored.db)).toBe(waiting + 1);
  });

  test('whose before scene is not earlier is refused, naming both times', async () => {
    const { runOf } = await watchedArea(stored.db, 'backwards', 3);
    const { beforeSceneIds, afterSceneId, ...rest } = runOf(2);
    const backwards = createRun(stored.db, {
      ...rest,
      beforeSceneIds: [afterSceneId],
      afterSceneId: beforeSceneIds[0]!,
    });
    await expect(backwards).rejects.toMatchObject({ detail: { code: 'run.order', where: 'beforeSceneIds[0]' } });
  });

  test('over a scene or an area that is not there is refused', async () => {
    const { runOf } = await watchedArea(stored.db, 'missing', 2);
    const nowhere = '00000000-0000-8000-8000-000000000000';
    await expect(createRun(stored.db, { ...runOf(1), afterSceneId: nowhere })).rejects.toThrow(
      `no scene with id ${nowhere}`,
    );
    await expect(createRun(stored.db, { ...runOf(1), watchAreaId: 'x' })).rejects.toThrow('no watch area with id x');
  });
});
