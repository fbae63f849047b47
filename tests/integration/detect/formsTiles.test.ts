import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Recipe } from '#domain/recipe.js';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import { writeCog } from '#store/rasters/index.js';
import { createChangeEngine, type PairRequest, type SceneInput } from '#worker/compute/engine.js';
import { createRandom, SCENE_GRID } from '../../support/detectScenes.js';

interface SceneShape {
  readonly width: number;
  readonly height: number;
  readonly tileSize: number;
  readonly bands: readonly string[];
  readonly nodata: number | null;
  readonly scale: number;
}

const BANDS = ['blue', 'green', 'red', 'nir'] as const;
const BARE = [900, 1100, 1500, 1400];
const COVER = [-350, -200, -1150, 2600];

/** Fields under plants of any density, squares of which become bare on the after date; a slanted edge without data on each. */
async function writeFields(folder: string, date: 'before' | 'after', shape: SceneShape): Promise<SceneInput> {
  const { width, height, bands: names } = shape;
  const random = createRandom(date === 'before' ? 5 : 6);
  const bands = names.map(() => new Uint16Array(width * height));
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    const field = (Math.floor(x / 23) * 7 + Math.floor(y / 19) * 5) % 11;
    const isBare = date === 'after' && x % 61 < 17 && y % 53 < 13;
    const isHole = date === 'before' ? x + y < 40 : x - y > width - 30;
    names.forEach((name, place) => {
      const band = BANDS.indexOf(name as (typeof BANDS)[number]);
      const cover = isBare ? 0.05 : 0.2 + 0.06 * field;
      const gain = date === 'after' ? 1.1 : 1;
      const value = gain * (BARE[band]! + COVER[band]! * cover) + 60 * (random() - 0.5);
      bands[place]![i] = isHole ? 0 : Math.max(1, value);
    });
  }
  const path = join(folder, `${date}.tif`);
  await writeCog(path, {
    grid: { ...SCENE_GRID, width, height },
    sampleType: 'uint16',
    bands,
    nodata: shape.nodata,
    bandInfo: names.map((description) => ({ description })),
    tileSize: shape.tileSize,
    overviews: null,
  });
  return {
    asset: {
      path,
      bands: Object.fromEntries(names.map((name, place) => [name, place + 1])),
      scale: shape.scale,
      offset: 0,
      nodata: null,
      quality: null,
    },
    acquiredAt: date === 'after' ? '2024-06-01T00:00:00.000Z' : '2024-05-01T00:00:00.000Z',
    sensor: 'optical',
  };
}

describe('detectors of linear forms, by the kernel', () => {
  const engine = createChangeEngine({ threads: 0 });
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planwatch-forms-'));
  });
  afterAll(async () => {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function found(request: PairRequest) {
    const plan = await engine.plan(request);
    const { patches, assessedShare } = await engine.join(plan, await engine.chunks(plan, [...plan.chunks.keys()]));
    return { windows: plan.chunks, outcome: { patches, assessedShare } };
  }

  const plain: SceneShape = { width: 401, height: 330, tileSize: 64, bands: BANDS, nodata: 0, scale: 1 };
  const irMad = recipeByName('irMad');
  const withSigma = (recipe: Recipe, smoothingSigma: number): Recipe => ({
    ...recipe,
    parameters: { ...recipe.parameters, smoothingSigma },
  });

  test.each<[string, Recipe, Partial<SceneShape>]>([
    ['IR-MAD', irMad, {}],
    ['MAD', recipeByName('mad'), {}],
    ['CVA', recipeByName('cva'), {}],
    ['scaled values, bands in another order', irMad, { scale: 1e-4, bands: ['nir', 'blue', 'red', 'green'] }],
    ['CVA of scaled values', recipeByName('cva'), { scale: 1e-4 }],
    ['no nodata value', irMad, { nodata: null }],
    ['no smoothing', withSigma(recipeByName('cva'), 0), {}],
    ['wide smoothing', withSigma(irMad, 2.5), {}],
    ['wider than a row of chunks', irMad, { width: 6300, height: 140 }],
  ])('%s: what the general path finds, bit for bit', async (_, recipe, differs) => {
    const shape = { ...plain, ...differs };
    const before = await writeFields(folder, 'before', shape);
    const after = await writeFields(folder, 'after', shape);
    const request: PairRequest = { before: [before], after, recipe, area: null };
    const byKernel = await found(request);
    // Chunks that end above a tile's edge say that the kernel had its say.
    const second = byKernel.windows.find(({ y }) => y > 0)!;
    const sigma = recipe.parameters['smoothingSigma'] as number | undefined;
    expect(second.y % shape.tileSize).toBe((shape.tileSize - Math.floor(4 * (sigma ?? 0.7) + 0.5)) % shape.tileSize);
    const general = await found({ ...request, chunkSize: shape.width > 1000 ? 512 : 128 });
    expect(byKernel.outcome.patches.length).toBeGreaterThan(5);
    expect(JSON.stringify(byKernel.outcome)).toBe(JSON.stringify(general.outcome));
    if (shape.nodata !== null) expect(byKernel.outcome.assessedShare).toBeLessThan(1);
  });

  test('a screen for clouds hides the same whatever the chunks are', async () => {
    const shape = { ...plain, width: 200, height: 140 };
    const [before, after] = [await writeFields(folder, 'before', shape), await writeFields(folder, 'after', shape)];
    const parameters = { ...irMad.parameters, screenShadowsBelow: 3000, screenSidePixels: 4 };
    const request: PairRequest = { before: [before], after, recipe: { ...irMad, parameters }, area: null };
    const screened = await found(request);
    const general = await found({ ...request, chunkSize: 128 });
    const open = await found({ ...request, recipe: irMad });
    expect(screened.outcome.assessedShare).toBeLessThan(open.outcome.assessedShare);
    expect(JSON.stringify(screened.outcome)).toBe(JSON.stringify(general.outcome));
  });

  test('a chunk alone is the same bytes whether its scores are wanted or not', async () => {
    const shape = { ...plain, width: 640, height: 256 };
    const [before, after] = [await writeFields(folder, 'before', shape), await writeFields(folder, 'after', shape)];
    const request: PairRequest = { before: [before], after, recipe: irMad, area: null };
    const plan = await engine.plan(request);
    for (const [index] of plan.chunks.entries()) {
      const { encoded } = await engine.chunkWithScore(plan, index);
      expect(Buffer.compare(await engine.chunk(plan, index), encoded)).toBe(0);
    }
  });
});
