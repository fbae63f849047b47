import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AreaGeometry } from '#domain/geometry.js';
import { DEFAULT_RECIPE, recipeByName } from '#pipelines/recipes/recipes.js';
import { projectArea, WGS84 } from '#store/rasters/index.js';
import { createChangeEngine, type ChangeEngine, type JoinedPair, type PairRequest } from '#worker/compute/engine.js';
import { SCENE_GRID, writeScene, type Box } from '../../support/detectScenes.js';

const SITE: Box = { x: 60, y: 70, width: 14, height: 11 };
const OTHER_SITE: Box = { x: 120, y: 126, width: 10, height: 8 };

async function detect(engine: ChangeEngine, request: PairRequest): Promise<JoinedPair & { bytes: Uint8Array[] }> {
  const plan = await engine.plan(request);
  const bytes = await Promise.all(plan.chunks.map((_, index) => engine.chunk(plan, index)));
  return { ...(await engine.join(plan, bytes)), bytes };
}

/** A box of pixels as an area on the ground. */
function areaOf({ x, y, width, height }: Box): AreaGeometry {
  const at = (column: number, row: number): [number, number] => [
    SCENE_GRID.originX + column * 10,
    SCENE_GRID.originY - row * 10,
  ];
  const ring = [at(x, y), at(x, y + height), at(x + width, y + height), at(x + width, y), at(x, y)];
  return projectArea(SCENE_GRID.epsg, WGS84, { type: 'Polygon', coordinates: [ring] });
}

describe('the change engine', () => {
  let folder: string;
  const inline = createChangeEngine({ threads: 0 });
  const threaded = createChangeEngine({ threads: 2 });
  let base: PairRequest;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planwatch-engine-'));
    base = {
      before: [await writeScene(folder, 'before-2024-05-01', { seed: 1 })],
      after: await writeScene(folder, 'after-2024-06-01', { seed: 2, built: [SITE, OTHER_SITE] }),
      recipe: DEFAULT_RECIPE,
      area: null,
    };
  });
  afterAll(async () => {
    await inline.close();
    await threaded.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(['newConstruction', 'irMad'])('%s finds what was built, its class, size and dates', async (name) => {
    const { patches, assessedShare } = await detect(inline, { ...base, recipe: recipeByName(name) });
    expect(assessedShare).toBe(1);
    expect(patches).toHaveLength(2);
    expect(patches.map(({ toClass }) => toClass)).toEqual(['builtUp', 'builtUp']);
    const [first, second] = patches;
    // Smoothing may take or add a rim of mixed pixels, never more.
    expect(first!.areaM2).toBeGreaterThan(12 * 9 * 100);
    expect(first!.areaM2).toBeLessThan(16 * 13 * 100);
    expect(second!.areaM2).toBeGreaterThan(8 * 6 * 100);
    expect(first).toMatchObject({ onsetFrom: '2024-05-01', onsetTo: '2024-06-01', gsdM: expect.closeTo(10, 1) });
    expect(first!.confidence).toBeGreaterThan(0.6);
    expect(first!.registrationErrorM).toBeLessThan(5);
  });

  test('nothing changed: nothing is reported, by either recipe', async () => {
    const after = await writeScene(folder, 'same-2024-06-01', { seed: 77 });
    for (const name of ['newConstruction', 'irMad']) {
      const { patches } = await detect(inline, { ...base, after, recipe: recipeByName(name) });
      expect(patches).toEqual([]);
    }
  });

  test('a file compared with itself shows no change', async () => {
    const after = { ...base.before[0]!, acquiredAt: '2024-06-01T00:00:00.000Z' };
    const { patches } = await detect(inline, { ...base, after, recipe: recipeByName('irMad') });
    expect(patches).toEqual([]);
  });

  test.each([64, 128])('chunks of %d pixels and two threads give the same patches as one piece', async (chunkSize) => {
    for (const name of ['newConstruction', 'irMad']) {
      const whole = await detect(inline, { ...base, recipe: recipeByName(name) });
      const cut = await detect(threaded, { ...base, recipe: recipeByName(name), chunkSize });
      expect(cut.bytes.length).toBeGreaterThan(1);
      expect(JSON.stringify(cut.patches)).toBe(JSON.stringify(whole.patches));
    }
  });

  test('the same chunk twice is the same bytes', async () => {
    const plan = await inline.plan({ ...base, chunkSize: 64 });
    const [a, b] = [await inline.chunk(plan, 4), await threaded.chunk(structuredClone(plan), 4)];
    expect(Buffer.from(a).equals(Buffer.from(b))).toBe(true);
  });

  test('where the last look was clouded, the one before fills in and the onset begins there', async () => {
    const clouded = await writeScene(folder, 'clouded-2024-05-20', {
      seed: 5,
      clouds: [{ x: 50, y: 60, width: 40, height: 40 }],
    });
    const alone = await detect(inline, { ...base, before: [clouded] });
    expect(alone.assessedShare).toBeLessThan(0.95);
    expect(alone.patches).toHaveLength(1);
    const filled = await detect(inline, { ...base, before: [clouded, base.before[0]!] });
    expect(filled.assessedShare).toBe(1);
    expect(filled.patches.map(({ onsetFrom }) => onsetFrom)).toEqual(['2024-05-01', '2024-05-20']);
  });

  test('what little of a site a clouded look showed already belongs to it', async () => {
    // Five columns of the works lie clear of the cloud; two of them too near to it to count.
    const { x, y, height } = SITE;
    const clouds = [{ x: x + 5, y: y - 10, width: 40, height: height + 20 }];
    const begun = { x, y, width: SITE.width, height: 3 };
    const clouded = await writeScene(folder, 'begun-2024-05-21', { seed: 6, built: [begun], clouds });
    const inOne = await detect(inline, base);
    const before = [clouded, base.before[0]!];
    const filled = await detect(inline, { ...base, before });
    const siteOf = ({ patches }: typeof inOne) => patches.filter(({ areaM2 }) => areaM2 > 10_000);
    expect(siteOf(filled)).toHaveLength(1);
    expect(Math.abs(siteOf(filled)[0]!.areaM2 / siteOf(inOne)[0]!.areaM2 - 1)).toBeLessThan(0.02);
    const cut = await detect(threaded, { ...base, before, chunkSize: 64 });
    expect(JSON.stringify(cut.patches)).toBe(JSON.stringify(filled.patches));
  });

  test('clouds over the site on the later date: not assessed, no patch, and the share says so', async () => {
    const clouds = [{ x: 50, y: 60, width: 40, height: 40 }];
    const after = await writeScene(folder, 'cloudy-2024-06-02', { seed: 9, built: [SITE, OTHER_SITE], clouds });
    const { patches, assessedShare } = await detect(inline, { ...base, after });
    expect(patches).toHaveLength(1);
    // 40 × 40 pixels and a rim of two.
    expect(assessedShare).toBeCloseTo(1 - 44 ** 2 / 160 ** 2, 6);
  });

  test('a watch area bounds what is looked at, to the pixel', async () => {
    const area = areaOf({ x: 40, y: 50, width: 27, height: 60 });
    const { patches } = await detect(inline, { ...base, area });
    expect(patches).toHaveLength(1);
    // The site begins at column 60; the area ends before column 67.
    expect(patches[0]!.areaM2).toBeGreaterThan(5 * 9 * 100);
    expect(patches[0]!.areaM2).toBeLessThan(7.2 * 13 * 100);
  });

  test('a watch area outside the scene is refused', async () => {
    await expect(inline.plan({ ...base, area: areaOf({ x: 400, y: 50, width: 9, height: 9 }) })).rejects.toMatchObject({
      detail: { code: 'area.outsideScene' },
    });
  });

  test('scenes that do not overlap, or lack a band, are refused, through threads too', async () => {
    const far = await writeScene(folder, 'far-2024-06-01', { seed: 3, grid: { originX: 600_000 } });
    for (const engine of [inline, threaded]) {
      await expect(engine.plan({ ...base, after: far })).rejects.toMatchObject({ detail: { code: 'pair.noOverlap' } });
    }
    const { swir2: _, ...bands } = base.after.asset.bands;
    const poorer = { ...base.after, asset: { ...base.after.asset, bands } };
    await expect(inline.plan({ ...base, after: poorer })).rejects.toMatchObject({ detail: { code: 'bands.missing' } });
  });

  test('a shift of three pixels is corrected, said, and leaves the patches of the scene that lay right', async () => {
    const moved = { seed: 2, built: [SITE, OTHER_SITE], grid: { originX: 500_030, originY: 3_399_980 } };
    const shifted = { ...base, after: await writeScene(folder, 'shifted-2024-06-01', moved) };
    const plan = await inline.plan(shifted);
    expect(plan.pairs[0]!.displacement).toEqual({ before: { x: 0, y: 0 }, after: { x: 3, y: 2 } });
    expect(plan.warnings.join()).toContain('lies 3.00 pixels right and 2.00 pixels down');
    expect(plan.pairs[0]!.registrationErrorM).toBeLessThan(1);
    const [right, corrected] = [await detect(inline, base), await detect(inline, shifted)];
    expect(corrected.patches.map(({ geometry }) => geometry)).toEqual(right.patches.map(({ geometry }) => geometry));
    const small = await detect(threaded, { ...shifted, chunkSize: 64 });
    expect(small.patches).toEqual(corrected.patches);
  });

  test('another date of the before scene, shifted otherwise, fills in on the place of the first', async () => {
    const cloud: Box = { x: 54, y: 64, width: 30, height: 30 };
    const request: PairRequest = {
      ...base,
      before: [
        await writeScene(folder, 'clouded-2024-05-02', { seed: 3, clouds: [cloud] }),
        await writeScene(folder, 'moved-2024-04-01', { seed: 4, grid: { originX: 499_980 } }),
      ],
      after: await writeScene(folder, 'later-2024-06-02', { seed: 5, built: [SITE], grid: { originY: 3_400_030 } }),
    };
    const plan = await inline.plan(request);
    expect(plan.pairs.map(({ displacement }) => displacement)).toEqual([
      { before: { x: 0, y: 0 }, after: { x: 0, y: -3 } },
      { before: { x: -2, y: 0 }, after: { x: 0, y: -3 } },
    ]);
    const { patches } = await detect(inline, request);
    const [alone] = (
      await detect(inline, { ...base, after: await writeScene(folder, 'still-2024-06-02', { seed: 5, built: [SITE] }) })
    ).patches;
    expect(patches.map(({ geometry }) => geometry)).toEqual([alone!.geometry]);
  });
});
