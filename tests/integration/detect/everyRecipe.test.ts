import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Recipe } from '#domain/recipe.js';
import type { SensorKind } from '#domain/scene.js';
import { RECIPES } from '#pipelines/recipes/recipes.js';
import { writeCog } from '#store/rasters/index.js';
import { createChangeEngine, keptRuns, type SceneInput } from '#worker/compute/engine.js';
import { createRandom } from '../../support/detectScenes.js';

const BANDS: Readonly<Record<SensorKind, readonly string[]>> = {
  optical: ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'],
  rgb: ['red', 'green', 'blue'],
  sar: ['vv'],
};
const GSD_M: Readonly<Record<string, number>> = { newRoofs: 0.5, newBuiltUp: 1.5 };
const MASK = { none: 0, change: 1, unknown: 255 } as const;

/** A whole number from `least` to `most`. */
type Draw = (least: number, most: number) => number;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const isIn = (boxes: readonly Box[], x: number, y: number): boolean =>
  boxes.some((box) => x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height);

/** Two dates of fields with noise: sites that changed, holes without data on either date. */
function drawPair(draw: Draw) {
  const [width, height] = [draw(60, 100), draw(60, 100)];
  const boxes = (count: number, most: number): Box[] =>
    Array.from({ length: count }, () => ({
      x: draw(0, width - 1),
      y: draw(0, height - 1),
      width: draw(4, most),
      height: draw(4, most),
    }));
  return { width, height, sites: boxes(4, 30), holes: [boxes(2, 40), boxes(2, 40)] as const };
}

type DrawnPair = ReturnType<typeof drawPair>;

async function writeDate(
  path: string,
  isAfter: boolean,
  recipe: Recipe,
  pair: DrawnPair,
  draw: Draw,
): Promise<SceneInput> {
  const sensor = recipe.sensors[0]!;
  const names = BANDS[recipe.detector in GSD_M ? 'rgb' : sensor];
  const { width, height, sites, holes } = pair;
  const bands = names.map(() => new Float32Array(width * height));
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const field = (Math.floor(x / 9) * 7 + Math.floor(y / 11) * 5) % 11;
    const isSite = isAfter && isIn(sites, x, y);
    names.forEach((_, band) => {
      const value = isSite ? 0.2 + 0.015 * band + 0.002 * ((x + y) % 7) : 0.03 + 0.02 * ((field * (band + 2)) % 11);
      bands[band]![i] = value * (1 + draw(-100, 100) / (sensor === 'sar' ? 1000 : 3000));
    });
    if (isIn(holes[isAfter ? 1 : 0], x, y)) bands[draw(0, names.length - 1)]![i] = draw(0, 1) === 0 ? NaN : -9;
  }
  const size = GSD_M[recipe.detector] ?? 10;
  const grid = { width, height, originX: 5e5, originY: 3.4e6, pixelWidth: size, pixelHeight: size, epsg: 4549 };
  await writeCog(path, { grid, sampleType: 'float32', bands, nodata: -9, tileSize: 64, overviews: null });
  return {
    acquiredAt: isAfter ? '2024-06-01T00:00:00.000Z' : '2024-05-01T00:00:00.000Z',
    sensor,
    asset: {
      path,
      bands: Object.fromEntries(names.map((name, index) => [name, index + 1])),
      scale: 1,
      offset: 0,
      nodata: null,
      quality: null,
    },
  };
}

/** Another shape of mask, outlines and cut than the recipe's own. */
const varied = (recipe: Recipe, draw: Draw): Recipe => ({
  ...recipe,
  parameters: {
    ...recipe.parameters,
    openingRadius: draw(0, 2),
    closingRadius: draw(0, 2),
    cloudBufferPixels: draw(0, 3),
  },
  connectivity: draw(0, 1) === 0 ? 4 : 8,
  sievePixels: draw(1, 20),
  minimumAreaM2: { default: draw(0, 1) * 300 },
  outlines: draw(0, 1) === 0 ? 'pixelEdges' : 'smooth',
});

describe.each(RECIPES.map((recipe, index) => ({ name: recipe.name, recipe, seed: 100 + index })))(
  'the recipe $name',
  ({ recipe: own, seed }) => {
    let folder: string;
    const engine = createChangeEngine({ threads: 0 });
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'planwatch-recipe-'));
    });
    afterAll(async () => {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    });

    test('gives the same whatever the chunks, and never tells of ground that was not seen', async () => {
      const random = createRandom(seed);
      const draw: Draw = (least, most) => least + Math.floor(random() * (most - least + 1));
      const recipe = varied(own, draw);
      const pair = drawPair(draw);
      const { width, height } = pair;
      const before = [await writeDate(join(folder, 'before.tif'), false, recipe, pair, draw)];
      const after = await writeDate(join(folder, 'after.tif'), true, recipe, pair, draw);

      const detect = async (chunkSize: number) => {
        const plan = await engine.plan({ before, after, recipe, area: null, chunkSize });
        const score = new Float32Array(width * height);
        const encoded: Uint8Array[] = [];
        for (const [index, chunk] of plan.chunks.entries()) {
          const result = await engine.chunkWithScore(plan, index);
          encoded.push(result.encoded);
          for (let row = 0; row < chunk.height; row++) {
            const from = result.score.subarray(row * chunk.width, (row + 1) * chunk.width);
            score.set(from, (chunk.y + row) * width + chunk.x);
          }
        }
        const patches: unknown[] = [];
        const outlined = await engine.outline(plan, encoded, (patch) => void patches.push(patch));
        const mask = new Uint8Array(width * height);
        const paint = (runs: typeof outlined.joined.runs, code: number, isPainted: (run: number) => boolean): void => {
          for (let y = 0; y < height; y++) {
            for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
              if (isPainted(run)) mask.fill(code, y * width + runs.start[run]!, y * width + runs.end[run]!);
            }
          }
        };
        paint(outlined.joined.unknown, MASK.unknown, () => true);
        const kept = keptRuns(outlined);
        paint(kept.runs, MASK.change, kept.isKept);
        return { patches, share: outlined.assessedShare, score, mask, displacement: plan.pairs[0]!.displacement };
      };
      const whole = await detect(1024);
      const cut = await detect(draw(20, 45));
      expect(cut).toEqual(whole);

      expect(whole.displacement.after).toEqual({ x: 0, y: 0 });
      const toldOfUnseen = [...whole.mask.keys()].filter((i) => {
        const [x, y] = [i % width, Math.floor(i / width)];
        const isUnseen = pair.holes.some((holes) => isIn(holes, x, y));
        return isUnseen && (whole.mask[i] !== MASK.unknown || !Number.isNaN(whole.score[i]));
      });
      expect(toldOfUnseen).toEqual([]);
      const unlike = [...whole.mask.keys()].filter(
        (i) => Number.isNaN(whole.score[i]) !== (whole.mask[i] === MASK.unknown),
      );
      expect(unlike).toEqual([]);
    });
  },
);
