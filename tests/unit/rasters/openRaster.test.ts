import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { openRaster } from '#store/rasters/openRaster.js';
import { writeCog } from '#store/rasters/writeCog.js';
import { temporaryFolder } from './temporaryFolder.js';

const folder = temporaryFolder();
const good = join(folder, 'good.tif');
const WHOLE = { x: 0, y: 0, width: 40, height: 30 };

beforeAll(async () => {
  const grid = {
    width: 40,
    height: 30,
    originX: 500000,
    originY: 3400000,
    pixelWidth: 10,
    pixelHeight: 10,
    epsg: 4549,
  };
  await writeCog(good, {
    grid,
    sampleType: 'uint16',
    bands: [Uint16Array.from({ length: 1200 }, (_, i) => i)],
    nodata: 0,
  });
});

function changed(name: string, change: (bytes: Buffer) => Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, change(readFileSync(good)));
  return path;
}

/** A TIFF of 2 x 1 bytes, and a mask of `maskWidth` x 1 compressed as fax. */
function withFaxedMask(maskWidth: number): Buffer {
  const directory = (entries: readonly (readonly [number, number])[], next: number): Buffer => {
    const bytes = Buffer.alloc(2 + entries.length * 12 + 4);
    bytes.writeUInt16LE(entries.length, 0);
    entries.forEach(([tag, value], i) => {
      bytes.writeUInt16LE(tag, 2 + i * 12);
      bytes.writeUInt16LE(4, 4 + i * 12);
      bytes.writeUInt32LE(1, 6 + i * 12);
      bytes.writeUInt32LE(value, 10 + i * 12);
    });
    bytes.writeUInt32LE(next, bytes.length - 4);
    return bytes;
  };
  const image = (kind: number, width: number, bits: number, compression: number): [number, number][] => [
    [254, kind],
    [256, width],
    [257, 1],
    [258, bits],
    [259, compression],
    [262, kind],
    [273, 8],
    [278, 1],
    [279, 2],
  ];
  const head = Buffer.from([0x49, 0x49, 42, 0, 10, 0, 0, 0, 7, 9]);
  const first = directory(image(0, 2, 8, 1), 10 + 2 + 9 * 12 + 4);
  return Buffer.concat([head, first, directory(image(4, maskWidth, 1, 3), 0)]);
}

describe('files that are no readable raster', () => {
  test('a missing file is bad input that names it', async () => {
    await expect(openRaster(join(folder, 'none.tif'))).rejects.toMatchObject({
      kind: 'badInput',
      detail: { code: 'raster.unreadableFile', where: join(folder, 'none.tif'), found: 'ENOENT' },
    });
  });

  test('a folder is no raster', async () => {
    await expect(openRaster(folder)).rejects.toMatchObject({ detail: { found: 'a folder or device' } });
  });

  test.each([
    ['empty.tif', ''],
    ['text.tif', 'this is not a picture'],
    ['png.tif', '\u0089PNG\r\n\u001a\n0000000000'],
  ])('%s is not a TIFF', async (name, text) => {
    writeFileSync(join(folder, name), text, 'latin1');
    await expect(openRaster(join(folder, name))).rejects.toMatchObject({ detail: { code: 'raster.notTiff' } });
  });

  test('a file cut off inside its pixels opens, and says so when they are read', async () => {
    const path = changed('cut.tif', (bytes) => bytes.subarray(0, bytes.length - 100));
    const raster = await openRaster(path);
    await expect(raster.readWindow(WHOLE, [1])).rejects.toMatchObject({
      detail: { code: 'raster.truncated', where: path },
    });
    raster.close();
  });

  test('a file cut off inside its header is refused', async () => {
    const path = changed('head.tif', (bytes) => bytes.subarray(0, 60));
    await expect(openRaster(path)).rejects.toMatchObject({ detail: { code: 'raster.truncated' } });
  });

  test('broken pixels are refused, not read as zero', async () => {
    const path = changed('broken.tif', (bytes) => bytes.fill(0x5a, bytes.length - 200));
    const raster = await openRaster(path);
    await expect(raster.readWindow(WHOLE, [1])).rejects.toMatchObject({ detail: { code: 'raster.corruptBlock' } });
    raster.close();
  });

  test.each([
    ['a mask of the whole image', 2, /CCITT fax 3/],
    ['a mask of some overview', 1, null],
  ])('%s that cannot be read keeps the image from being read: %s pixels wide', async (_, width, reason) => {
    const path = join(folder, `mask${width}.tif`);
    writeFileSync(path, withFaxedMask(width));
    const opened = openRaster(path).then((raster) => raster.close());
    await (reason === null ? expect(opened).resolves.toBeUndefined() : expect(opened).rejects.toThrow(reason));
  });

  test('every cut of a file is refused by name or read, never a crash', async () => {
    const bytes = readFileSync(good);
    const path = join(folder, 'every.tif');
    for (let length = 0; length < bytes.length; length += 7) {
      writeFileSync(path, bytes.subarray(0, length));
      await expect(openRaster(path).then((raster) => raster.readWindow(WHOLE, [1]))).rejects.toMatchObject({
        kind: 'badInput',
      });
    }
  });

  test('a file with changed bytes is refused by name or read, never a crash', async () => {
    const path = join(folder, 'mutated.tif');
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state >> 8) % below;
    };
    for (let round = 0; round < 300; round++) {
      const bytes = readFileSync(good);
      for (let change = 0; change <= round % 4; change++) bytes[random(bytes.length)] = random(256);
      writeFileSync(path, bytes);
      try {
        const raster = await openRaster(path);
        const { width, height } = raster.header;
        await raster.readWindow({ x: 0, y: 0, width: Math.min(width, 99), height: Math.min(height, 99) }, [1]);
        raster.close();
      } catch (error) {
        expect(error).toMatchObject({ kind: 'badInput', detail: { where: path } });
      }
    }
  });

  test('a header that claims a huge tile allocates nothing for it', async () => {
    const path = join(folder, 'claims.tif');
    writeFileSync(path, readFileSync(good));
    truncateSync(path, readFileSync(good).length);
    const bytes = readFileSync(path);
    // The entries for tile width and height (tags 322 and 323) hold their value in bytes 8 and 9.
    const descriptor = openSync(path, 'r+');
    for (const tag of [322, 323]) {
      const at = bytes.indexOf(Buffer.of(tag & 255, tag >> 8, 3, 0, 1, 0, 0, 0));
      writeSync(descriptor, Buffer.of(0xf0, 0xff), 0, 2, at + 8);
    }
    closeSync(descriptor);
    await expect(openRaster(path)).rejects.toMatchObject({
      detail: { code: 'raster.unsupported', found: expect.stringContaining('65520 x 65520') },
    });
  });
});

describe('tiles that were never written', () => {
  test('are nodata, not zero', async () => {
    const path = join(folder, 'sparse.tif');
    const grid = { width: 32, height: 16, originX: 0, originY: 16, pixelWidth: 1, pixelHeight: 1, epsg: 32650 };
    await writeCog(path, {
      grid,
      sampleType: 'uint8',
      bands: [new Uint8Array(512).fill(5)],
      tileSize: 16,
      overviews: null,
    });
    const bytes = readFileSync(path);
    // Tile offsets and lengths (tags 324 and 325), two LONGs each, stand where the entry's last four bytes point.
    for (const tag of [324, 325]) {
      const entry = bytes.indexOf(Buffer.of(tag & 255, tag >> 8, 4, 0, 2, 0, 0, 0));
      bytes.writeUInt32LE(0, bytes.readUInt32LE(entry + 8) + 4);
    }
    writeFileSync(path, bytes);
    const raster = await openRaster(path);
    const { values, valid } = await raster.readWindow({ x: 14, y: 0, width: 4, height: 1 }, [1]);
    expect([...values[0]!]).toEqual([5, 5, 0, 0]);
    expect([...valid]).toEqual([1, 1, 0, 0]);
    raster.close();
  });
});

describe('windows', () => {
  test('a window is the same cut out of the whole', async () => {
    const raster = await openRaster(good);
    const whole = await raster.readWindow(WHOLE, [1]);
    const part = await raster.readWindow({ x: 5, y: 7, width: 3, height: 2 }, [1]);
    expect([...part.values[0]!]).toEqual([285, 286, 287, 325, 326, 327].map((i) => whole.values[0]![i]!));
    raster.close();
  });

  test('the stored nodata value is not valid', async () => {
    const raster = await openRaster(good);
    const { valid } = await raster.readWindow(WHOLE, [1]);
    expect([valid[0], valid[1]]).toEqual([0, 1]);
    raster.close();
  });

  test('a nodata value given on opening replaces the file’s', async () => {
    const raster = await openRaster(good, { nodata: 1 });
    const { valid } = await raster.readWindow(WHOLE, [1]);
    expect([valid[0], valid[1]]).toEqual([1, 0]);
    raster.close();
  });

  test.each([
    [{ x: -1, y: 0, width: 2, height: 2 }],
    [{ x: 39, y: 0, width: 2, height: 2 }],
    [{ x: 0, y: 0, width: 0, height: 2 }],
    [{ x: 0.5, y: 0, width: 2, height: 2 }],
  ])('a window that is not inside the raster is a defect of the caller: %j', async (window) => {
    const raster = await openRaster(good);
    await expect(raster.readWindow(window, [1])).rejects.toThrow(RangeError);
    raster.close();
  });
});
