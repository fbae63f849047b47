import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { OUTLINE_STYLES, type OutlineStyle, type Recipe } from '#domain/recipe.js';
import { SENSOR_KINDS, type SensorKind } from '#domain/scene.js';
import { loadConfig } from '#runtime/config.js';
import { collectWithoutHelpers } from '#runtime/smallHeap.js';
import { createChangeEngine, type PairPlan } from '#worker/compute/engine.js';
import { undatedNote } from '../detect/acquisitionTime.js';
import { detectPair, type DetectSummary } from '../detect/detectPair.js';
import { chooseRecipe, loadRecipe, readPairInput } from '../detect/pairInput.js';
import { collectSetting, SETTINGS, withSettings, type RecipeSetting } from '../detect/recipeSettings.js';
import { oneOf, OUTLINES, wholeNumber } from '../options.js';
import { startProgress } from '../progress.js';
import { ALLOW_SOURCE, allowRemoteSources, collectSource } from '../remoteSources.js';

interface DetectOptions {
  readonly before: string;
  readonly after: string;
  readonly beforeTime?: string;
  readonly afterTime?: string;
  readonly recipe: string;
  readonly sensor?: SensorKind;
  readonly bands?: string;
  readonly set?: readonly RecipeSetting[];
  readonly outlines?: OutlineStyle;
  readonly threads: number;
  readonly scoreOut?: string;
  readonly maskOut?: string;
  readonly patchesOut?: string;
  readonly allowSource?: readonly string[];
}

/** Scores are written in tiles that a row of chunks completes. */
const SCORED_CHUNK = 1024;

/** Chooses the recipe by sensor, bands and pixel size. */
const AUTO = 'auto';

export function register(program: Command): void {
  program
    .command('detect')
    .description('find change between two georeferenced images, without any server')
    .requiredOption('--before <file>', 'earlier date: GeoTIFF or ENVI raster, or a .json manifest of its band files')
    .requiredOption('--after <file>', 'later date, likewise')
    .option('--before-time <time>', 'when it was acquired, YYYY-MM-DD or ISO 8601 (metadata, else a date in its name)')
    .option('--after-time <time>', 'likewise')
    .option('--recipe <name|file>', 'auto, a named recipe, or a JSON file with one', AUTO)
    .option('--sensor <kind>', 'optical, rgb or sar (by the bands)', oneOf(SENSOR_KINDS))
    .option('--bands <mapping>', 'blue,green,red,… in file order, or blue=1,nir=4,… (descriptions in the files)')
    .option(...SETTINGS, collectSetting)
    .option(...OUTLINES, oneOf(OUTLINE_STYLES))
    .option('--threads <n>', 'threads that compute', wholeNumber(0, 256), Math.min(8, availableParallelism()))
    .option('--score-out <file>', 'write the change score: float32 GeoTIFF on the before-grid')
    .option('--mask-out <file>', 'write the mask: uint8 GeoTIFF, 1 change, 0 none, 255 not assessed')
    .option('--patches-out <file>', 'write the patches: GeoJSON, WGS84')
    .option(...ALLOW_SOURCE, collectSource)
    .action(runDetect);
}

async function runDetect(options: DetectOptions): Promise<void> {
  collectWithoutHelpers();
  allowRemoteSources(loadConfig(), options.allowSource);
  const stated = options.recipe === AUTO ? null : await loadRecipe(options.recipe);
  const pair = await readPairInput(options, new Date());
  for (const note of pair.notes) warn(note);
  for (const side of ['before', 'after'] as const) {
    if (options.patchesOut !== undefined && !pair.dated[side]) warn(undatedNote(side, options[side]));
  }
  const chosen = stated === null ? await chooseRecipe(pair) : { recipe: stated, reason: null };
  const { reason } = chosen;
  const set = withSettings(chosen.recipe, options.set ?? []);
  const recipe: Recipe = options.outlines ? { ...set, outlines: options.outlines } : set;
  if (reason !== null) process.stderr.write(`recipe ${recipe.name}: ${reason}\n`);
  const engine = createChangeEngine({ threads: options.threads, isCallerComputing: true });
  try {
    const { before, after } = pair;
    const request = { before: [before], after, recipe, area: null };
    const plan = await planWithProgress(
      engine,
      options.scoreOut === undefined ? request : { ...request, chunkSize: SCORED_CHUNK },
    );
    for (const warning of plan.warnings) warn(warning);
    const progress = startProgress('detecting', plan.chunks.length);
    let done = 0;
    const result = await detectPair(engine, plan, { ...options, dated: pair.dated }, (count) =>
      progress.set((done += count)),
    );
    progress.finish();
    process.stdout.write(summary(plan, result));
  } finally {
    await engine.close();
  }
}

async function planWithProgress(
  engine: ReturnType<typeof createChangeEngine>,
  request: Parameters<typeof engine.plan>[0],
): Promise<PairPlan> {
  const progress = startProgress('sampling', 1000);
  const plan = await engine.plan(request, (done, total) => progress.set(Math.floor((990 * done) / total)));
  progress.finish();
  return plan;
}

function summary(plan: PairPlan, { patchCount, areaM2, assessedShare }: DetectSummary): string {
  const hectares = (areaM2 / 10_000).toFixed(2);
  const cut = plan.pairs[0]!.model.cut.cut.toPrecision(4);
  const assessed = (100 * assessedShare).toFixed(1);
  return `${patchCount} patches, ${hectares} ha of change; ${assessed} % assessed; score cut ${cut}\n`;
}

const warn = (text: string): void => {
  process.stderr.write(`warning: ${text}\n`);
};
