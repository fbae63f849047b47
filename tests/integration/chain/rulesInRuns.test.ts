import { describe, expect, jest, test } from '@jest/globals';
import type { AlertAct } from '#domain/alertLife.js';
import type { AreaGeometry } from '#domain/geometry.js';
import type { ListedAlert } from '#store/alerts.js';
import { auditOf } from '#store/auditTrail.js';
import { saveOrders } from '#store/enforcementOrders.js';
import { listFindings } from '#store/findings.js';
import { saveLayerVersion } from '#store/layerImport.js';
import { savePermits } from '#store/permitRecording.js';
import { featureOf, layerOf, permitOf, square } from '../store/examples.js';
import { testDatabase } from '../store/testDatabase.js';
import { act, CLOSED, county, FILED, REPORTED, seenIn, SUPERVISOR } from './judgedCounty.js';

jest.setTimeout(120_000);

/** The rules that need more than a patch and plans: orders, earlier alerts, other changes, permits without any. Months are of 2024. */
const stored = testDatabase();

const kindsOf = async (alert: ListedAlert): Promise<string[]> =>
  (await listFindings(stored.db, SUPERVISOR, { alertId: alert.id })).map(({ kind }) => kind);

describe('orders', () => {
  test('an order that was imported stops works under a valid permit too', async () => {
    const { judge, alerts } = await county(stored.db, 'imported order');
    const place = square(120.01, 30.01);
    await saveOrders(stored.db, [{ id: '停-1', kind: 'stopOrder', issuedOn: '2024-01-15', geometry: place }]);
    await savePermits(stored.db, [permitOf('停工许可', { geometry: place })]);
    await judge(2, [seenIn(2, place)]);
    expect(await alerts()).toEqual([]);
    await judge(3, [seenIn(3, place)]);
    expect(await alerts()).toMatchObject([{ kind: 'worksAfterStopOrder', severity: 'critical' }]);
  });

  test('an order that an alert led to makes later growth more serious; growth before it does not', async () => {
    const { judge, alerts } = await county(stored.db, 'an order of an alert');
    const place = square(120.02, 30.01);
    await judge(2, [seenIn(2, place)]);
    const [alert] = await alerts();
    const order: AlertAct = { act: 'issueOrder', orderKind: 'stopOrder', issuedOn: '2024-02-10' };
    await act(stored.db, alert!, [...FILED, order], '2024-02-10T03:00:00Z');
    await judge(3, [seenIn(3, place, { fromClass: 'earthworks' })]);
    expect(await alerts()).toMatchObject([{ id: alert!.id, kind: 'buildWithoutApproval' }]);
    await judge(4, [seenIn(4, place, { fromClass: 'earthworks' })]);
    expect(await alerts()).toMatchObject([{ id: alert!.id, kind: 'worksAfterStopOrder', status: 'ordered' }]);
  });
});

describe('alerts that were dealt with', () => {
  test('a change after the close-out of a violation is a rebound; after that of a pseudo-change it is not', async () => {
    const { judge, alerts } = await county(stored.db, 'a closed one');
    const [built, harvested] = [square(120.03, 30.01), square(120.04, 30.01)];
    await judge(2, [seenIn(2, built), seenIn(2, harvested)]);
    const first = await alerts();
    const near = (place: AreaGeometry) => (alert: ListedAlert) =>
      Math.abs(alert.centre[0] - (place.coordinates as number[][][])[0]![0]![0]!) < 0.002;
    const at = '2024-02-20T03:00:00Z';
    await act(stored.db, first.find(near(built))!, [...FILED, REPORTED, ...CLOSED], at);
    const pseudo = { outcome: 'pseudoChange', reason: 'harvest', note: null } as const;
    await act(stored.db, first.find(near(harvested))!, [{ act: 'determine', determination: pseudo }], at);
    await judge(4, [seenIn(4, built), seenIn(4, harvested)]);
    const again = (await alerts()).filter(({ status }) => status === 'new');
    expect(again.find(near(built))).toMatchObject({ kind: 'rebound' });
    expect(again.find(near(harvested))).toMatchObject({ kind: 'buildWithoutApproval' });
  });

  test('works after a reported rectification are found, restored ground verifies it, and part of it does not', async () => {
    const { judge, alerts } = await county(stored.db, 'rectified');
    const [worked, restored] = [square(120.05, 30.01), square(120.06, 30.01)];
    await judge(2, [seenIn(2, worked), seenIn(2, restored)]);
    const at = '2024-02-20T03:00:00Z';
    for (const alert of await alerts()) await act(stored.db, alert, [...FILED, REPORTED], at);
    const back = { fromClass: 'builtUp', toClass: 'cropland' } as const;
    await judge(3, [seenIn(3, square(120.06, 30.01, 0.0005), back)]);
    await judge(4, [seenIn(4, worked, { fromClass: 'earthworks' })]);
    expect((await alerts()).map(({ verifiedBySatelliteAt }) => verifiedBySatelliteAt)).toEqual([null, null]);
    await judge(5, [seenIn(5, restored, back)]);
    const [shown, hidden] = (await alerts()).toSorted((a, b) => b.centre[0] - a.centre[0]);
    expect(shown!.verifiedBySatelliteAt).not.toBeNull();
    expect((await auditOf(stored.db, SUPERVISOR, 'alert', shown!.id)).at(-1)?.act).toBe('verifiedBySatellite');
    expect(hidden!.verifiedBySatelliteAt).toBeNull();
    expect(await kindsOf(hidden!)).toContain('rectificationNotDone');
    expect(await kindsOf(shown!)).not.toContain('rectificationNotDone');
  });
});

test('a site beside an unused permit is displaced; where an earlier run saw works on the permit it is not', async () => {
  const { judge, alerts } = await county(stored.db, 'displaced');
  const west = { permit: square(120.01, 30.05), beside: square(120.0114, 30.05) };
  const east = { permit: square(120.05, 30.05), beside: square(120.0514, 30.05) };
  await savePermits(stored.db, [permitOf('西', { geometry: west.permit }), permitOf('东', { geometry: east.permit })]);
  await judge(2, [seenIn(2, east.permit)]);
  await judge(3, [seenIn(3, west.beside), seenIn(3, east.beside)]);
  const kinds = (await alerts()).toSorted((a, b) => a.centre[0] - b.centre[0]).map(({ kind }) => kind);
  expect(kinds).toEqual(['siteDisplaced', 'buildWithoutApproval']);
});

test('permits without works and zones beyond their quota are told as of each run, and no longer once that changed', async () => {
  const { judge, standing } = await county(stored.db, 'standing');
  const ground = square(120.07, 30.05);
  await savePermits(stored.db, [permitOf('未用', { geometry: ground, buildDeadline: '2024-02-15' })]);
  await saveLayerVersion(stored.db, {
    layer: layerOf({ id: 'quotas', kind: 'zone' }),
    features: [
      featureOf('tight', square(120.08, 30.05, 0.002), { use: '0701', quotaM2: 10_000 }),
      featureOf('wide', square(120.085, 30.05, 0.002), { use: '0701', quotaM2: 50_000 }),
    ],
  });
  await judge(2, []);
  expect(await standing()).toEqual({ permits: [], quotas: [] });
  await judge(3, [seenIn(3, square(120.08, 30.05)), seenIn(3, square(120.085, 30.05))]);
  const said = await standing();
  expect(said.permits).toMatchObject([
    { caseNumber: '未用', kind: 'approvedUnused', since: '2024-03-01', asOf: '2024-03-01' },
  ]);
  expect(said.quotas).toMatchObject([{ layer: { id: 'quotas', feature: 'tight' }, quotaM2: 10_000 }]);
  // 0.001° of longitude and latitude at 30.05° N.
  expect(said.quotas[0]!.usedM2 / (96.437 * 110.853)).toBeCloseTo(1, 3);
  await judge(4, []);
  expect((await standing()).permits).toMatchObject([{ since: '2024-03-01', asOf: '2024-04-01' }]);
  await judge(5, [seenIn(5, ground)]);
  expect((await standing()).permits).toEqual([]);
});

test('a run over older scenes that was made late does not turn back what is said of permits', async () => {
  const { judge, standing } = await county(stored.db, 'late');
  const ground = square(120.09, 30.05);
  await savePermits(stored.db, [permitOf('后建', { geometry: ground, buildDeadline: '2024-02-15' })]);
  // All watch areas of this file have one ground: other tests' permits lie on it, too.
  const said = async () => (await standing()).permits.filter(({ caseNumber }) => caseNumber === '后建');
  await judge(3, []);
  expect(await said()).toMatchObject([{ asOf: '2024-03-01' }]);
  await judge(5, [seenIn(5, ground)]);
  expect(await said()).toEqual([]);
  await judge(4, []);
  expect(await said()).toEqual([]);
});
