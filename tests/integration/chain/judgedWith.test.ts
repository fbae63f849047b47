import { expect, jest, test } from '@jest/globals';
import type { AlertAct } from '#domain/alertLife.js';
import { saveOrders } from '#store/enforcementOrders.js';
import { loadPastContext } from '#store/judgedWith.js';
import { saveLayerVersion } from '#store/layerImport.js';
import { withdrawLayerVersion } from '#store/layerPublishing.js';
import { savePermits } from '#store/permitRecording.js';
import { loadRunContext } from '#store/runContext.js';
import { loadRunTask } from '#store/runProgress.js';
import { EVERYWHERE, featureOf, layerOf, permitOf, square } from '../store/examples.js';
import { testDatabase } from '../store/testDatabase.js';
import { act, CLOSED, county, FILED, REPORTED, seenIn } from './judgedCounty.js';

jest.setTimeout(120_000);

const stored = testDatabase();
const DAY = '2024-04-01';

test('what a run was judged with is loaded again as it was, whatever was recorded since', async () => {
  const { db } = stored;
  const { judge, alerts } = await county(db, 'known then');
  const [permitted, ordered, closed] = [square(120.01, 30.01), square(120.02, 30.01), square(120.03, 30.01)];
  const zone = { layer: layerOf({ id: 'lines', version: '1', validFrom: '2020-01-01' }) };
  await saveLayerVersion(db, { ...zone, features: [featureOf('old', square(120.02, 30.01, 0.01))] });
  await savePermits(db, [permitOf('早', { geometry: permitted })]);
  await saveOrders(db, [{ id: '停-1', kind: 'stopOrder', issuedOn: '2024-01-15', geometry: ordered }]);
  await judge(2, [seenIn(2, permitted), seenIn(2, ordered), seenIn(2, closed)]);
  const order: AlertAct = { act: 'issueOrder', orderKind: 'stopOrder', issuedOn: '2024-02-10' };
  const [first, second] = (await alerts()).toSorted((a, b) => b.centre[0] - a.centre[0]);
  await act(db, first!, [...FILED, REPORTED, ...CLOSED], '2024-02-20T03:00:00Z');
  await act(db, second!, [...FILED, order], '2024-02-20T03:00:00Z');

  const runId = await judge(4, [seenIn(4, permitted), seenIn(4, ordered), seenIn(4, closed)]);
  const task = (await loadRunTask(db, runId))!;
  const then = await loadPastContext(db, task);
  expect(then.isExact).toBe(true);
  // Nothing was recorded since: then and now are the same.
  expect(then.context).toEqual(await loadRunContext(db, runId, DAY));
  expect(then.context.layers.map(({ version }) => version)).toEqual(['1']);
  expect([...then.context.ordersOfPatch.values()].map((orders) => orders.length)).toEqual([2]);
  expect([...then.context.settledAlertsOfPatch.values()].flat()).toMatchObject([{ id: first!.id }]);
  expect(then.context.patchesOnPermits).toHaveLength(2);

  await withdrawLayerVersion(db, EVERYWHERE, 'lines', '1', 'wrong');
  await saveLayerVersion(db, { layer: { ...zone.layer, version: '2' }, features: [featureOf('new', closed)] });
  await savePermits(db, [permitOf('早', { revision: 2, geometry: closed }), permitOf('晚', { geometry: ordered })]);
  await saveOrders(db, [{ id: '停-2', kind: 'stopOrder', issuedOn: '2024-01-16', geometry: closed }]);
  await act(
    db,
    (await alerts()).find(({ id }) => id === second!.id)!,
    [REPORTED],
    '2024-04-20T03:00:00Z',
  );
  await judge(3, [seenIn(3, permitted)]);

  expect(await loadPastContext(db, task)).toEqual(then);
  const now = await loadRunContext(db, runId, DAY);
  expect(now.layers.map(({ version }) => version)).toEqual(['2']);
  expect([...now.ordersOfPatch.values()].flat()).toHaveLength(3);
  expect([...now.settledAlertsOfPatch.values()].flat()).toHaveLength(2);
  expect([...now.permitsOfPatch.values()].flat().map(({ caseNumber, revision }) => [caseNumber, revision])).toEqual(
    expect.arrayContaining([
      ['早', 2],
      ['晚', 1],
    ]),
  );
});

test('a run judged before its inputs were kept is given what was recorded up to its end', async () => {
  const { db } = stored;
  const { judge } = await county(db, 'kept nothing');
  const place = square(120.05, 30.05);
  await savePermits(db, [permitOf('先', { geometry: place })]);
  const runId = await judge(2, [seenIn(2, place)]);
  await db.updateTable('runs').set({ judged_with: null }).where('id', '=', runId).execute();
  await savePermits(db, [permitOf('先', { revision: 2, geometry: place }), permitOf('后', { geometry: place })]);
  const { context, isExact } = await loadPastContext(db, (await loadRunTask(db, runId))!);
  expect(isExact).toBe(false);
  expect([...context.permitsOfPatch.values()].flat().map(({ caseNumber, revision }) => [caseNumber, revision])).toEqual(
    [['先', 1]],
  );
});
