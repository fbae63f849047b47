/** @jest-environment ./tests/support/typedArrayEnvironment.mjs */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Command } from 'commander';
import type { FeatureCollection } from 'geojson';
import type { PatchAgreement } from '#domain/patch.js';
import { register } from '#cli/commands/detect.js';
import { loadRecipe } from '#cli/detect/pairInput.js';
import { recipeByName, recipeReference } from '#pipelines/recipes/recipes.js';
import { EXAMPLE, makeExampleModel } from '#samples/learned/exampleModel.js';
import { openRaster, writeCog } from '#store/rasters/index.js';
import { createChangeEngine } from '#worker/compute/engine.js';
import { SCENE_GRID, writeScene, type Box } from '../../support/detectScenes.js';

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

let folder: string;
const at = (name: string): string => join(folder, name);
const readPatches = async (name: string) =>
  (JSON.parse(await readFile(at(name), 'utf8')) as FeatureCollection).features;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'planwatch-voting-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an ensemble', () => {
  const site: Box = { x: 60, y: 70, width: 14, height: 11 };
  let pair: string[];
  beforeAll(async () => {
    const before = await writeScene(folder, 'b-2024-05-01', { seed: 1 });
    const after = await writeScene(folder, 'a-2024-06-01', { seed: 2, built: [site] });
    pair = ['--before', before.asset.path, '--after', after.asset.path];
  });

  test('finds what its members find, and each patch says how far they agree', async () => {
    await detect(...pair, '--recipe', 'ensemble', '--patches-out', at('e.geojson'));
    const [patch, ...others] = await readPatches('e.geojson');
    expect(others).toEqual([]);
    const { agreement, detector, toClass } = patch!.properties as {
      agreement: PatchAgreement;
      detector: string;
      toClass: string;
    };
    expect([detector, toClass]).toEqual(['ensemble', 'builtUp']);
    expect(agreement.members.map(({ name, weight }) => [name, weight])).toEqual([
      ['cva', 1],
      ['irMad', 2],
      ['mad', 1],
    ]);
    const weighted = agreement.members.reduce((sum, { weight, share }) => sum + weight * share, 0) / 4;
    expect(agreement.share).toBeCloseTo(weighted, 2);
    expect(agreement.share).toBeGreaterThan(0.9);
  });

  test('in a recipe file: whatever the chunks, the same patches and agreement', async () => {
    const own = {
      ...recipeByName('ensemble'),
      name: 'mine',
      sensors: ['optical'],
      parameters: { 'member.irMad': 3, 'member.vegetationChange': 1 },
    };
    await writeFile(at('mine.json'), JSON.stringify(own));
    const recipe = await loadRecipe(at('mine.json'));
    const engine = createChangeEngine({ threads: 0 });
    const scene = (path: string) => ({
      asset: {
        path,
        bands: { blue: 1, green: 2, red: 3, nir: 4, swir1: 5, swir2: 6 },
        scale: 1e-4,
        offset: 0,
        nodata: null,
        quality: null,
      },
      acquiredAt: '2024-01-01T00:00:00.000Z',
      sensor: 'optical' as const,
    });
    const found = await Promise.all(
      [undefined, 512].map(async (chunkSize) => {
        const request = { before: [scene(pair[1]!)], after: scene(pair[3]!), recipe, area: null };
        const plan = await engine.plan(chunkSize === undefined ? request : { ...request, chunkSize });
        return (await engine.join(plan, await Promise.all(plan.chunks.map((_, i) => engine.chunk(plan, i))))).patches;
      }),
    );
    await engine.close();
    expect(found[0]).toHaveLength(1);
    expect(found[0]![0]!.agreement!.members.map(({ name }) => name)).toEqual(['irMad', 'vegetationChange']);
    expect(found[1]).toEqual(found[0]);
  });

  test.each([
    [{ 'member.irMad': 1 }, '2 to 8'],
    [{ 'member.irMad': 1, 'member.magic': 1 }, 'found magic'],
    [{ 'member.irMad': 1, 'member.ensemble': 1 }, 'neither an ensemble'],
    [{ 'member.irMad': 1, 'member.sarLogRatio': 1 }, 'member.sarLogRatio'],
    [{ 'member.irMad': 1, 'member.newRoofs': 1 }, 'not made for pixels of this size'],
  ])('with the members %o is refused by name', async (parameters, message) => {
    const wrong = { ...recipeByName('ensemble'), sensors: ['optical'], parameters };
    await writeFile(at('wrong.json'), JSON.stringify(wrong));
    await expect(detect(...pair, '--recipe', at('wrong.json'))).rejects.toThrow(message);
  });
});

describe('a learned model', () => {
  const SIDE = 90;
  const WHOLE = { x: 0, y: 0, width: SIDE, height: SIDE };
  const { onnx, manifest } = makeExampleModel();
  const valueAt = (band: number, x: number, y: number, isAfter: boolean): number =>
    60 +
    ((3 * x + 5 * y + 11 * band + ((x * y) % 7)) % 40) +
    (isAfter && x >= 30 && x < 52 && y >= 40 && y < 60 ? 120 : 0);
  let pair: string[];
  beforeAll(async () => {
    const grid = { ...SCENE_GRID, width: SIDE, height: SIDE, pixelWidth: 1, pixelHeight: 1 };
    const write = async (name: string, isAfter: boolean): Promise<string> => {
      const bands = [0, 1, 2].map((band) =>
        Uint8Array.from({ length: SIDE * SIDE }, (_, i) => valueAt(band, i % SIDE, Math.floor(i / SIDE), isAfter)),
      );
      const bandInfo = EXAMPLE.bands.map((description) => ({ description }));
      await writeCog(at(name), { grid, sampleType: 'uint8', bands, bandInfo, overviews: null, tileSize: 32 });
      return at(name);
    };
    pair = ['--before', await write('rgb-2024-05-01.tif', false), '--after', await write('rgb-2024-06-01.tif', true)];
    await writeFile(at('example.onnx'), onnx);
    await writeFile(at('example.json'), JSON.stringify(manifest));
    await writeFile(at('learned.json'), JSON.stringify(learned({ model: 'example.json' })));
  });
  const learned = (parameters: Record<string, string>) => ({
    ...recipeByName('cva'),
    name: 'example',
    detector: 'learned',
    sensors: ['rgb'],
    threshold: { method: 'fixed', parameter: null },
    minimumAreaM2: { default: 20 },
    parameters,
  });

  test('named in a recipe file runs from files to files', async () => {
    await detect(
      ...pair,
      '--recipe',
      at('learned.json'),
      '--score-out',
      at('s.tif'),
      '--mask-out',
      at('m.tif'),
      '--patches-out',
      at('l.geojson'),
    );
    const features = await readPatches('l.geojson');
    expect(features).toHaveLength(1);
    expect(features[0]!.properties).toMatchObject({ detector: 'learned', recipe: { name: 'example' } });
    const score = await openRaster(at('s.tif'));
    const { values } = await score.readWindow(WHOLE, [1]);
    score.close();
    // The formula of the example, without the model: the mean of |after - before| / 50 over 27 values.
    for (const [x, y, share] of [
      [40, 50, 1],
      [10, 10, 0],
      [30, 40, 4 / 9],
      [29, 45, 3 / 9],
    ] as const) {
      const expected = 1 / (1 + Math.exp(-EXAMPLE.steepness * ((share * 120) / 50 - EXAMPLE.undecidedAt)));
      expect(values[0]![y * SIDE + x]).toBeCloseTo(expected, 4);
    }
  });

  test('gives chunks of any size the same bits', async () => {
    const recipe = await loadRecipe(at('learned.json'));
    const engine = createChangeEngine({ threads: 0 });
    const scene = (path: string) => ({
      asset: { path, bands: { red: 1, green: 2, blue: 3 }, scale: 1, offset: 0, nodata: null, quality: null },
      acquiredAt: '2024-01-01T00:00:00.000Z',
      sensor: 'rgb' as const,
    });
    const request = { before: [scene(pair[1]!)], after: scene(pair[3]!), recipe, area: null };
    const whole = await engine.plan(request);
    const { score } = await engine.chunkWithScore(whole, 0);
    const cut = await engine.plan({ ...request, chunkSize: 64 });
    expect(cut.chunks.length).toBe(4);
    for (const [index, { x, y, width, height }] of cut.chunks.entries()) {
      const part = (await engine.chunkWithScore(cut, index)).score;
      for (let row = 0; row < height; row++) {
        const from = (y + row) * SIDE + x;
        expect(part.subarray(row * width, (row + 1) * width)).toEqual(score.subarray(from, from + width));
      }
    }
    await engine.close();
  });

  test('is one recipe wherever the files lie', async () => {
    const recipe = await loadRecipe(at('learned.json'));
    const elsewhere = { ...recipe, parameters: { ...recipe.parameters, model: '/elsewhere/example.onnx' } };
    expect(recipeReference(elsewhere)).toEqual(recipeReference(recipe));
  });

  test.each([
    [{ model: 'none.json' }, {}, 'cannot read the manifest'],
    [{ model: 'example.onnx' }, {}, 'beside NAME.onnx'],
    [{}, {}, 'names the manifest'],
    [{ model: 'other.json' }, { sha256: '0'.repeat(64) }, 'no model file'],
    [{ model: 'other.json' }, { bands: ['red', 'nir', 'swir1'] }, 'lacks bands'],
    [{ model: 'other.json' }, { gsdMetres: [10, 30] }, 'not made for pixels of this size'],
    [{ model: 'other.json' }, { units: 'reflectance' }, 'needs reflectance'],
  ] as const)('with %o and a manifest of %o is refused by name', async (parameters, changed, message) => {
    await writeFile(at('other.json'), JSON.stringify({ ...manifest, ...changed }));
    if (!('sha256' in changed)) await writeFile(at('other.onnx'), onnx);
    else await rm(at('other.onnx'), { force: true });
    await writeFile(at('wrong.json'), JSON.stringify(learned(parameters)));
    await expect(detect(...pair, '--recipe', at('wrong.json'))).rejects.toThrow(message);
  });
});
