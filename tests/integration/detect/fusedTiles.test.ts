import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import { openRaster, writeCog } from '#store/rasters/index.js';
import { createChangeEngine, type PairRequest, type SceneInput } from '#worker/compute/engine.js';
import { createRandom, SCENE_GRID } from '../../support/detectScenes.js';

const WIDTH = 700;
const HEIGHT = 600;
const RECIPE = recipeByName('vegetationLoss');

interface SceneShape {
  readonly seed: number;
  readonly sampleType: 'uint16' | 'uint8';
  readonly bands: readonly string[];
  readonly nodata: number | null;
}

/** Noisy fields, a quarter of which lost their plants on odd seeds; holes without data, and values on the very cut. */
async function writeFields(folder: string, name: string, shape: SceneShape): Promise<SceneInput> {
  const random = createRandom(shape.seed);
  const most = shape.sampleType === 'uint8' ? 120 : 9000;
  const make = () => (shape.sampleType === 'uint8' ? new Uint8Array(WIDTH * HEIGHT) : new Uint16Array(WIDTH * HEIGHT));
  const bands = shape.bands.map(make);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const x = i % WIDTH;
    const y = Math.floor(i / WIDTH);
    const isBare = shape.seed % 2 === 1 && (Math.floor(x / 37) + 3 * Math.floor(y / 29)) % 4 === 0;
    const isHole = x > 640 && y > 560;
    shape.bands.forEach((band, place) => {
      const level = band === 'nir' ? (isBare ? 0.42 : 0.6) : band === 'red' ? (isBare ? 0.3 : 0.25) : 0.3;
      bands[place]![i] = isHole && place === 0 ? 0 : 1 + Math.floor(most * (level + 0.12 * (random() - 0.5)));
    });
  }
  const path = join(folder, `${name}.tif`);
  await writeCog(path, {
    grid: { ...SCENE_GRID, width: WIDTH, height: HEIGHT },
    sampleType: shape.sampleType,
    bands,
    nodata: shape.nodata,
    bandInfo: shape.bands.map((description) => ({ description })),
    overviews: null,
  });
  return {
    asset: {
      path,
      bands: Object.fromEntries(shape.bands.map((band, place) => [band, place + 1])),
      scale: 1,
      offset: 0,
      nodata: null,
      quality: null,
    },
    acquiredAt: shape.seed % 2 === 1 ? '2024-06-01T00:00:00.000Z' : '2024-05-01T00:00:00.000Z',
    sensor: 'optical',
  };
}

describe('tiles tested as they stand in the file', () => {
  const engine = createChangeEngine({ threads: 0 });
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planwatch-fused-'));
  });
  afterAll(async () => {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function patchesOf(request: PairRequest) {
    const plan = await engine.plan(request);
    const indexes = [...plan.chunks.keys()];
    const { patches, assessedShare } = await engine.join(plan, await engine.chunks(plan, indexes));
    return { plan, found: { patches, assessedShare } };
  }

  test.each<[string, Omit<SceneShape, 'seed'>]>([
    ['four bands of 16 bits', { sampleType: 'uint16', bands: ['blue', 'green', 'red', 'nir'], nodata: 0 }],
    ['bands in another order', { sampleType: 'uint16', bands: ['nir', 'blue', 'red', 'green'], nodata: 0 }],
    ['no nodata value', { sampleType: 'uint16', bands: ['blue', 'green', 'red', 'nir'], nodata: null }],
    ['three bands of 8 bits', { sampleType: 'uint8', bands: ['red', 'nir', 'blue'], nodata: 0 }],
  ])('%s: what the general path finds in small chunks, bit for bit', async (name, shape) => {
    const before = await writeFields(folder, `${name} before`, { ...shape, seed: 2 });
    const after = await writeFields(folder, `${name} after`, { ...shape, seed: 3 });
    const request: PairRequest = { before: [before], after, recipe: RECIPE, area: null };
    const fused = await patchesOf(request);
    // Chunks that are the file's tiles say that the fused test had its say.
    expect(fused.plan.chunks.map(({ width, height }) => [width, height])).toEqual([
      [512, 512],
      [WIDTH - 512, 512],
      [512, HEIGHT - 512],
      [WIDTH - 512, HEIGHT - 512],
    ]);
    const general = await patchesOf({ ...request, chunkSize: 128 });
    expect(fused.found.patches.length).toBeGreaterThan(10);
    expect(JSON.stringify(fused.found)).toBe(JSON.stringify(general.found));
    if (shape.nodata !== null) expect(fused.found.assessedShare).toBeLessThan(1);
  });

  test('a file with tiles gives them as words, one without does not', async () => {
    const { asset } = await writeFields(folder, 'words', {
      sampleType: 'uint16',
      bands: ['red', 'nir'],
      nodata: 0,
      seed: 4,
    });
    const raster = await openRaster(asset.path);
    expect(raster.tiles).toMatchObject({ tileWidth: 512, tileHeight: 512, bandCount: 2, nodata: 0 });
    expect(raster.tiles!.read(0, 0)!.words).toHaveLength(2 * 512 * 512);
    raster.close();
  });
});
