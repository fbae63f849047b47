import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { contentHash } from '#store/rasters/contentHash.js';
import { rasterStatistics } from '#store/rasters/rasterStatistics.js';
import { allowRemote } from '#store/rasters/remoteAccess.js';
import { openRaster } from '#store/rasters/openRaster.js';
import { writeCog } from '#store/rasters/writeCog.js';
import { temporaryFolder } from '../../unit/rasters/temporaryFolder.js';
import { startRangeServer, type RangeServer } from './rangeServer.js';

const folder = temporaryFolder();
const local = join(folder, 'scene.tif');
const SIDE = 600;
const WHOLE = { x: 0, y: 0, width: SIDE, height: SIDE };
const SIGNED = { region: 'us-east-1', accessKeyId: 'key', secretAccessKey: 'secret' };

let server: RangeServer;

beforeAll(async () => {
  const grid = {
    width: SIDE,
    height: SIDE,
    originX: 500000,
    originY: 3.4e6,
    pixelWidth: 10,
    pixelHeight: 10,
    epsg: 4549,
  };
  const noise = (seed: number) =>
    Uint16Array.from({ length: SIDE * SIDE }, (_, i) => Math.imul(i + seed, 2654435761) >>> 16);
  await writeCog(local, { grid, sampleType: 'uint16', bands: [noise(1), noise(2)], nodata: 0, tileSize: 128 });
});

afterAll(() => allowRemote({ sources: [], s3: null }));

async function sameAsLocal(path: string): Promise<void> {
  const [near, far] = [await openRaster(local), await openRaster(path)];
  expect({ ...far.header, path: '' }).toEqual({ ...near.header, path: '' });
  expect(await rasterStatistics(far)).toEqual(await rasterStatistics(near));
  const window = { x: 40, y: 33, width: 70, height: 21 };
  expect(await far.readWindow(window, [2], 1)).toEqual(await near.readWindow(window, [2], 1));
  near.close();
  far.close();
}

describe('rasters behind HTTP', () => {
  beforeEach(async () => {
    server = await startRangeServer('http', readFileSync(local));
    allowRemote({ sources: [server.host], s3: null });
  });
  afterEach(() => server.close());

  const url = () => `http://${server.host}/a/scene.tif`;

  test('are read as from disk, pixel by pixel', () => sameAsLocal(url()));

  test('have the hash of their bytes', async () => {
    expect(await contentHash(url())).toBe(await contentHash(local));
  });

  test('a small window costs one request for the header and one for its block', async () => {
    const raster = await openRaster(url());
    await raster.readWindow({ x: 130, y: 130, width: 9, height: 9 }, [1, 2]);
    expect(server.requests).toHaveLength(2);
    await raster.readWindow({ x: 150, y: 150, width: 9, height: 9 }, [2]);
    expect(server.requests).toHaveLength(2);
    raster.close();
  });

  test('no host is asked that the operator did not list', async () => {
    const { host } = server;
    for (const sources of [[], ['imagery.example'], [`https://${host}`], [`s3://${host}`]]) {
      allowRemote({ sources, s3: null });
      await expect(openRaster(`http://${host}/a.tif?key=abc`)).rejects.toMatchObject({
        kind: 'badInput',
        detail: { code: 'raster.remoteNotAllowed', where: `http://${host}/a.tif` },
      });
    }
    expect(server.requests).toEqual([]);
  });

  test('credentials in the address are refused and not repeated', async () => {
    const failure = await openRaster(`http://user:word@${server.host}/a.tif`).catch((error: Error) => error.message);
    expect(failure).toContain('credentials');
    expect(failure).not.toContain('word');
  });

  test('a redirect is not followed', async () => {
    server.fault = 'redirects';
    await expect(openRaster(url())).rejects.toMatchObject({ detail: { found: expect.stringContaining('redirect') } });
  });

  test('a server that gives no ranges is refused', async () => {
    server.fault = 'ignoresRanges';
    await expect(openRaster(url())).rejects.toMatchObject({ detail: { code: 'raster.noRanges' } });
  });

  test.each([404, 403])('HTTP %i is bad input', async (status) => {
    server.failures.push(status);
    await expect(openRaster(url())).rejects.toMatchObject({ kind: 'badInput', detail: { found: `HTTP ${status}` } });
    expect(server.requests).toHaveLength(1);
  });

  test('a failure that passes is tried again', async () => {
    server.failures.push(503, 429);
    await sameAsLocal(url());
  });

  test('a failure that lasts is unavailable, to be tried again later', async () => {
    server.failures.push(503, 503, 503);
    await expect(openRaster(url())).rejects.toMatchObject({ kind: 'unavailable' });
    expect(server.requests).toHaveLength(3);
  });

  test('no server at all is unavailable', async () => {
    await server.close();
    await expect(openRaster(url())).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test.each(['sendsMore', 'cutsOff'] as const)(
    'a server that %s of what was asked for is not believed',
    async (fault) => {
      const raster = await openRaster(url());
      server.fault = fault;
      await expect(raster.readWindow(WHOLE, [1])).rejects.toMatchObject({ kind: 'unavailable' });
      raster.close();
    },
  );

  test('a file that is replaced while it is read is noticed', async () => {
    const raster = await openRaster(url());
    server.etag = '"two"';
    await expect(raster.readWindow(WHOLE, [1])).rejects.toMatchObject({ detail: { code: 'raster.replaced' } });
    raster.close();
  });

  test('a header that claims a huge block asks for no more than a request may bring', async () => {
    const raster = await openRaster(url());
    const huge = Buffer.alloc(server.file.length, server.file);
    // The byte counts of the first image's tiles (tag 325).
    const entry = huge.indexOf(Buffer.of(325 & 255, 325 >> 8, 4, 0));
    huge.writeUInt32LE(0x7fffffff, huge.readUInt32LE(entry + 8));
    raster.close();
    server.file = huge;
    const broken = await openRaster(url());
    await expect(broken.readWindow({ x: 0, y: 0, width: 1, height: 1 }, [1])).rejects.toMatchObject({
      kind: 'badInput',
    });
    broken.close();
  });
});

describe('rasters in an S3-compatible store', () => {
  beforeEach(async () => {
    server = await startRangeServer('s3', readFileSync(local));
    allowRemote({ sources: ['s3://imagery'], s3: { ...SIGNED, endpoint: `http://${server.host}` } });
  });
  afterEach(() => server.close());

  test('are read as from disk, by signed requests', async () => {
    await sameAsLocal('s3://imagery/2024/scene.tif');
    expect(server.requests[0]).toMatchObject({
      path: '/imagery/2024/scene.tif',
      range: 'bytes=0-65535',
      headers: { authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=key\//) },
    });
  });

  test('a bucket that is not listed is not asked', async () => {
    await expect(openRaster('s3://other/scene.tif')).rejects.toMatchObject({
      detail: { code: 'raster.remoteNotAllowed', found: 'bucket other' },
    });
    expect(server.requests).toEqual([]);
  });

  test('without a configured store it is bad input', async () => {
    allowRemote({ sources: ['s3://imagery'], s3: null });
    await expect(openRaster('s3://imagery/a.tif')).rejects.toMatchObject({ detail: { code: 'raster.noObjectStore' } });
  });

  test('a missing object is bad input, a failing store unavailable', async () => {
    server.failures.push(404);
    await expect(openRaster('s3://imagery/a.tif')).rejects.toMatchObject({ kind: 'badInput' });
    server.failures.push(503, 503, 503);
    await expect(openRaster('s3://imagery/a.tif')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('an object that is replaced while it is read is noticed', async () => {
    const raster = await openRaster('s3://imagery/a.tif');
    server.etag = '"two"';
    await expect(raster.readWindow(WHOLE, [1])).rejects.toMatchObject({ detail: { code: 'raster.replaced' } });
    raster.close();
  });
});
