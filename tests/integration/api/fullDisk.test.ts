import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { UnavailableError } from '#domain/errors.js';
import { writeCog } from '#store/rasters/index.js';
import { smallDiskOrNull } from '../../support/smallDisk.js';
import { apiUnderTest, type ApiUnderTest } from './apiUnderTest.js';
import { gradientOf, sceneForm } from './sceneForms.js';

const disk = smallDiskOrNull(2);

/** Everything below a folder but the filler. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'filler')
    .map(({ name }) => name);

(disk === null ? describe.skip : describe)('a full disk', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await apiUnderTest({ config: { dataDir: disk!.path } });
  });
  afterAll(async () => {
    await api?.stop();
    disk?.remove();
  });

  test('refuses an upload by the name of its file, stores nothing of it, and takes it once there is space', async () => {
    disk!.fill();
    const form = sceneForm(gradientOf(3), undefined, '影像.tif');
    const refused = await api.ask('/v1/scenes', form);
    expect(refused.status).toBe(503);
    expect(refused.headers).toHaveProperty('retry-after');
    expect((refused.json as { detail: string }).detail).toMatch(
      /^影像\.tif: .*no space left on the disk.*; nothing was stored$/,
    );
    expect(filesBelow(disk!.path)).toEqual([]);
    expect((await api.ask('/v1/scenes')).json).toMatchObject({ items: [] });

    disk!.empty();
    expect((await api.ask('/v1/scenes', form)).status).toBe(201);
    expect((await api.ask('/v1/scenes')).json).toMatchObject({ items: [{ title: 'Gradient' }] });
  });

  test('ends the writing of a raster with its path, and leaves no part of it', async () => {
    disk!.fill();
    const before = filesBelow(disk!.path);
    const path = join(disk!.path, 'score.tif');
    const noise = Float32Array.from({ length: 512 * 512 }, (_, i) => Math.sin(i * i));
    const grid = { width: 512, height: 512, originX: 0, originY: 0, pixelWidth: 10, pixelHeight: 10, epsg: 4549 };
    const written = writeCog(path, { grid, sampleType: 'float32', nodata: -1, bands: [noise] });
    await expect(written).rejects.toThrow(UnavailableError);
    await expect(written).rejects.toThrow(`${path} cannot be written now: no space left on the disk`);
    expect(filesBelow(disk!.path)).toEqual(before);
  });
});
