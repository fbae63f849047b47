import { existsSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { BadInputError, UnavailableError } from '#domain/errors.js';
import type { RasterGrid, SampleType } from '#domain/raster.js';
import { guarded } from '#store/rasters/atomicFile.js';
import { layOutCog } from '#store/rasters/cogDirectory.js';
import { createCogWriter } from '#store/rasters/cogWriter.js';
import { createSamples, type SampleArray } from '#store/rasters/samples.js';
import { openRaster } from '#store/rasters/openRaster.js';
import { writeCog } from '#store/rasters/writeCog.js';
import { temporaryFolder } from './temporaryFolder.js';

const folder = temporaryFolder();

function gridOf(width: number, height: number, epsg = 4549): RasterGrid {
  const [originX, originY, pixel] = epsg === 4490 ? [120, 31, 1e-4] : [500000, 3400000, 10];
  return { width, height, originX, originY, pixelWidth: pixel, pixelHeight: pixel, epsg };
}

function noise(type: SampleType, length: number, seed: number): SampleArray {
  const samples = createSamples(type, length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    samples[i] = type.startsWith('float') ? (state - 1e9) / 977 : state >> 3;
  }
  return samples;
}

const TYPES: readonly SampleType[] = ['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'float32', 'float64'];

describe('writing and reading back', () => {
  test.each(TYPES.flatMap((type) => [1, 3, 4].map((bands) => [type, bands] as const)))(
    '%s with %i bands comes back sample by sample',
    async (sampleType, bandCount) => {
      const path = join(folder, `${sampleType}-${bandCount}.tif`);
      const grid = gridOf(83, 41);
      const bands = Array.from({ length: bandCount }, (_, b) => noise(sampleType, 83 * 41, b + 1));
      await writeCog(path, { grid, sampleType, bands, tileSize: 32 });
      const raster = await openRaster(path);
      const numbers = bands.map((_, b) => b + 1);
      const { values } = await raster.readWindow({ x: 0, y: 0, width: 83, height: 41 }, numbers);
      expect(values).toEqual(bands);
      expect(raster.header).toMatchObject({ sampleType, bandCount, grid, isTiled: true, compression: 'DEFLATE' });
      expect(raster.header.overviews.map(({ width, height }) => [width, height])).toEqual([
        [42, 21],
        [21, 11],
      ]);
      raster.close();
    },
  );

  test('a geographic grid, names, scaling, nodata and metadata come back', async () => {
    const path = join(folder, 'described.tif');
    const grid = gridOf(5, 4, 4490);
    await writeCog(path, {
      grid,
      sampleType: 'float32',
      bands: [new Float32Array(20)],
      nodata: NaN,
      bandInfo: [{ description: '红 <red> & "more"', scale: 0.5, offset: -3 }],
      metadata: { SOURCE: 'a & b' },
    });
    const { header, ...raster } = await openRaster(path);
    expect(header.grid).toEqual(grid);
    expect(header.nodata).toBeNaN();
    expect(header.bands[0]).toMatchObject({ description: '红 <red> & "more"', scale: 0.5, offset: -3 });
    expect(header.metadata).toEqual({ SOURCE: 'a & b' });
    expect(raster).toBeDefined();
  });
});

describe('overviews', () => {
  async function overviewOf(bands: readonly SampleArray[], sampleType: SampleType, rest: object): Promise<number[][]> {
    const path = join(folder, `overview-${Math.random()}.tif`);
    await writeCog(path, { grid: gridOf(17, 2), sampleType, bands, tileSize: 16, ...rest });
    const raster = await openRaster(path);
    const level = raster.header.overviews[0]!;
    const window = { x: 0, y: 0, width: level.width, height: level.height };
    const { values } = await raster.readWindow(
      window,
      bands.map((_, b) => b + 1),
      1,
    );
    raster.close();
    return values.map((samples) => [...samples]);
  }
  const rows = (upper: readonly number[], lower: readonly number[], rest: number) =>
    [upper, lower].flatMap((start) => [...start, ...Array<number>(17 - start.length).fill(rest)]);

  test('the mean leaves nodata out and never becomes nodata', async () => {
    const samples = Int16Array.from(rows([10, 20, -1, 0, 0, 0, 1, -1], [0, 31, 0, -2, 0, 0, 0, 0], 7));
    const [means] = await overviewOf([samples], 'int16', { nodata: 0 });
    // (10+20+31)/3 = 20.33; (-1-2)/2 = -1.5, half up -1; nothing; (1-1)/2 = 0 would be nodata: 1.
    expect(means).toEqual([20, -1, 0, 1, 7, 7, 7, 7, 7]);
  });

  test('codes are taken by majority or as they stand, each band in its own way', async () => {
    const codes = Uint8Array.from(rows([1, 2, 5, 4], [3, 2, 4, 4], 9));
    const [mode, nearest] = await overviewOf([codes, codes], 'uint8', { overviews: ['mode', 'nearest'] });
    expect(mode!.slice(0, 3)).toEqual([2, 4, 9]);
    expect(nearest!.slice(0, 3)).toEqual([1, 5, 9]);
  });

  test('NaN counts for nothing in a mean', async () => {
    const [means] = await overviewOf(
      [Float32Array.from(rows([NaN, 1, NaN, NaN], [2, NaN, NaN, NaN], 4))],
      'float32',
      {},
    );
    expect(means!.slice(0, 3)).toEqual([1.5, NaN, 4]);
  });
});

describe('writing tile by tile', () => {
  test('tiles are asked for row by row, clipped to the image, and give the same file as whole bands', async () => {
    const grid = gridOf(70, 40);
    const samples = noise('uint16', 70 * 40, 5);
    const [whole, tiled] = [join(folder, 'whole.tif'), join(folder, 'tiled.tif')];
    await writeCog(whole, { grid, sampleType: 'uint16', bands: [samples], tileSize: 32 });
    const writer = createCogWriter(tiled, { grid, sampleType: 'uint16', bandCount: 1, tileSize: 32 });
    const asked: string[] = [];
    for (let window = writer.nextTile; window !== null; window = writer.nextTile) {
      const { x, y, width, height } = window;
      asked.push(`${x},${y} ${width}x${height}`);
      const tile = Uint16Array.from({ length: width * height }, (_, i) => {
        return samples[(y + Math.floor(i / width)) * 70 + x + (i % width)]!;
      });
      await writer.write([tile]);
      tile.fill(0);
    }
    await writer.finish();
    expect(asked).toEqual(['0,0 32x32', '32,0 32x32', '64,0 6x32', '0,32 32x8', '32,32 32x8', '64,32 6x8']);
    const read = async (path: string) => {
      const raster = await openRaster(path);
      const levels = [0, 1, 2].map((level) => {
        const { width, height } = level === 0 ? raster.header : raster.header.overviews[level - 1]!;
        return raster.readWindow({ x: 0, y: 0, width, height }, [1], level);
      });
      return (await Promise.all(levels)).map(({ values }) => values[0]);
    };
    expect(await read(tiled)).toEqual(await read(whole));
  });

  test('nothing stands under the name, nor beside it, when the producer fails', async () => {
    const path = join(folder, 'failing', 'out.tif');
    await expect(
      writeCog(path, { grid: gridOf(4, 4), sampleType: 'uint8', bands: [new Uint8Array(16)] }),
    ).rejects.toThrow(BadInputError);
    const kept = join(folder, 'kept.tif');
    writeFileSync(kept, 'what was there before');
    const failing = () => Promise.reject(new Error('no pixels'));
    await expect(writeCog(kept, { grid: gridOf(4, 4), sampleType: 'uint8', bands: failing })).rejects.toThrow(
      'no pixels',
    );
    expect(readdirSync(folder).filter((name) => name.startsWith('kept.tif'))).toEqual(['kept.tif']);
    expect(existsSync(path)).toBe(false);
  });

  test('a full disk is unavailable, with the path', () => {
    const path = join(folder, 'full.tif');
    const write = () => guarded(path, () => writeSync(openSync('/dev/full', 'w'), Buffer.alloc(10)));
    expect(write).toThrow(UnavailableError);
    expect(write).toThrow(`${path} cannot be written now: no space left on the disk`);
  });
});

describe('the file’s layout', () => {
  const description = {
    grid: gridOf(1024, 512),
    sampleType: 'uint8',
    bandCount: 1,
    tileSize: 512,
    nodata: null,
    colours: 'grey',
    gdalMetadata: null,
  } as const;

  test('small files are classic TIFFs, with the overviews’ data before the full resolution’s', () => {
    const head = layOutCog(description, [
      { width: 1024, height: 512, tileLengths: [100, 200] },
      { width: 512, height: 256, tileLengths: [50] },
    ]);
    expect(head.bytes[2]).toBe(42);
    expect(head.dataAt).toEqual([head.bytes.length + 50, head.bytes.length]);
  });

  test('data beyond four gigabytes makes a BigTIFF whose offsets reach it', async () => {
    const head = layOutCog(description, [{ width: 1024, height: 512, tileLengths: [4e9, 5e9] }]);
    expect(head.bytes[2]).toBe(43);
    const path = join(folder, 'big.tif');
    writeFileSync(path, head.bytes);
    const raster = await openRaster(path);
    expect(raster.header).toMatchObject({ width: 1024, height: 512, grid: description.grid });
    await expect(raster.readWindow({ x: 600, y: 0, width: 1, height: 1 }, [1])).rejects.toMatchObject({
      detail: { expected: expect.stringContaining(String(head.bytes.length + 4e9)) },
    });
    raster.close();
  });
});
