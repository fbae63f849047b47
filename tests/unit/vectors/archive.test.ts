import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { readVectorFile } from '#store/vectors/index.js';
import { zipOf, type ZipEntry } from '../../support/zipFiles.js';

const GOLDENS = fileURLToPath(new URL('../../golden/vectors/files/', import.meta.url));
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'planwatch-zip-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function archive(name: string, entries: readonly ZipEntry[]): Promise<string> {
  await writeFile(join(folder, name), zipOf(entries));
  return join(folder, name);
}
const golden = (name: string): Buffer => readFileSync(join(GOLDENS, name));
const names = async (path: string, options: object = {}) =>
  (await readVectorFile(path, options)).features.map(({ properties }) => properties['MC']);
const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('planwatch-archive-'));

describe('what archives hold', () => {
  const parts = (stem: string, extensions: readonly string[], as = stem): ZipEntry[] =>
    extensions.map((extension) => ({ name: `${as}.${extension}`, content: golden(`${stem}.${extension}`) }));

  test('a GBK Shapefile in a folder, with clutter of other systems beside it', async () => {
    const path = await archive('shp.zip', [
      ...parts('land_gbk', ['shp', 'shx', 'dbf', 'prj', 'cpg'], 'plan/land'),
      { name: '__MACOSX/plan/._land.shp', content: 'junk' },
    ]);
    expect(await names(path)).toEqual(['水田甲', '乔木林地']);
  });

  test('a Shapefile without encoding asks for it, and reads with it', async () => {
    const path = await archive('nocpg.zip', parts('land_nocpg', ['shp', 'shx', 'dbf', 'prj']));
    await expect(names(path)).rejects.toMatchObject({ detail: { code: 'vector.encodingUnknown' } });
    expect(await names(path, { encoding: 'GBK' })).toEqual(['水田甲', '乔木林地']);
  });

  test('a Shapefile whose .cpg file names the wrong encoding is refused, and reads with the right one', async () => {
    const wrong = { detail: { code: 'vector.encodingWrong' } };
    const shapefile = parts('land_nocpg', ['shp', 'shx', 'dbf', 'prj']);
    const gbk = await archive('gbkAsUtf8.zip', [...shapefile, { name: 'land_nocpg.cpg', content: 'UTF-8' }]);
    await expect(names(gbk)).rejects.toMatchObject(wrong);
    expect(await names(gbk, { encoding: 'GBK' })).toEqual(['水田甲', '乔木林地']);
    // The same table in UTF-8: as many bytes, fewer of them blanks.
    const recoded = ['水田甲', '乔木林地'].reduce(
      (text, name) =>
        text.replace(
          `${iconv.encode(name, 'gbk').toString('latin1')}${' '.repeat(name.length)}`,
          Buffer.from(name).toString('latin1'),
        ),
      golden('land_nocpg.dbf').toString('latin1'),
    );
    const utf8 = await archive('utf8AsGbk.zip', [
      ...shapefile.filter(({ name }) => !String(name).endsWith('.dbf')),
      { name: 'land_nocpg.dbf', content: Buffer.from(recoded, 'latin1') },
      { name: 'land_nocpg.cpg', content: 'GBK' },
    ]);
    await expect(names(utf8)).rejects.toMatchObject(wrong);
    expect(await names(utf8, { encoding: 'UTF-8' })).toEqual(['水田甲', '乔木林地']);
  });

  test('a FileGDB, in its folder and without', async () => {
    const files = readdirSync(join(GOLDENS, 'land.gdb')).map((name) => ({ name, content: golden(`land.gdb/${name}`) }));
    const inFolder = files.map(({ name, content }) => ({ name: `土地.gdb/${name}`, content }));
    expect(await names(await archive('gdb.zip', inFolder))).toEqual(['水田甲', '乔木林地']);
  });

  test('file names in GBK without the UTF-8 mark', async () => {
    const name = iconv.encode('规划.geojson', 'gbk');
    const path = await archive('gbk.zip', [{ name, content: golden('land.geojson'), flags: 0 }]);
    expect(await names(path)).toEqual(['水田甲', '乔木林地']);
  });

  test('of several datasets the named one', async () => {
    const path = await archive('two.zip', [
      { name: 'a.geojson', content: golden('land.geojson') },
      { name: 'b.geojson', content: golden('land.geojson') },
    ]);
    await expect(names(path)).rejects.toMatchObject({
      detail: { code: 'archive.dataset', found: 'a.geojson, b.geojson' },
    });
    expect(await names(path, { layer: 'b' })).toEqual(['水田甲', '乔木林地']);
  });
});

const zeros = (megabytes: number): Buffer => Buffer.alloc(megabytes * 1024 * 1024);
const LINK = 0o120777;

describe('what is refused, and nothing is left', () => {
  test.each([
    ['a way out', 'archive.unsafePath', [{ name: '../../evil.geojson', content: '{}' }]],
    ['a way out by backslashes', 'archive.unsafePath', [{ name: '..\\evil.geojson', content: '{}' }]],
    ['an absolute name', 'archive.unsafePath', [{ name: '/etc/evil.geojson', content: '{}' }]],
    ['a link', 'archive.unsafePath', [{ name: 'a.geojson', content: '/etc/passwd', mode: LINK }]],
    ['a line break in a name', 'archive.unsafePath', [{ name: 'a\n.geojson', content: '{}' }]],
    ['a password', 'archive.encrypted', [{ name: 'a.geojson', content: '{}', flags: 0x801 }]],
    ['a bomb', 'archive.tooLarge', [{ name: 'a.geojson', content: zeros(64) }]],
    ['too many entries', 'archive.tooLarge', Array.from({ length: 2001 }, (_, i) => ({ name: `${i}`, content: '' }))],
    ['no data', 'archive.dataset', [{ name: 'readme.txt', content: 'hello' }]],
    ['a picture called a GeoPackage', 'vector.unreadable', [{ name: 'a.gpkg', content: '\x89PNG' }]],
    ['markup called a table', 'vector.unreadable', [{ name: 'a.csv', content: '<OGRVRTDataSource/>' }]],
  ] satisfies [string, string, ZipEntry[]][])('%s: %s', async (what, code, entries) => {
    const before = left();
    const path = await archive(`${what.replaceAll(' ', '')}.zip`, entries);
    await expect(readVectorFile(path)).rejects.toMatchObject({ kind: 'badInput', detail: { code } });
    await expect(readVectorFile(path)).rejects.toThrow(basename(path));
    expect(left()).toEqual(before);
  });

  test.each([
    ['no zip at all', Buffer.from('hello')],
    ['a zip cut short', zipOf([{ name: 'a.geojson', content: '{}' }]).subarray(0, 40)],
    [
      'bytes that do not fit the packing',
      (() => {
        const bytes = zipOf([{ name: 'a.geojson', content: 'x'.repeat(1000) }]);
        bytes.fill(0xff, 40, 48);
        return bytes;
      })(),
    ],
  ])('%s', async (what, bytes) => {
    const path = join(folder, `${what.replaceAll(' ', '')}.zip`);
    await writeFile(path, bytes);
    await expect(readVectorFile(path)).rejects.toMatchObject({ detail: { code: 'archive.damaged' } });
  });
});

describe('tables', () => {
  const wkt = 'POLYGON ((120 30, 120.001 30, 120.001 30.001, 120 30.001, 120 30))';
  test.each([
    ['WKT', 'wkt', `"${wkt}"`],
    [
      'GeoJSON',
      'geometry',
      `"{""type"":""Polygon"",""coordinates"":[[[120,30],[120.001,30],[120.001,30.001],[120,30.001],[120,30]]]}"`,
    ],
  ])('with %s in GBK and UTF-8', async (_what, column, cell) => {
    const text = `编号,名称,${column}\n0012,西溪,${cell}\n`;
    const path = join(folder, `${column}.csv`);
    await writeFile(path, text);
    const utf8 = await readVectorFile(path);
    expect(utf8.features[0]).toMatchObject({
      properties: { 编号: '0012', 名称: '西溪' },
      geometry: { type: 'Polygon' },
    });
    await writeFile(path, iconv.encode(text, 'gbk'));
    await expect(readVectorFile(path)).rejects.toMatchObject({ detail: { code: 'vector.encodingUnknown' } });
    expect((await readVectorFile(path, { encoding: 'GBK' })).features).toEqual(utf8.features);
  });

  test('without a geometry say which column is missing', async () => {
    const path = join(folder, 'bare.csv');
    await writeFile(path, 'a,b\n1,2\n');
    await expect(readVectorFile(path)).rejects.toMatchObject({ detail: { code: 'vector.layer' } });
  });
});
