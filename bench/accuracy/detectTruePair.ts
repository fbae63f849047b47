import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { Recipe } from '#domain/recipe.js';
import type { SensorKind } from '#domain/scene.js';
import { detectPair } from '#cli/detect/detectPair.js';
import { chooseRecipe, readPairInput } from '#cli/detect/pairInput.js';
import { openRaster } from '#store/rasters/index.js';
import { createChangeEngine } from '#worker/compute/engine.js';
import type { TruePair } from './families.js';
import { scorePixels, UNKNOWN, type PairScore } from './metrics.js';
import { judgePatches, type JudgedPatch } from './patchTruth.js';

export interface TruePairResult extends PairScore {
  readonly recipe: string;
  readonly patches: number;
  /** Those of which something is known. */
  readonly judgedPatches: readonly JudgedPatch[];
  readonly megapixels: number;
  /** Processor seconds of detection, all threads. */
  readonly cpuSeconds: number;
}

export interface DetectOptions {
  readonly sensor?: SensorKind;
  readonly threads?: number;
  /** Instead of the one that `auto` chooses; its name in a family says nothing. */
  readonly recipe?: Recipe | string;
}

/** Detects a pair as `planwatch detect` does, files to files, without a recipe named, and holds it against its truth. */
export async function detectTruePair(
  dataFolder: string,
  pair: TruePair,
  { sensor, threads = 0, recipe: stated }: DetectOptions = {},
): Promise<TruePairResult> {
  const folder = await mkdtemp(join(tmpdir(), 'planwatch-accuracy-'));
  const engine = createChangeEngine({ threads });
  const outputs = {
    scoreOut: join(folder, 'score.tif'),
    maskOut: join(folder, 'mask.tif'),
    patchesOut: join(folder, 'patches.geojson'),
  };
  try {
    const started = process.cpuUsage();
    const input = await readPairInput(
      {
        before: resolve(dataFolder, pair.before),
        after: resolve(dataFolder, pair.after),
        beforeTime: '2000-01-01',
        afterTime: '2001-01-01',
        ...(sensor && { sensor }),
      },
      new Date(),
    );
    const recipe = typeof stated === 'object' ? stated : (await chooseRecipe(input)).recipe;
    const { before, after } = input;
    const plan = await engine.plan({ before: [before], after, recipe, area: null });
    const { patchCount } = await detectPair(engine, plan, outputs, () => undefined);
    const { user, system } = process.cpuUsage(started);
    const { width, height } = plan.grid;
    const score = Float32Array.from(await readBand(outputs.scoreOut));
    const mask = Uint8Array.from(await readBand(outputs.maskOut));
    const truth = truthOf(await readBand(resolve(dataFolder, pair.truth)), pair.coding);
    const patches = JSON.parse(await readFile(outputs.patchesOut, 'utf8')) as FeatureCollection<Polygon | MultiPolygon>;
    return {
      ...scorePixels({ width, height, score, mask, truth }),
      recipe: recipe.name,
      patches: patchCount,
      judgedPatches: judgePatches(patches, { grid: plan.grid, score, cut: plan.pairs[0]!.model.cut.cut, truth }),
      megapixels: (width * height) / 1e6,
      cpuSeconds: (user + system) / 1e6,
    };
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function readBand(path: string): Promise<ArrayLike<number>> {
  const raster = await openRaster(path);
  try {
    const { width, height } = raster.header;
    const { values } = await raster.readWindow({ x: 0, y: 0, width, height }, [1]);
    return values[0]!;
  } finally {
    raster.close();
  }
}

function truthOf(codes: ArrayLike<number>, coding: TruePair['coding']): Uint8Array {
  return Uint8Array.from(codes, (code) => {
    if (coding === 'standing') return code > 0 ? 0 : UNKNOWN;
    if (coding === 'ternary' && code === 0) return UNKNOWN;
    return code === 1 ? 1 : 0;
  });
}
