import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { apiUnderTest, type Answer, type ApiUnderTest } from './apiUnderTest.js';
import { formOf, gradientOf, GRADIENT, MANIFEST, sceneForm } from './sceneForms.js';
import { tinyGeoTiff } from './tinyGeoTiff.js';

let api: ApiUnderTest;
let outside: string;
let root: string;
beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'pw-import-'));
  root = join(outside, 'root');
  mkdirSync(root);
  writeFileSync(join(outside, 'secret.tif'), gradientOf(900));
  writeFileSync(join(root, 'inside.tif'), gradientOf(901));
  symlinkSync(join(outside, 'secret.tif'), join(root, 'way-out.tif'));
  api = await apiUnderTest({ config: { importRoots: [root] }, limits: { uploadBytes: 200_000 } });
});
afterAll(async () => {
  await api.stop();
  rmSync(outside, { recursive: true });
});

/** Every file below the data folder. */
function storedFiles(): string[] {
  return readdirSync(api.services.config.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

async function sceneCount(): Promise<number> {
  return (await api.db.selectFrom('scenes').select('id').execute()).length;
}

const post = (form: ReturnType<typeof sceneForm>, headers: Record<string, string> = {}): Promise<Answer> =>
  api.ask('/v1/scenes', { ...form, as: 'steward', headers: { ...form.headers, ...headers } });

describe('uploading a scene', () => {
  test('registers it with what the file says of its place, and 200 the second time', async () => {
    const first = await post(sceneForm(gradientOf(0)));
    expect(first).toMatchObject({
      status: 201,
      json: { title: 'Gradient', epsg: 4549, widthPixels: 64, clearShare: 1, bands: ['red', 'green', 'blue'] },
    });
    const scene = first.json as { id: string; gsdMetres: number; footprintWgs84: { coordinates: number[][][] } };
    // GDAL: gdaltransform -s_srs EPSG:4549 -t_srs EPSG:4326 -output_xy <<< "500000 3320000"
    const [lon, lat] = scene.footprintWgs84.coordinates[0]![0]!;
    expect(lon).toBeCloseTo(120, 9);
    expect(lat).toBeCloseTo(29.998_977_037_841_6, 9);
    expect(scene.gsdMetres).toBeCloseTo(10, 1);
    const again = await post(sceneForm(gradientOf(0)));
    expect(again).toMatchObject({ status: 200, json: { id: scene.id } });
    expect(storedFiles()).toHaveLength(1);
    const list = await api.ask('/v1/scenes');
    expect((list.json as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([scene.id]);
  });

  test('takes the title from a file name in Chinese', async () => {
    const { title: _title, ...manifest } = MANIFEST;
    expect(await post(sceneForm(gradientOf(1), manifest, '杭州 2024.tif'))).toMatchObject({
      status: 201,
      json: { title: '杭州 2024' },
    });
  });

  test('refuses the same pixels as another acquisition with 409, and keeps the first', async () => {
    await post(sceneForm(gradientOf(2)));
    const files = storedFiles();
    const answer = await post(sceneForm(gradientOf(2), { ...MANIFEST, acquiredAt: '2024-04-01' }));
    expect(answer).toMatchObject({ status: 409, json: { code: 'scene.contradicts', where: 'acquiredAt' } });
    expect(storedFiles()).toEqual(files);
  });
});

/** Beyond any place that the CRS has. */
const FAR_OFF = { x: 5e9, y: 5e9, pixel: 10 };
const SOUND = tinyGeoTiff(GRADIENT);
const HOSTILE: readonly (readonly [string, ReturnType<typeof sceneForm>, number, string])[] = [
  ['a text file', sceneForm(Buffer.from('not a TIFF at all')), 422, 'raster.'],
  ['an empty file', sceneForm(Buffer.alloc(0)), 422, 'raster.'],
  ['a file cut in the middle', sceneForm(SOUND.subarray(0, 9000)), 422, 'raster.truncated'],
  ['a header that points beyond the end', sceneForm(Buffer.from('49492a00ffffff7f', 'hex')), 422, 'raster.'],
  ['no CRS', sceneForm(tinyGeoTiff({ ...GRADIENT, epsg: null })), 422, 'raster.noCrs'],
  ['no georeference', sceneForm(tinyGeoTiff({ ...GRADIENT, place: null })), 422, 'raster.noGeoreference'],
  ['a place off the Earth', sceneForm(tinyGeoTiff({ ...GRADIENT, place: FAR_OFF })), 422, 'scene.noPlace'],
  ['a band that is not there', sceneForm(SOUND, { ...MANIFEST, bands: { nir: 9 } }), 422, 'raster.missingBand'],
  ['a future date', sceneForm(SOUND, { ...MANIFEST, acquiredAt: '2999-01-01' }), 422, 'scene.future'],
  ['a date that is none', sceneForm(SOUND, { ...MANIFEST, acquiredAt: '2024-02-30' }), 422, 'time.unreadable'],
  ['no date', sceneForm(SOUND, { sensor: 'optical' }), 400, 'request.manifest'],
  ['an unknown field', sceneForm(SOUND, { ...MANIFEST, path: '/etc/passwd' }), 400, 'request.manifest'],
  ['a manifest that is not JSON', formOf([{ name: 'manifest', content: '{' }]), 400, 'request.manifest'],
  ['no manifest', formOf([{ name: 'file', fileName: 'a.tif', content: SOUND }]), 400, 'upload.manifest'],
  ['no file', formOf([{ name: 'manifest', content: JSON.stringify(MANIFEST) }]), 400, 'upload.file'],
  ['two manifests', formOf([manifestPart(), manifestPart()]), 400, 'upload.part'],
  ['two files', formOf([manifestPart(), filePart(SOUND), filePart(SOUND)]), 400, 'upload.part'],
  ['a file beyond the limit', sceneForm(Buffer.alloc(300_000)), 413, 'upload.tooLarge'],
];

function manifestPart() {
  return { name: 'manifest', content: JSON.stringify(MANIFEST) };
}

function filePart(content: Buffer) {
  return { name: 'file', fileName: 'a.tif', content };
}

describe('a hostile upload', () => {
  test.each(HOSTILE)('with %s is refused and leaves nothing behind', async (_what, form, status, code) => {
    const before = { files: storedFiles(), scenes: await sceneCount() };
    const answer = await post(form);
    expect(answer.status).toBe(status);
    const problem = answer.json as { code: string; where: string; detail: string };
    expect(problem.code).toMatch(new RegExp(`^${code.replace('.', String.raw`\.`)}`));
    expect(`${problem.where} ${problem.detail}`).not.toContain(api.services.config.dataDir);
    expect({ files: storedFiles(), scenes: await sceneCount() }).toEqual(before);
  });

  test('names the file as the sender does', async () => {
    const answer = await post(sceneForm(Buffer.from('nothing'), MANIFEST, '坏.tif'));
    expect((answer.json as { where: string }).where).toContain('坏.tif');
  });

  test('with a boundary missing or a body cut short is refused', async () => {
    const headers = { 'Content-Type': 'multipart/form-data' };
    expect(await api.ask('/v1/scenes', { method: 'POST', body: 'x', headers })).toMatchObject({ status: 400 });
    const form = sceneForm(SOUND);
    expect(await post({ ...form, body: form.body.subarray(0, 3000) })).toMatchObject({ status: 400 });
    expect(storedFiles().filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('whose sender goes away in the middle leaves nothing behind', async () => {
    const before = storedFiles();
    const form = sceneForm(SOUND);
    const headers = { ...form.headers, Authorization: `Bearer ${api.keyOf('steward')}`, 'Content-Length': 26_000 };
    await new Promise<void>((resolve) => {
      const request = httpRequest(new URL('/v1/scenes', api.url), { method: 'POST', headers });
      request.on('error', () => resolve());
      request.write(form.body.subarray(0, 12_000), () => setTimeout(() => request.destroy(), 100));
    });
    for (let tries = 0; tries < 50 && storedFiles().length > before.length; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(storedFiles()).toEqual(before);
  });
});

describe('a reference to a file', () => {
  const refer = (href: string): Promise<Answer> =>
    api.ask('/v1/scenes', { body: { href, acquiredAt: '2024-01-01', sensor: 'optical' }, as: 'steward' });

  test('below an import root is registered where it lies, absolute or relative', async () => {
    const before = storedFiles();
    const answer = await refer(join(root, 'inside.tif'));
    expect(answer).toMatchObject({ status: 201, json: { title: 'inside', bands: ['band1', 'band2', 'band3'] } });
    expect(await refer('inside.tif')).toMatchObject({ status: 200 });
    expect(storedFiles()).toEqual(before);
    expect(answer.text).not.toContain(root);
  });

  test.each([
    ['beside the root', () => join(outside, 'secret.tif')],
    ['up and away', () => '../secret.tif'],
    ['through a symbolic link', () => 'way-out.tif'],
    ['a system file', () => '/etc/passwd'],
    ['with a NUL', () => 'inside.tif\0.png'],
  ])('%s is refused', async (_what, href) => {
    expect(await refer(href())).toMatchObject({ status: 422, json: { code: 'scene.outsideImportRoots' } });
  });

  test('that names nothing is refused as such', async () => {
    expect(await refer('missing.tif')).toMatchObject({ status: 422, json: { code: 'scene.noFile' } });
  });
});
