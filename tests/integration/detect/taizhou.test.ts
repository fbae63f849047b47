import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDisjointSets } from '#pipelines/kernels/disjointSets.js';
import type { DetectedPatch } from '#domain/patch.js';
import { forEachContact, runsOfCodes } from '#pipelines/kernels/runLengths.js';
import { PAIR_RECIPE } from '#pipelines/recipes/recipes.js';
import { fitIrMad } from '#pipelines/scene-to-change/irMad.js';
import { openRaster } from '#store/rasters/index.js';
import { createChangeEngine, keptRuns, type OutlinedPair, type SceneInput } from '#worker/compute/engine.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';

const BANDS = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'];
const SIDE = 400;
const [CHANGED, UNKNOWN] = [1, 0];

const sceneOf = (name: string, acquiredAt: string): SceneInput => ({
  asset: {
    path: sharedDataPath(`taizhou/${name}`),
    bands: Object.fromEntries(BANDS.map((band, index) => [band, index + 1])),
    scale: 1,
    offset: 0,
    nodata: null,
    quality: null,
  },
  acquiredAt,
  sensor: 'optical',
});

async function readBands(name: string, count: number): Promise<Float32Array[]> {
  const raster = await openRaster(sharedDataPath(`taizhou/${name}`));
  try {
    const bands = Array.from({ length: count }, (_, index) => index + 1);
    const { values } = await raster.readWindow({ x: 0, y: 0, width: SIDE, height: SIDE }, bands);
    return values.map((band) => Float32Array.from(band));
  } finally {
    raster.close();
  }
}

/** Area under the ROC curve over the labelled pixels; ties count half. */
function areaUnderCurve(score: Float32Array, truth: Float32Array): number {
  const order = [...truth.keys()].filter((i) => truth[i] !== UNKNOWN).sort((a, b) => score[a]! - score[b]!);
  let rankSum = 0;
  let positives = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && score[order[to]!] === score[order[from]!]) to += 1;
    for (let k = from; k < to; k++) {
      if (truth[order[k]!] !== CHANGED) continue;
      rankSum += (from + 1 + to) / 2;
      positives += 1;
    }
    from = to;
  }
  const negatives = order.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

describeWithData('taizhou/truth.tif', 'a labelled Landsat pair (Taizhou 2000–2003)', () => {
  const engine = createChangeEngine({ threads: 0 });
  let truth: Float32Array;
  let score: Float32Array;
  let mask: Uint8Array;
  let result: OutlinedPair & { readonly patches: readonly DetectedPatch[] };

  beforeAll(async () => {
    [truth] = (await readBands('truth.tif', 1)) as [Float32Array];
    const plan = await engine.plan({
      before: [sceneOf('before_2000-03-17.tif', '2000-03-17T00:00:00Z')],
      after: sceneOf('after_2003-02-06.tif', '2003-02-06T00:00:00Z'),
      recipe: PAIR_RECIPE,
      area: null,
    });
    const chunk = await engine.chunkWithScore(plan, 0);
    score = chunk.score;
    const patches: DetectedPatch[] = [];
    const outlined = await engine.outline(plan, [chunk.encoded], (patch) => void patches.push(patch));
    result = { ...outlined, patches };
    const { runs, isKept } = keptRuns(result);
    mask = new Uint8Array(SIDE * SIDE);
    for (let y = 0; y < SIDE; y++) {
      for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
        if (isKept(run)) mask.fill(1, y * SIDE + runs.start[run]!, y * SIDE + runs.end[run]!);
      }
    }
  });
  afterAll(() => engine.close());

  test('the score ranks changed before unchanged pixels: AUC at least .999', () => {
    expect(areaUnderCurve(score, truth)).toBeGreaterThanOrEqual(0.999);
  });

  test('the mask is right: F1 at least .965, at most 12 false areas', () => {
    let [hits, falseAlarms, misses] = [0, 0, 0];
    for (let i = 0; i < truth.length; i++) {
      if (truth[i] === UNKNOWN) continue;
      if (mask[i] === 1 && truth[i] === CHANGED) hits += 1;
      else if (mask[i] === 1) falseAlarms += 1;
      else if (truth[i] === CHANGED) misses += 1;
    }
    expect((2 * hits) / (2 * hits + falseAlarms + misses)).toBeGreaterThanOrEqual(0.965);
    expect(falseAreas(mask, truth)).toBeLessThanOrEqual(12);
  });

  test('patches are what people built there, mostly on former fields', () => {
    const areaOf = (isWanted: (patch: (typeof result.patches)[number]) => boolean): number =>
      result.patches.filter(isWanted).reduce((sum, { areaM2 }) => sum + areaM2, 0);
    const built = areaOf(({ toClass }) => ['earthworks', 'builtUp', 'road'].includes(toClass));
    const named = areaOf(({ toClass }) => toClass !== 'unknown');
    expect(built / named).toBeGreaterThan(0.5);
    expect(named / areaOf(() => true)).toBeGreaterThan(0.98);
  });

  test('the canonical correlations are the published ones, of MAD and after 50 rounds of IR-MAD', async () => {
    const before = await readBands('before_2000-03-17.tif', 6);
    const after = await readBands('after_2003-02-06.tif', 6);
    const fit = (maximumRounds: number) => fitIrMad(before, after, { maximumRounds, tolerance: 0, noiseFloor: 0 })!;
    const expectClose = (found: readonly number[], expected: readonly number[]): void =>
      found.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-3));
    expectClose(fit(1).correlation, [0.1136, 0.3055, 0.4761, 0.5422, 0.7138, 0.813]);
    expectClose(fit(50).correlation, [0.4576, 0.5727, 0.7087, 0.8762, 0.9672, 0.9833]);
  });
});

/** 4-connected areas of the mask, within the labelled pixels, that touch no changed pixel. */
function falseAreas(mask: Uint8Array, truth: Float32Array): number {
  const runs = runsOfCodes(
    mask.map((code, i) => (truth[i] === UNKNOWN ? 0 : code)),
    SIDE,
    SIDE,
  );
  const areas = createDisjointSets(runs.count);
  forEachContact(runs, 4, (a, b) => areas.join(a, b));
  const all = new Set<number>();
  const right = new Set<number>();
  for (let y = 0; y < SIDE; y++) {
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      all.add(areas.rootOf(run));
      const row = truth.subarray(y * SIDE + runs.start[run]!, y * SIDE + runs.end[run]!);
      if (row.includes(CHANGED)) right.add(areas.rootOf(run));
    }
  }
  return all.size - right.size;
}
