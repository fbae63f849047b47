import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Command } from 'commander';
import type { FeatureCollection } from 'geojson';
import { register } from '#cli/commands/detect.js';
import { openRaster } from '#store/rasters/index.js';
import { writeScene } from '../../support/detectScenes.js';

const WHOLE = { x: 0, y: 0, width: 160, height: 160 };

async function detect(...options: string[]): Promise<string> {
  const written: string[] = [];
  const quiet = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0),
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true),
  ];
  try {
    const program = new Command().exitOverride();
    register(program);
    await program.parseAsync(['node', 'planwatch', 'detect', '--threads', '0', ...options]);
    return written.join('');
  } finally {
    for (const spy of quiet) spy.mockRestore();
  }
}

describe('planwatch detect', () => {
  let folder: string;
  let pair: string[];
  const at = (name: string): string => join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planwatch-detect-'));
    const before = await writeScene(folder, 'b-2024-05-01', { seed: 1 });
    const after = await writeScene(folder, 'a-2024-06-01', {
      seed: 2,
      built: [{ x: 60, y: 70, width: 14, height: 11 }],
      clouds: [{ x: 100, y: 100, width: 20, height: 20 }],
    });
    pair = ['--before', before.asset.path, '--after', after.asset.path];
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('writes score, mask and patches that agree with each other', async () => {
    const out = await detect(
      ...pair,
      '--score-out',
      at('s.tif'),
      '--mask-out',
      at('m.tif'),
      '--patches-out',
      at('p.geojson'),
    );
    expect(out).toMatch(/^1 patches, .* ha of change/);
    const score = await openRaster(at('s.tif'));
    const mask = await openRaster(at('m.tif'));
    expect(score.header).toMatchObject({ sampleType: 'float32', grid: { epsg: 4549, width: 160, originX: 500_000 } });
    expect(mask.header).toMatchObject({ sampleType: 'uint8', grid: { epsg: 4549, height: 160 } });
    const {
      values: [scores],
      valid,
    } = await score.readWindow(WHOLE, [1]);
    const {
      values: [codes],
    } = await mask.readWindow(WHOLE, [1]);
    score.close();
    mask.close();
    const changed = [...codes!.keys()].filter((i) => codes![i] === 1);
    const hidden = [...codes!.keys()].filter((i) => codes![i] === 255);
    expect(hidden).toEqual([...valid.keys()].filter((i) => valid[i] === 0));
    // The cloud and a rim of two pixels.
    expect(hidden).toHaveLength(24 ** 2);
    const lowest = Math.min(...changed.map((i) => scores![i]!));
    expect(lowest).toBeGreaterThan(3);
    const { features } = JSON.parse(await readFile(at('p.geojson'), 'utf8')) as FeatureCollection;
    expect(features).toHaveLength(1);
    expect(features[0]!.properties).toMatchObject({
      id: 'patch-1',
      toClass: 'builtUp',
      onsetFrom: '2024-05-01',
      onsetTo: '2024-06-01',
      detector: 'irMad',
      recipe: { name: 'irMad' },
    });
    // The plane stretches ground by less than a thousandth here.
    expect(features[0]!.properties!['areaM2'] / (changed.length * 100)).toBeCloseTo(1, 3);
  });

  test('of scenes without a date the patches carry no date, and no invented one', async () => {
    await copyFile(pair[1]!, at('earlier.tif'));
    await detect('--before', at('earlier.tif'), '--after', pair[3]!, '--patches-out', at('undated.geojson'));
    const { features } = JSON.parse(await readFile(at('undated.geojson'), 'utf8')) as FeatureCollection;
    expect(features[0]!.properties).toMatchObject({
      onsetFrom: null,
      beforeTime: null,
      onsetTo: '2024-06-01',
      afterTime: '2024-06-01T00:00:00.000Z',
    });
  });

  test('a file that is no TIFF, an unknown recipe, a wrong sensor: refused by name', async () => {
    await expect(detect('--before', 'package.json', '--after', pair[3]!)).rejects.toThrow('package.json');
    await expect(detect(...pair, '--recipe', 'magic')).rejects.toThrow('irMad, newConstruction');
    await expect(detect(...pair, '--recipe', 'irMad', '--sensor', 'sar')).rejects.toThrow('not made for this sensor');
    await expect(detect(...pair, '--patches-out', join(folder, 'no', 'p.geojson'))).rejects.toThrow('no/p.geojson');
  });
});
