import { expect, test } from '@jest/globals';
import type { DetectedPatch } from '#domain/patch.js';
import type { Recipe } from '#domain/recipe.js';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import { createChangeEngine, type SceneInput } from '#worker/compute/engine.js';
import { sceneWriter, seededNumbers } from '../../support/pictureFiles.js';

const write = sceneWriter();
const SIZE = { width: 120, height: 80 };

interface Box {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}
const CLOUD: Box = { x: 20, y: 20, side: 30 };
const SHADOW: Box = { x: 80, y: 40, side: 26 };
/** As white and bright as the cloud, but smaller than the square; and as large as the cloud, but no white. */
const ROOF: Box = { x: 90, y: 10, side: 8 };
const isIn = ({ x, y, side }: Box, column: number, row: number): boolean =>
  column >= x && column < x + side && row >= y && row < y + side;

function scene(name: string, acquiredAt: string, isLater: boolean): Promise<SceneInput> {
  const random = seededNumbers(isLater ? 2 : 1);
  const bands = { blue: 40, green: 60, red: 50, nir: 150 };
  const made = Object.fromEntries(
    Object.entries(bands).map(([band, ground]) => {
      const values = Uint8Array.from({ length: SIZE.width * SIZE.height }, (_, i) => {
        const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
        if (isLater && (isIn(CLOUD, x, y) || isIn(ROOF, x, y))) return 225 + 10 * random();
        if (isLater && isIn(SHADOW, x, y)) return 12 + 4 * random();
        return ground + 8 * random();
      });
      return [band, values];
    }),
  );
  return write(name, { ...SIZE, pixelM: 2, bands: made, sensor: 'optical', acquiredAt });
}

const RECIPE: Recipe = { ...recipeByName('vegetationLoss'), sievePixels: 4, minimumAreaM2: { default: 0 } };
const withParameters = (parameters: Recipe['parameters']): Recipe => ({
  ...RECIPE,
  parameters: { ...RECIPE.parameters, cloudBufferPixels: 0, ...parameters },
});
const SCREEN = { screenCloudsAbove: 215, screenShadowsBelow: 20, screenSidePixels: 16 };

async function detect(recipe: Recipe, chunkSize = 512) {
  const engine = createChangeEngine({ threads: 0 });
  try {
    const before = await scene('2020-06-01', '2020-06-01', false);
    const after = await scene('2021-06-01', '2021-06-01', true);
    const plan = await engine.plan({ before: [before], after, recipe, area: null, chunkSize });
    const chunks: Uint8Array[] = [];
    for (const index of plan.chunks.keys()) chunks.push(await engine.chunk(plan, index));
    const patches: DetectedPatch[] = [];
    const { assessedShare } = await engine.outline(plan, chunks, (patch) => void patches.push(patch));
    return { patches, assessedShare };
  } finally {
    await engine.close();
  }
}

test('without a screen the cloud, its shadow and the roof are all change', async () => {
  const { patches, assessedShare } = await detect(withParameters({}));
  expect(patches.length).toBeGreaterThanOrEqual(3);
  expect(assessedShare).toBe(1);
});

test('with one, cloud and shadow are not assessed, to the pixel, and the white roof is still reported', async () => {
  const { patches, assessedShare } = await detect(withParameters(SCREEN));
  expect(patches).toHaveLength(1);
  expect(Math.abs(patches[0]!.areaM2 - 4 * ROOF.side ** 2)).toBeLessThan(1);
  const hidden = CLOUD.side ** 2 + SHADOW.side ** 2;
  expect(assessedShare).toBeCloseTo(1 - hidden / (SIZE.width * SIZE.height), 9);
});

test('chunks of any size are screened alike', async () => {
  const whole = await detect(withParameters(SCREEN));
  const cut = await detect(withParameters(SCREEN), 16);
  expect(cut).toEqual(whole);
});
