import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FeatureCollection } from 'geojson';
import { auditOf } from '#store/auditTrail.js';
import { unpackArchive } from '#store/vectors/index.js';
import { chromiumOrNull, launchBrowser, seriousAxeFindings, watchedPage } from '../../support/browser.js';
import { EVERYWHERE } from '../store/examples.js';
import { apiUnderTest, type Answer, type ApiUnderTest } from './apiUnderTest.js';
import { monitoredCounty, type MonitoredCounty } from './monitoredCounty.js';

let api: ApiUnderTest;
let county: MonitoredCounty;
let folder: string;
/** Words that a page must show and not obey. */
const HOSTILE = '<script>alert(1)</script> & "引号"';

const make = (alertIds: readonly string[], change: object = {}): Promise<Answer> =>
  api.ask('/v1/field-packs', { as: 'officer', body: { alertIds, ...change } });

beforeAll(async () => {
  api = await apiUnderTest();
  county = await monitoredCounty(api, 3);
  const explanation = JSON.stringify({ zh: HOSTILE, en: HOSTILE });
  await api.db.updateTable('alerts').set({ explanation }).where('id', '=', county.alertIds[0]!).execute();
  const { bytes } = await make([county.alertIds[2]!, county.alertIds[0]!], { language: 'en' });
  folder = join(api.services.config.dataDir, 'pack');
  mkdirSync(folder);
  writeFileSync(`${folder}.zip`, bytes);
  await unpackArchive(`${folder}.zip`, folder, 'pack');
});
afterAll(() => api.stop());

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('a field pack', () => {
  test('holds the chosen alerts in their order, as page, GeoJSON, GPX and pictures', () => {
    const [first, second] = [county.alertIds[2]!, county.alertIds[0]!];
    const { features } = JSON.parse(read('alerts.geojson')) as FeatureCollection;
    expect(features.map(({ id, properties }) => [id, properties?.['number']])).toEqual([
      [first, 1],
      [second, 2],
    ]);
    expect(read('index.html').match(/<article/g)).toHaveLength(2);
    expect(read('index.html').indexOf(first)).toBeLessThan(read('index.html').indexOf(second));
    for (const name of ['before', 'after', 'location']) {
      expect(existsSync(join(folder, `pictures/${first}-${name}.jpg`))).toBe(true);
    }
  });

  test('shows what people wrote as words', () => {
    for (const name of ['index.html', 'alerts.gpx']) {
      expect(read(name)).not.toContain('<script>');
      expect(read(name)).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;引号&quot;');
    }
  });

  test('its making stands in the history of each alert, and of no other', async () => {
    const actsOf = async (id: string): Promise<string[]> =>
      (await auditOf(api.db, EVERYWHERE, 'alert', id)).map(({ act }) => act);
    expect(await actsOf(county.alertIds[0]!)).toEqual(['raised', 'fieldPackMade']);
    expect(await actsOf(county.alertIds[1]!)).toEqual(['raised']);
  });

  test('is refused where an alert is unknown, named twice, or nobody named any; nothing is recorded then', async () => {
    const unknown = '00000000-0000-8000-8000-000000000000';
    expect(await make([county.alertIds[1]!, unknown])).toMatchObject({ status: 404 });
    expect(await make([county.alertIds[1]!, county.alertIds[1]!])).toMatchObject({ status: 400 });
    expect(await make([])).toMatchObject({ status: 400 });
    expect(await auditOf(api.db, EVERYWHERE, 'alert', county.alertIds[1]!)).toHaveLength(1);
  });
});

const OGRINFO = ['/usr/bin/ogrinfo', '/usr/local/bin/ogrinfo'].find((path) => existsSync(path));
(OGRINFO === undefined ? test.skip : test)('GDAL reads waypoints and outlines of the GPX and the GeoJSON', () => {
  const countOf = (name: string, layer: string): string =>
    execFileSync(OGRINFO!, ['-ro', '-so', join(folder, name), layer], { encoding: 'utf8' });
  expect(countOf('alerts.gpx', 'waypoints')).toContain('Feature Count: 2');
  expect(countOf('alerts.gpx', 'tracks')).toContain('Feature Count: 2');
  expect(countOf('alerts.geojson', 'alerts')).toContain('Feature Count: 2');
});

(chromiumOrNull() === null ? test.skip : test)('opens from the disk without asking any network', async () => {
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ offline: true, viewport: { width: 900, height: 1200 } });
    const { page, errors, foreignRequests } = await watchedPage(context, 'null');
    const failed: string[] = [];
    page.on('requestfailed', (request) => failed.push(request.url()));
    await page.goto(pathToFileURL(join(folder, 'index.html')).href, { waitUntil: 'networkidle' });
    expect(errors).toEqual([]);
    expect(failed).toEqual([]);
    expect(foreignRequests.filter((address) => !address.startsWith('file:'))).toEqual([]);
    expect(await page.locator('svg image').count()).toBe(6);
    expect(await seriousAxeFindings(page)).toEqual([]);
  } finally {
    await browser.close();
  }
});
