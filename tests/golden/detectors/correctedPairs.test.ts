import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Recipe } from '#domain/recipe.js';
import type { SensorKind } from '#domain/scene.js';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import { writeCog } from '#store/rasters/index.js';
import { createChangeEngine, type SceneInput } from '#worker/compute/engine.js';
import { fourierShift } from '../../support/fourierShift.js';
import { readRealRaster } from '../../support/realRaster.js';
import { describeWithData } from '../../support/sharedData.js';

const SIDE = 256;

/** Learns nothing of a pair but how its scenes lie. */
const RECIPE: Recipe = { ...recipeByName('meanDifference'), threshold: { method: 'fixed', parameter: 0.5 } };

interface MovedPair {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly sensor: SensorKind;
  readonly gsdM: number;
  /** How far the blocks of one picture may be off those of the moved one, which lie elsewhere on the ground, pixels. */
  readonly tolerance: number;
}

const pairOf = (
  name: string,
  folder: string,
  rest: Pick<MovedPair, 'sensor' | 'gsdM'>,
  tolerance = 0.1,
): MovedPair => ({ name, before: `${folder}/before.tif`, after: `${folder}/after.tif`, ...rest, tolerance });

/** Real dates of several sensors and grounds. */
const PAIRS: readonly MovedPair[] = [
  {
    ...pairOf('Landsat 7, a city', 'taizhou', { sensor: 'optical', gsdM: 30 }),
    before: 'taizhou/before_2000-03-17.tif',
    after: 'taizhou/after_2003-02-06.tif',
  },
  pairOf('Radarsat-2, fields', 'inlpg/yellow_b', { sensor: 'sar', gsdM: 8 }),
  // Trees and walls lean: its blocks' own shifts differ by half a pixel.
  pairOf('pictures of 1 m, other season', 'inlpg/beijing_b', { sensor: 'rgb', gsdM: 1 }, 0.2),
  pairOf('pictures of 0.5 m', 'levir_dsifn/levir/train_386_0512_0768', {
    sensor: 'rgb',
    gsdM: 0.5,
  }),
];

const MOVES = [
  [0.31, -0.74],
  [2.27, 2.9],
  [-3, 1.12],
] as const;
const FAR_MOVE = [-14.4, 6.7] as const;
/** Half of the blocks of so small a picture lie beyond the other one. */
const FAR_TOLERANCE = 0.35;

describeWithData('taizhou', 'scenes moved by a known shift', () => {
  let folder: string;
  const engine = createChangeEngine({ threads: 0 });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planwatch-shifted-'));
  });
  afterAll(async () => {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The raster's upper left 256 × 256 pixels, moved, as a scene; what wraps round is cut off. */
  async function movedScene(
    source: string,
    [dx, dy]: readonly [number, number],
    sensor: SensorKind,
    gsdM: number,
  ): Promise<SceneInput> {
    const { width, bands } = await readRealRaster(source);
    const moved = bands.slice(0, 1).map((band) => {
      const square = Float32Array.from(
        { length: SIDE * SIDE },
        (_, i) => band[Math.floor(i / SIDE) * width + (i % SIDE)]!,
      );
      const out = fourierShift(square, SIDE, dx, dy);
      const isWrapped = (place: number, move: number): boolean =>
        place < Math.ceil(move) || place >= SIDE + Math.floor(move);
      for (let i = 0; i < out.length; i++) {
        if (isWrapped(i % SIDE, dx) || isWrapped(Math.floor(i / SIDE), dy)) out[i] = NaN;
      }
      return out;
    });
    const path = join(folder, `${source.replaceAll('/', '_')}_${dx}_${dy}.tif`);
    const grid = {
      width: SIDE,
      height: SIDE,
      originX: 500_000,
      originY: 3_500_000,
      pixelWidth: gsdM,
      pixelHeight: gsdM,
      epsg: 4549,
    };
    await writeCog(path, { grid, sampleType: 'float32', bands: moved, nodata: NaN, overviews: null });
    return {
      asset: {
        path,
        bands: { band1: 1 },
        scale: 1,
        offset: 0,
        nodata: null,
        quality: null,
      },
      acquiredAt: '2001-01-01T00:00:00.000Z',
      sensor,
    };
  }

  test.each(PAIRS)('$name: what is found follows the move', async (pair) => {
    const { before, after, sensor, gsdM, tolerance } = pair;
    const first = await movedScene(before, [0, 0], sensor, gsdM);
    const found = async (move: readonly [number, number]) => {
      const scene = await movedScene(after, move, sensor, gsdM);
      const plan = await engine.plan({ before: [first], after: scene, recipe: RECIPE, area: null });
      const { registration, registrationErrorM } = plan.pairs[0]!;
      const { corrected, rest, spread } = registration!;
      expect(Math.max(Math.abs(rest.x), Math.abs(rest.y))).toBeLessThan(0.13);
      expect(registrationErrorM).toBeCloseTo(Math.hypot(rest.x, rest.y, spread) * gsdM, 9);
      return [corrected.x + rest.x, corrected.y + rest.y] as const;
    };
    // How far the dates lie apart by themselves is not known.
    const own = await found([0, 0]);
    for (const move of [...MOVES, FAR_MOVE]) {
      const [x, y] = await found(move);
      const off = Math.hypot(x - own[0] - move[0], y - own[1] - move[1]);
      expect(off).toBeLessThan(move === FAR_MOVE ? FAR_TOLERANCE : tolerance);
    }
  });

  test.each(PAIRS)('$name: a date against itself, moved, is found to a twentieth', async (pair) => {
    const { before, sensor, gsdM } = pair;
    const first = await movedScene(before, [0, 0], sensor, gsdM);
    for (const move of MOVES.slice(0, 2)) {
      const scene = await movedScene(before, move, sensor, gsdM);
      const plan = await engine.plan({ before: [first], after: scene, recipe: RECIPE, area: null });
      const { corrected, rest } = plan.pairs[0]!.registration!;
      expect(Math.hypot(corrected.x + rest.x - move[0], corrected.y + rest.y - move[1])).toBeLessThan(0.05);
    }
  });
});
