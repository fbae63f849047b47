import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApiKey } from '#store/apiKeys.js';
import { saveLayerVersion } from '#store/layerImport.js';
import { savePermits } from '#store/permitRecording.js';
import { featureOf, layerOf, permitOf } from '../store/examples.js';
import { apiUnderTest, askAt, type ApiUnderTest } from './apiUnderTest.js';
import { monitoredCounty, square } from './monitoredCounty.js';

let api: ApiUnderTest;
let alertIds: readonly string[];
beforeAll(async () => {
  api = await apiUnderTest();
  ({ alertIds } = await monitoredCounty(api, 3));
  const layer = layerOf({ id: 'regions', kind: 'adminRegion', title: '行政区划' });
  await saveLayerVersion(api.db, { layer, features: [{ ...featureOf('a', square(0, 0, 20)), name: '城关镇' }] });
  await savePermits(api.db, [permitOf('建字2024-9', { geometry: square(1, 6, 0.5) })]);
});
afterAll(() => api.stop());

interface Answer {
  readonly place: { readonly lonLat: readonly number[]; readonly epsg: number | null } | null;
  readonly items: readonly { readonly kind: string; readonly id: string; readonly bbox: readonly number[] | null }[];
}
const found = async (q: string, more = ''): Promise<Answer> =>
  (await api.ask(`/v1/search?q=${encodeURIComponent(q)}${more}`, { as: 'officer' })).json as Answer;

test('a part of a case number, of an alert’s number or of a place’s name finds it with where it lies', async () => {
  const permit = (await found('2024-9')).items.find(({ kind }) => kind === 'permit');
  expect(permit?.id).toBe('建字2024-9');
  const [west, south, east, north] = permit?.bbox ?? [];
  expect(west! < east! && south! < north!).toBe(true);
  const alertId = alertIds[1]!;
  expect((await found(alertId.slice(0, 13).toUpperCase())).items.map(({ kind, id }) => [kind, id])).toEqual([
    ['alert', alertId],
  ]);
  expect((await found('城关')).items.map(({ kind, id }) => [kind, id])).toEqual([['planFeature', 'regions/a']]);
});

test('what lies in another region is not found', async () => {
  const { key } = await createApiKey(api.db, { name: 'elsewhere', role: 'officer', adminCode: '440100' });
  const { json } = await askAt(api.url, `/v1/search?q=${alertIds[0]}`, {}, key);
  expect((json as Answer).items).toEqual([]);
});

test('coordinates are a place: degrees as they are, a plane’s metres by its zone', async () => {
  expect((await found('119.32, 25.01')).place).toEqual({ lonLat: [119.32, 25.01], epsg: null });
  // On the central meridian of zone 40 the easting is 500 km; the meridian's arc from the equator to 30° N is 3,320,113.4 m.
  const place = (await found('3320113.4 40500000')).place;
  expect(place?.epsg).toBe(4528);
  expect(place?.lonLat[0]).toBeCloseTo(120, 9);
  expect(place?.lonLat[1]).toBeCloseTo(30, 6);
  expect((await found('3320113.4 500000', '&near=119.6')).place?.epsg).toBe(4549);
});

test('like characters and quotes are letters like others; an empty text is refused', async () => {
  expect((await found("%_'--")).items).toEqual([]);
  const { status } = await api.ask('/v1/search?q=%20', { as: 'officer' });
  expect(status).toBe(400);
});
