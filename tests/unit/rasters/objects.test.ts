import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createFolderStore } from '#store/objects.js';
import { temporaryFolder } from './temporaryFolder.js';

const folder = temporaryFolder();
/** SHA-256 of the three bytes `abc`, FIPS 180-2, appendix B.1. */
const ABC_HASH = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('the raster store in a folder', () => {
  test('names a file by its content and keeps the same bytes once', async () => {
    const store = createFolderStore(join(folder, 'objects'));
    const [first, second] = [join(folder, 'a.TIF'), join(folder, 'b.tif')];
    for (const path of [first, second]) writeFileSync(path, 'abc');
    const stored = await store.put(first);
    expect(stored).toEqual({ key: `rasters/ba/${ABC_HASH}.tif`, contentHash: ABC_HASH, bytes: 3 });
    expect(await store.put(second)).toEqual(stored);
    expect(readFileSync(store.resolve(stored.key), 'utf8')).toBe('abc');
    expect(readdirSync(join(folder, 'objects', 'rasters', 'ba'))).toEqual([`${ABC_HASH}.tif`]);
  });

  test('refuses keys that lead out of it', () => {
    const store = createFolderStore(join(folder, 'closed'));
    for (const key of ['../a.TIF', '/etc/hostname', 'rasters/../../a.TIF']) {
      expect(() => store.resolve(key)).toThrow(/not a key of the raster store/);
    }
  });

  test('an object that is not there is not found', () => {
    const store = createFolderStore(join(folder, 'empty'));
    expect(store.has('rasters/aa/x.tif')).toBe(false);
    expect(() => store.resolve('rasters/aa/x.tif')).toThrow(/no raster with id rasters\/aa\/x\.tif/);
  });

  test('a missing source is bad input and leaves nothing behind', async () => {
    const store = createFolderStore(join(folder, 'clean'));
    await expect(store.put(join(folder, 'missing.tif'))).rejects.toMatchObject({ kind: 'badInput' });
    expect(store.has('rasters')).toBe(false);
  });
});
