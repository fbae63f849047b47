import { expect, test } from '@jest/globals';
import type { DetectedPatch } from '#domain/patch.js';
import type { Recipe } from '#domain/recipe.js';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import { createChangeEngine, type SceneInput } from '#worker/compute/engine.js';
import { sceneWriter, seededNumbers } from '../../support/pictureFiles.js';

const write = sceneWriter();
const SIZE = { width: 90, height: 60 };

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** Two fields with a gap of three columns, a track of two rows that leads away, and a field with a hole of no data. */
const CLEARED: readonly Box[] = [
  { x: 10, y: 10, width: 14, height: 14 },
  { x: 27, y: 10, width: 14, height: 14 },
  { x: 41, y: 16, width: 30, height: 2 },
  { x: 10, y: 36, width: 20, height: 16 },
];
const UNSEEN: Box = { x: 19, y: 42, width: 2, height: 4 };
const isIn = ({ x, y, width, height }: Box, column: number, row: number): boolean =>
  column >= x && column < x + width && row >= y && row < y + height;

/** Plants everywhere, a little noisy; bare soil where fields were cleared. */
function fields(name: string, cleared: readonly Box[], acquiredAt: string): Promise<SceneInput> {
  const random = seededNumbers(cleared.length + 1);
  const red = new Uint16Array(SIZE.width * SIZE.height);
  const nir = new Uint16Array(red.length);
  for (let i = 0; i < red.length; i++) {
    const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
    const isBare = cleared.some((box) => isIn(box, x, y));
    red[i] = (isBare ? 2500 : 500) + 100 * random();
    nir[i] = cleared.length > 0 && isIn(UNSEEN, x, y) ? 0 : (isBare ? 3000 : 4500) + 100 * random();
  }
  return write(name, { ...SIZE, pixelM: 10, bands: { red, nir }, sensor: 'optical', acquiredAt, nodata: 0 });
}

const RECIPE: Recipe = { ...recipeByName('vegetationLoss'), sievePixels: 1, minimumAreaM2: { default: 0 } };
const shaped = (parameters: Recipe['parameters']): Recipe => ({
  ...RECIPE,
  parameters: { ...RECIPE.parameters, ...parameters },
});

interface Found {
  readonly patches: readonly DetectedPatch[];
  readonly mask: Uint8Array;
}

async function detect(recipe: Recipe, chunkSize?: number): Promise<Found> {
  const engine = createChangeEngine({ threads: 0 });
  try {
    const plan = await engine.plan({
      before: [await fields('2020-05-01', [], '2020-05-01')],
      after: await fields('2021-05-01', CLEARED, '2021-05-01'),
      recipe,
      area: null,
      ...(chunkSize && { chunkSize }),
    });
    const chunks: Uint8Array[] = [];
    for (const index of plan.chunks.keys()) chunks.push(await engine.chunk(plan, index));
    const patches: DetectedPatch[] = [];
    const { joined, isPatch } = await engine.outline(plan, chunks, (patch) => void patches.push(patch));
    const mask = new Uint8Array(SIZE.width * SIZE.height);
    const { rowStart, start, end, owner } = joined.runs;
    for (let y = 0; y < SIZE.height; y++) {
      for (let run = rowStart[y]!; run < rowStart[y + 1]!; run++) {
        if (isPatch[owner[run]!] === 1) mask.fill(1, y * SIZE.width + start[run]!, y * SIZE.width + end[run]!);
      }
    }
    return { patches, mask };
  } finally {
    await engine.close();
  }
}

const at = (mask: Uint8Array, x: number, y: number): number => mask[y * SIZE.width + x]!;

test('without shaping the mask is what changed, pixel for pixel', async () => {
  const { mask } = await detect(RECIPE);
  for (let i = 0; i < mask.length; i++) {
    const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
    const isChanged = CLEARED.some((box) => isIn(box, x, y)) && !isIn(UNSEEN, x, y);
    expect([x, y, mask[i]]).toEqual([x, y, isChanged ? 1 : 0]);
  }
});

test('an opening drops the track and keeps the fields', async () => {
  const { mask } = await detect(shaped({ openingRadius: 2 }));
  expect(at(mask, 60, 16)).toBe(0);
  expect(at(mask, 17, 17)).toBe(1);
  expect(at(mask, 25, 17)).toBe(0);
});

test('a closing joins the fields across their gap, and never what was not seen', async () => {
  const plain = await detect(RECIPE);
  const closed = await detect(shaped({ closingRadius: 2 }));
  expect(at(closed.mask, 25, 17)).toBe(1);
  for (let i = 0; i < closed.mask.length; i++) expect(closed.mask[i]!).toBeGreaterThanOrEqual(plain.mask[i]!);
  for (let y = UNSEEN.y; y < UNSEEN.y + UNSEEN.height; y++) {
    expect([at(closed.mask, UNSEEN.x, y), at(closed.mask, UNSEEN.x + 1, y)]).toEqual([0, 0]);
  }
  expect(closed.patches.length).toBe(plain.patches.length - 1);
});

test.each<Recipe['parameters']>([{ openingRadius: 3 }, { closingRadius: 3 }, { openingRadius: 1, closingRadius: 4 }])(
  'chunks of any size shape alike, bit for bit: %j',
  async (parameters) => {
    const whole = await detect(shaped(parameters), 512);
    const cut = await detect(shaped(parameters), 16);
    expect(cut.mask).toEqual(whole.mask);
    expect(cut.patches).toEqual(whole.patches);
  },
);

test('half a pixel is no radius, and a wider one than blocks bear is refused', async () => {
  for (const radius of [1.5, 11, -1]) {
    await expect(detect(shaped({ closingRadius: radius }))).rejects.toMatchObject({
      detail: { code: 'recipe.parameter', found: String(radius), expected: '0 to 10, whole' },
    });
  }
});

test('with a seed factor only areas that reach so many times the cut somewhere are left', async () => {
  const [strongest] = (await detect(RECIPE)).patches;
  // NDVI falls from about 0.79 to 0.08: 3.5 times the cut of 0.2.
  expect((await detect(shaped({ seedFactor: 3.3 }))).patches).toContainEqual(
    expect.objectContaining({ areaM2: strongest!.areaM2 }),
  );
  expect((await detect(shaped({ seedFactor: 3.9 }))).patches).toEqual([]);
});

test('the smallest patch of its class is one of exactly the minimum mapping unit', async () => {
  const all = (await detect(RECIPE)).patches;
  const { areaM2, toClass } = all.reduce((least, patch) => (patch.areaM2 < least.areaM2 ? patch : least));
  const withMinimum = async (minimumAreaM2: Recipe['minimumAreaM2']): Promise<number> =>
    (await detect({ ...RECIPE, minimumAreaM2 })).patches.length;
  const more = areaM2 * (1 + Number.EPSILON);
  expect(await withMinimum({ default: areaM2 })).toBe(all.length);
  expect(await withMinimum({ default: more })).toBe(all.length - 1);
  expect(await withMinimum({ default: more, [toClass]: areaM2 })).toBe(all.length);
  expect(await withMinimum({ default: 0, [toClass]: more })).toBe(all.length - 1);
});
