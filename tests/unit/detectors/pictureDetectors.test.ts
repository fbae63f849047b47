import { expect, test } from '@jest/globals';
import type { DetectedPatch } from '#domain/patch.js';
import type { Recipe } from '#domain/recipe.js';
import { NEW_BUILT_UP, NEW_ROOFS, SAR_LOG_RATIO } from '#pipelines/recipes/pictureRecipes.js';
import { createChangeEngine, type OutlinedPair, type SceneInput } from '#worker/compute/engine.js';
import { fieldPicture, sceneWriter, seededNumbers } from '../../support/pictureFiles.js';

const write = sceneWriter();
const SIZE = { width: 580, height: 210 };
/** Two roofs; the second lies across the seam between the blocks at column 512. */
const ROOFS = [
  { x: 120, y: 90, width: 40, height: 26 },
  { x: 496, y: 150, width: 36, height: 30 },
];
const HOLE = { left: 300, right: 390, top: 60, bottom: 170 };
const BEFORE = '2020-05-01';
const AFTER = '2021-09-01';

interface Detected {
  readonly encoded: string[];
  readonly scores: Float32Array;
  readonly mask: Uint8Array;
  readonly result: OutlinedPair & { readonly patches: readonly DetectedPatch[] };
}

async function detect(before: SceneInput, after: SceneInput, recipe: Recipe, chunkSize?: number): Promise<Detected> {
  const engine = createChangeEngine({ threads: 0 });
  try {
    const plan = await engine.plan({ before: [before], after, recipe, area: null, ...(chunkSize && { chunkSize }) });
    const { width, height } = plan.grid;
    const scores = new Float32Array(width * height);
    const chunks: Uint8Array[] = [];
    for (const [index, window] of plan.chunks.entries()) {
      const { encoded, score } = await engine.chunkWithScore(plan, index);
      chunks.push(encoded);
      for (let row = 0; row < window.height; row++) {
        const line = score.subarray(row * window.width, (row + 1) * window.width);
        scores.set(line, (window.y + row) * width + window.x);
      }
    }
    const patches: DetectedPatch[] = [];
    const outlined = await engine.outline(plan, chunks, (patch) => void patches.push(patch));
    const result = { ...outlined, patches };
    const mask = new Uint8Array(width * height);
    const { runs } = result.joined;
    for (let y = 0; y < height; y++) {
      for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
        if (result.isPatch[runs.owner[run]!] === 1) {
          mask.fill(1, y * width + runs.start[run]!, y * width + runs.end[run]!);
        }
      }
    }
    return { encoded: chunks.map((bytes) => Buffer.from(bytes).toString('base64')), scores, mask, result };
  } finally {
    await engine.close();
  }
}

const picture = (
  name: string,
  pixelM: number,
  made: ReturnType<typeof fieldPicture>,
  acquiredAt: string,
  nodata?: number,
) =>
  write(name, {
    ...SIZE,
    pixelM,
    bands: { red: made.red, green: made.green, blue: made.blue },
    sensor: 'rgb',
    acquiredAt,
    ...(nodata !== undefined && { nodata }),
  });

const bare = fieldPicture(SIZE, { seed: 1, shade: 1, roofs: [] });
const built = fieldPicture(SIZE, { seed: 2, shade: 0.8, roofs: ROOFS });

function punch<T extends Readonly<Record<string, { fill(value: number, start: number, end: number): unknown }>>>(
  bands: T,
  value: number,
): T {
  for (let y = HOLE.top; y < HOLE.bottom; y++) {
    for (const band of Object.values(bands)) band.fill(value, y * SIZE.width + HOLE.left, y * SIZE.width + HOLE.right);
  }
  return bands;
}

const shareOf = (mask: Uint8Array, { x, y, width, height }: (typeof ROOFS)[number]): number => {
  let marked = 0;
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) marked += mask[row * SIZE.width + column]!;
  }
  return marked / (width * height);
};

/** Radar amplitudes with speckle; the rectangle's backscatter is multiplied. */
function radar(seed: number, factor: number, unit: 'amplitude' | 'intensity' | 'decibel' = 'amplitude'): Float32Array {
  const speckle = seededNumbers(seed);
  return Float32Array.from({ length: SIZE.width * SIZE.height }, (_, i) => {
    const x = i % SIZE.width;
    const y = Math.floor(i / SIZE.width);
    const isInside = x >= 480 && x < 560 && y >= 100 && y < 160;
    // Four looks: the sum of exponential intensities.
    let intensity = 0;
    for (let look = 0; look < 4; look++) intensity -= Math.log(1 - speckle()) / 4;
    const amplitude = 100 * Math.sqrt(intensity) * (isInside ? factor : 1);
    if (unit === 'amplitude') return amplitude;
    return unit === 'intensity' ? (amplitude / 400) ** 2 : 20 * Math.log10(amplitude / 400);
  });
}

const radarScene = (name: string, bands: Readonly<Record<string, Float32Array>>, acquiredAt: string, nodata?: number) =>
  write(name, { ...SIZE, pixelM: 10, bands, sensor: 'sar', acquiredAt, ...(nodata !== undefined && { nodata }) });

test('new roofs are found, also across the seam of two blocks, and called built-up', async () => {
  const found = await detect(await picture('a0', 0.5, bare, BEFORE), await picture('a1', 0.5, built, AFTER), NEW_ROOFS);
  for (const roof of ROOFS) expect(shareOf(found.mask, roof)).toBeGreaterThan(0.6);
  expect(new Set(found.result.patches.map(({ toClass }) => toClass))).toEqual(new Set(['builtUp']));
  for (const { confidence } of found.result.patches) {
    expect(confidence).toBeGreaterThan(0.3);
    expect(confidence).toBeLessThan(1);
  }
});

test('with the dates swapped the same roofs count as vanished, not as new', async () => {
  const [empty, full] = [await picture('s0', 0.5, bare, BEFORE), await picture('s1', 0.5, built, AFTER)];
  const forward = await detect(empty, full, NEW_ROOFS);
  const backward = await detect(
    { ...full, acquiredAt: empty.acquiredAt },
    { ...empty, acquiredAt: full.acquiredAt },
    NEW_ROOFS,
  );
  const inside = ROOFS[0]!.y * SIZE.width + ROOFS[0]!.x + 15 * SIZE.width + 20;
  expect(forward.scores[inside]).toBeGreaterThan(0.5);
  expect(backward.scores[inside]).toBeLessThan(0.3);
});

test.each([
  ['newRoofs', 0.5, NEW_ROOFS],
  ['newBuiltUp', 2, NEW_BUILT_UP],
] as const)('%s: chunks of any size give the same score and patches, bit for bit', async (name, pixelM, recipe) => {
  const before = await picture(`${name}0`, pixelM, bare, BEFORE);
  const after = await picture(`${name}1`, pixelM, punch(structuredClone(built), 0), AFTER, 0);
  const [small, large] = [await detect(before, after, recipe, 512), await detect(before, after, recipe, 1024)];
  expect([small.encoded.length, large.encoded.length]).toEqual([2, 1]);
  expect(Buffer.from(small.scores.buffer).equals(Buffer.from(large.scores.buffer))).toBe(true);
  expect(small.result.patches).toEqual(large.result.patches);
  expect(small.mask).toEqual(large.mask);
});

test('radar: chunks of any size give the same score and patches, bit for bit', async () => {
  const before = await radarScene('r0', { band1: radar(1, 1) }, BEFORE);
  const after = await radarScene('r1', { band1: punch({ a: radar(2, 2.5) }, -1).a }, AFTER, -1);
  const [small, large] = [
    await detect(before, after, SAR_LOG_RATIO, 512),
    await detect(before, after, SAR_LOG_RATIO, 2048),
  ];
  expect(Buffer.from(small.scores.buffer).equals(Buffer.from(large.scores.buffer))).toBe(true);
  expect(small.result.patches).toEqual(large.result.patches);
  expect(small.result.patches).toHaveLength(1);
  // 80 × 60 pixels of 10 m, give or take a seam of one pixel.
  expect(small.result.patches[0]!.areaM2).toBeGreaterThan(78 * 58 * 100);
  expect(small.result.patches[0]!.areaM2).toBeLessThan(82 * 62 * 100);
  expect(small.result.patches[0]!.toClass).toBe('unknown');
});

test.each([
  ['newRoofs', 0.5, NEW_ROOFS],
  ['newBuiltUp', 2, NEW_BUILT_UP],
] as const)('%s: a hole without data is not assessed, and no change at its edge', async (name, pixelM, recipe) => {
  const before = await picture(`${name}h0`, pixelM, bare, BEFORE);
  const again = fieldPicture(SIZE, { seed: 3, shade: 1.1, roofs: [] });
  const after = await picture(`${name}h1`, pixelM, punch(again, 0), AFTER, 0);
  const { scores, result } = await detect(before, after, recipe);
  expect(result.patches).toEqual([]);
  const middle = 110 * SIZE.width + 345;
  expect(scores[middle]).toBeNaN();
  expect(result.assessedShare).toBeCloseTo(1 - (90 * 110) / (SIZE.width * SIZE.height), 6);
});

test('radar: speckle alone and a hole without data are no change', async () => {
  const before = await radarScene('q0', { band1: radar(3, 1) }, BEFORE);
  const after = await radarScene('q1', { band1: punch({ a: radar(4, 1) }, -1).a }, AFTER, -1);
  expect((await detect(before, after, SAR_LOG_RATIO)).result.patches).toEqual([]);
});

test('radar: amplitudes, intensities and decibels of one scene score alike; two polarisations too', async () => {
  const scores: Float32Array[] = [];
  for (const unit of ['amplitude', 'intensity', 'decibel'] as const) {
    const before = await radarScene(`u0${unit}`, { vv: radar(5, 1, unit), vh: radar(5, 1, unit) }, BEFORE);
    const after = await radarScene(`u1${unit}`, { vv: radar(6, 2.5, unit), vh: radar(6, 2.5, unit) }, AFTER);
    const { scores: found, result } = await detect(before, after, SAR_LOG_RATIO);
    expect(result.patches).toHaveLength(1);
    scores.push(found);
  }
  const inside = 130 * SIZE.width + 520;
  for (const found of scores) expect(Math.abs(found[inside]! - Math.log(2.5))).toBeLessThan(0.2);
});

test.each([0.3, 4])(
  'radar: a scene of %f times the gain shows the same change, and none where there is none',
  async (gain) => {
    const scene = async (name: string, seed: number, factor: number, acquiredAt: string, by = 1) =>
      radarScene(`${name}${gain}`, { band1: radar(seed, factor).map((value) => by * value) }, acquiredAt);
    const before = await scene('g0', 7, 1, BEFORE);
    const same = await detect(before, await scene('g1', 8, 1, AFTER, gain), SAR_LOG_RATIO);
    expect(same.result.patches).toEqual([]);
    const { scores, result } = await detect(before, await scene('g2', 9, 2.5, AFTER, gain), SAR_LOG_RATIO);
    expect(result.patches).toHaveLength(1);
    const inside = 130 * SIZE.width + 520;
    expect(Math.abs(scores[inside]! - Math.log(2.5))).toBeLessThan(0.2);
  },
);

test('pictures of 16 bits find the same roofs', async () => {
  const wide = ({ red, green, blue }: typeof bare) => {
    const [r, g, b] = [red, green, blue].map((band) => Uint16Array.from(band, (value) => 40 * value));
    return { red: r!, green: g!, blue: b! };
  };
  const scene = (name: string, made: typeof bare, acquiredAt: string) =>
    write(name, { ...SIZE, pixelM: 0.5, bands: wide(made), sensor: 'rgb', acquiredAt });
  const found = await detect(await scene('w0', bare, BEFORE), await scene('w1', built, AFTER), NEW_ROOFS);
  for (const roof of ROOFS) expect(shareOf(found.mask, roof)).toBeGreaterThan(0.6);
});

test('what a detector cannot use is refused by name', async () => {
  const before = await radarScene('x0', { band1: radar(1, 1) }, BEFORE);
  const after = await radarScene('x1', { band1: radar(2, 1) }, AFTER);
  const grey = { ...before, sensor: 'rgb' as const };
  const greyAfter = { ...after, sensor: 'rgb' as const };
  await expect(detect(before, after, NEW_ROOFS)).rejects.toMatchObject({ detail: { code: 'recipe.sensor' } });
  await expect(detect(grey, greyAfter, NEW_ROOFS)).rejects.toMatchObject({ detail: { code: 'recipe.resolution' } });
  const fine = await write('x2', {
    ...SIZE,
    pixelM: 0.5,
    bands: { band1: bare.red },
    sensor: 'rgb',
    acquiredAt: BEFORE,
  });
  const fineAfter = await write('x3', {
    ...SIZE,
    pixelM: 0.5,
    bands: { band1: built.red },
    sensor: 'rgb',
    acquiredAt: AFTER,
  });
  await expect(detect(fine, fineAfter, NEW_ROOFS)).rejects.toMatchObject({
    detail: { code: 'bands.missing', found: 'band1', expected: 'red, green, blue' },
  });
  const colours = await picture('x4', 0.5, built, AFTER);
  await expect(detect(fine, colours, { ...NEW_ROOFS, parameters: {} })).rejects.toMatchObject({
    detail: { code: 'bands.missing' },
  });
});

test('a parameter that the detector does not know, or out of range, is refused by name', async () => {
  const before = await radarScene('y0', { band1: radar(1, 1) }, BEFORE);
  const after = await radarScene('y1', { band1: radar(2, 1) }, AFTER);
  const withParameter = (name: string, value: number | string): Recipe => ({
    ...SAR_LOG_RATIO,
    parameters: { ...SAR_LOG_RATIO.parameters, [name]: value },
  });
  for (const [name, value] of [
    ['flatening', 0.4],
    ['flattening', -1],
    ['units', 'volts'],
  ] as const) {
    await expect(detect(before, after, withParameter(name, value))).rejects.toMatchObject({
      detail: { code: 'recipe.parameter' },
    });
  }
});
