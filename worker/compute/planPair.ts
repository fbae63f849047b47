import { BadInputError } from '#domain/errors.js';
import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import type { Recipe } from '#domain/recipe.js';
import { BAND_NAMES, type SceneAsset } from '#domain/scene.js';
import { cloudScreenOf, screenClouds } from '#pipelines/scene-to-change/cloudScreen.js';
import { cloudBufferOf, haloOf } from '#pipelines/scene-to-change/pairModel.js';
import { createWaitingPixels } from '#pipelines/scene-to-change/waitingPixels.js';
import { detectorOf } from '#pipelines/scene-to-change/detectors.js';
import { MOST_SAMPLED_TILES, sampleLayout, tilesOf, type SampleTask } from '#pipelines/scene-to-change/sampleLayout.js';
import { alignGrids, pixelSizeMetres } from '#store/rasters/index.js';
import { areaOnGrid } from './areaOnGrid.js';
import { formsChunks, formsScenesOf } from './formsScenes.js';
import { fusedTileSize } from './fusedTile.js';
import { isLearned, modelOf } from './learnedModels.js';
import type { PairPlan, PairRequest, PairStatistics, SceneInput } from './pairPlan.js';
import type { ThreadPool } from '#runtime/threads/threadPool.js';
import { sceneFileOf } from './sceneFiles.js';
import { judgeRegistration, registerPair, type RegisteredSample } from './registerPair.js';
import { buffersOfTiles, type ComputeTask, type FitTaskResult, type SampleTaskResult } from './tasks.js';

type Progress = (done: number, total: number) => void;

/** Makes plans with the pool's threads. */
export function createPlanner(
  pool: ThreadPool<ComputeTask>,
): (request: PairRequest, onProgress?: Progress) => Promise<PairPlan> {
  return async (request, onProgress = () => undefined) => {
    const frame = await frameOf(request);
    const { grid, extent } = frame;
    const warnings = [...frame.warnings];
    const pairs = await fitScenes({ pool, request, frame, warnings, onProgress });
    const { clip } = frame;
    return {
      request,
      grid,
      gsdM: frame.gsdM,
      bands: frame.bands,
      chunks: (await chunksOfTiles({ request, pairs, grid, clip })) ?? chunksOf(extent, request),
      clip: frame.clip,
      areaPixels: frame.areaPixels,
      pairs,
      warnings: [...new Set(warnings)],
    };
  };
}

/** Chunks that follow the files' tiles, where these are looked at as they stand; null where they are not. */
async function chunksOfTiles(
  plan: Pick<PairPlan, 'request' | 'pairs' | 'grid' | 'clip'>,
): Promise<PixelWindow[] | null> {
  if (plan.request.chunkSize !== undefined) return null;
  const tile = await fusedTileSize(plan);
  if (tile !== null) return tilesOf(wholeOf(plan.grid), tile.width, tile.height);
  const scenes = await formsScenesOf(plan);
  return scenes && formsChunks(scenes);
}

/** The usual side of a tile in a file. */
const TILE_SIDE = 512;
/** Wide chunks read fewer blocks twice for their margins; low ones keep memory and waiting small. */
const LARGE_CHUNK = { width: 4 * TILE_SIDE, height: 2 * TILE_SIDE } as const;
const SMALL_CHUNK = { width: 2 * TILE_SIDE, height: TILE_SIDE } as const;
const LARGE_EXTENT_PIXELS = 4 * LARGE_CHUNK.width * LARGE_CHUNK.height;

/** Whole blocks of the detector where it works in blocks. */
function chunksOf(extent: PixelWindow, { chunkSize, recipe }: PairRequest): PixelWindow[] {
  const block = detectorOf(recipe).blockPixels;
  if (chunkSize !== undefined || block !== undefined) {
    return tilesOf(extent, Math.ceil((chunkSize ?? TILE_SIDE) / (block ?? 1)) * (block ?? 1));
  }
  const { width, height } = extent.width * extent.height >= LARGE_EXTENT_PIXELS ? LARGE_CHUNK : SMALL_CHUNK;
  return tilesOf(extent, width, height);
}

/** What the headers and the watch area say. */
interface PairFrame {
  readonly grid: RasterGrid;
  readonly gsdM: number;
  readonly bands: readonly string[];
  readonly clip: PairPlan['clip'];
  readonly areaPixels: number;
  readonly extent: PixelWindow;
  readonly warnings: readonly string[];
}

async function frameOf(request: PairRequest): Promise<PairFrame> {
  const [first] = request.before;
  if (first === undefined) throw new BadInputError('no scene to compare with', { code: 'pair.empty', where: 'before' });
  refuseWrongSensor(request);
  if (isLearned(request.recipe)) await modelOf(request.recipe);
  const firstFile = await sceneFileOf(first.asset);
  const { warnings } = alignGrids(firstFile, await sceneFileOf(request.after.asset));
  const { grid } = firstFile;
  const size = pixelSizeMetres(grid);
  const gsdM = (size.width + size.height) / 2;
  refuseWrongResolution(request, gsdM);
  const { clip, areaPixels } =
    request.area === null ? { clip: null, areaPixels: grid.width * grid.height } : areaOnGrid(request.area, grid);
  return {
    grid,
    gsdM,
    bands: commonBands(request, first),
    clip,
    areaPixels,
    extent: clip === null ? wholeOf(grid) : extentOf(clip, grid),
    warnings,
  };
}

interface FitInput {
  readonly pool: ThreadPool<ComputeTask>;
  readonly request: PairRequest;
  readonly frame: PairFrame;
  readonly warnings: string[];
  readonly onProgress: Progress;
}

/** Fits the before scenes one after the other, until nothing of the sample waits for another look. */
async function fitScenes(input: FitInput): Promise<PairStatistics[]> {
  const { request, frame, warnings, onProgress } = input;
  const layout = sampleLayout(frame.extent, frame.grid, haloOf(request.recipe), sampledTilesOf(request.recipe));
  const pairs: PairStatistics[] = [];
  const waiting = createWaitingPixels(cloudBufferOf(request.recipe));
  const screen = cloudScreenOf(request.recipe.parameters);
  let firstError: BadInputError | null = null;
  for (const [sceneIndex, scene] of request.before.entries()) {
    try {
      if (sceneIndex > 0) await refuseUnlike(scene, request.before[0]!, frame);
      const registered = await registerScene(input, sceneIndex, layout, pairs[0]);
      const isWaiting =
        waiting.countAfter(
          registered.samples.flatMap(({ tiles }) => tiles.map((tile) => screenClouds(tile, frame.bands, screen))),
        ) > 0;
      releaseMemory(input);
      pairs.push(await fitOne(input, sceneIndex, registered));
      if (!isWaiting) break;
    } catch (error) {
      if (!(error instanceof BadInputError)) throw error;
      firstError ??= error;
      warnings.push(`a before scene was not used: ${error.message}`);
    }
  }
  // One scene that can be compared is enough; what only the others could have seen stays not assessed.
  if (pairs.length === 0 && firstError !== null) throw firstError;
  onProgress(1, 1);
  releaseMemory(input);
  return pairs;
}

/**
 * Threads that sampled and fitted keep memory that the chunks' would come on top of; starting them again takes a tenth of a
 * second, which a large scene does not notice. Few tiles leave too little to be worth that.
 */
function releaseMemory({ pool, frame, request }: FitInput): void {
  const { width, height } = frame.extent;
  const isMuch = sampledTilesOf(request.recipe) > FEW_SAMPLED_TILES;
  if (isMuch && width * height >= LARGE_EXTENT_PIXELS) pool.releaseIdle();
}

/** @param first the pair on whose before scene results lie; undefined: this one becomes it */
function registerScene(
  { pool, request, frame, onProgress }: FitInput,
  sceneIndex: number,
  layout: readonly SampleTask[],
  first: PairStatistics | undefined,
): Promise<RegisteredSample> {
  let done = sceneIndex * layout.length;
  const total = layout.length * request.before.length;
  return registerPair({
    pool,
    layout,
    frame: detectorOf(request.recipe).liesOn === 'after' ? 'after' : (first?.displacement.after ?? 'firstBefore'),
    sample: async (displacement) =>
      (await Promise.all(
        layout.map((task) =>
          pool
            .run({
              name: 'sample',
              grid: frame.grid,
              bands: frame.bands,
              before: request.before[sceneIndex]!.asset,
              after: request.after.asset,
              layout: task,
              displacement,
            })
            // Scenes that have to be corrected are sampled more than once.
            .finally(() => onProgress(Math.min(++done, (sceneIndex + 1) * layout.length), total)),
        ),
      )) as SampleTaskResult[],
  });
}

/** Where neither the score nor its cut is fitted, the sample only tells the shift and the classes. */
const FEW_SAMPLED_TILES = 16;

const sampledTilesOf = ({ threshold, parameters }: Recipe): number =>
  threshold.method === 'fixed' && parameters['normalised'] === false ? FEW_SAMPLED_TILES : MOST_SAMPLED_TILES;

async function fitOne(
  { pool, request, frame, warnings }: FitInput,
  sceneIndex: number,
  { samples, registration, displacement }: RegisteredSample,
): Promise<PairStatistics> {
  const { bands, gsdM } = frame;
  const { recipe } = request;
  const paths = { before: request.before[sceneIndex]!.asset.path, after: request.after.asset.path };
  const verdict = judgeRegistration(registration, paths, { recipe, gsdM });
  warnings.push(...verdict.warnings);
  const tiles = samples.flatMap((sample) => sample.tiles);
  const fitted = pool.run({ name: 'fit', tiles, bands, recipe, gsdM }, buffersOfTiles(tiles));
  const { model, warnings: found } = (await fitted.catch((error: unknown) => {
    throw namingScenes(error, paths);
  })) as FitTaskResult;
  warnings.push(...found);
  return { sceneIndex, model, registration, displacement, registrationErrorM: verdict.registrationErrorM };
}

/** What the pixels alone are found to be is said of one of the scenes, or of both. */
function namingScenes(error: unknown, paths: { readonly before: string; readonly after: string }): unknown {
  if (!(error instanceof BadInputError) || error.detail.where.startsWith('recipe ')) return error;
  const { where } = error.detail;
  const [, side] = /^(before|after) scene\b/.exec(where) ?? [];
  const files = side === undefined ? `${paths.before} and ${paths.after}` : paths[side as keyof typeof paths];
  const place = side === undefined ? where : where.slice(`${side} scene, `.length);
  const placed = place === '' || place === 'pair' ? files : `${files}, ${place}`;
  return new BadInputError(error.problem, { ...error.detail, where: placed }, { cause: error });
}

function refuseWrongSensor({ before, after, recipe }: PairRequest): void {
  const { sensors } = detectorOf(recipe).needs;
  const usable = recipe.sensors.filter((sensor) => sensors.includes(sensor));
  for (const { asset, sensor } of [...before, after]) {
    if (usable.includes(sensor)) continue;
    throw new BadInputError(`recipe ${recipe.name} is not made for this sensor`, {
      code: 'recipe.sensor',
      where: asset.path,
      found: sensor,
      expected: usable.join(' or '),
    });
  }
}

function refuseWrongResolution({ before, recipe }: PairRequest, gsdM: number): void {
  const [finest, coarsest] = detectorOf(recipe).needs.gsdM(recipe) ?? [0, Infinity];
  if (gsdM >= finest && gsdM <= coarsest) return;
  throw new BadInputError(`recipe ${recipe.name} is not made for pixels of this size`, {
    code: 'recipe.resolution',
    where: before[0]!.asset.path,
    found: `${gsdM.toPrecision(3)} m`,
    expected: `${finest} to ${coarsest} m`,
  });
}

/** The bands that the detector asks for, or all that both dates have: known names first, in their fixed order. */
function commonBands({ after, recipe }: PairRequest, first: SceneInput): readonly string[] {
  const { needs } = detectorOf(recipe);
  const wanted = needs.bands(recipe);
  const required = wanted ?? needs.requiredBands?.(recipe) ?? [];
  for (const { path, bands } of [first.asset, after.asset]) {
    if (required.every((band) => bands[band] !== undefined)) continue;
    throw new BadInputError(`the scene lacks bands that recipe ${recipe.name} needs`, {
      code: 'bands.missing',
      where: path,
      found: Object.keys(bands).join(', '),
      expected: required.join(', '),
    });
  }
  return wanted ?? sameBands(first.asset, after.asset);
}

function sameBands(first: SceneAsset, after: SceneAsset): string[] {
  const known = BAND_NAMES.filter((band) => first.bands[band] !== undefined);
  const others = Object.keys(first.bands).filter((band) => !(known as readonly string[]).includes(band));
  const all = [...known, ...others];
  if (all.length > 0 && all.every((band) => after.bands[band] !== undefined)) return all;
  throw new BadInputError('the scenes have different bands, as from different sensors: they cannot be compared', {
    code: 'bands.missing',
    where: after.path,
    found: Object.keys(after.bands).join(', ') || 'none',
    expected: all.join(', '),
  });
}

async function refuseUnlike(
  scene: SceneInput,
  first: SceneInput,
  { grid, bands }: Pick<PairFrame, 'grid' | 'bands'>,
): Promise<void> {
  const missing = bands.filter((band) => scene.asset.bands[band] === undefined);
  if (missing.length > 0) {
    throw new BadInputError('the scene lacks bands', {
      code: 'bands.missing',
      where: scene.asset.path,
      found: Object.keys(scene.asset.bands).join(', '),
      expected: bands.join(', '),
    });
  }
  alignGrids({ asset: first.asset, grid }, await sceneFileOf(scene.asset));
}

const wholeOf = (grid: RasterGrid): PixelWindow => ({ x: 0, y: 0, width: grid.width, height: grid.height });

function extentOf(clip: readonly (readonly number[])[], grid: RasterGrid): PixelWindow {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const ring of clip) {
    for (let i = 0; i < ring.length; i += 2) {
      left = Math.min(left, ring[i]!);
      right = Math.max(right, ring[i]!);
      top = Math.min(top, ring[i + 1]!);
      bottom = Math.max(bottom, ring[i + 1]!);
    }
  }
  const x = Math.max(0, Math.floor(left));
  const y = Math.max(0, Math.floor(top));
  const width = Math.min(grid.width, Math.ceil(right)) - x;
  const height = Math.min(grid.height, Math.ceil(bottom)) - y;
  if (width > 0 && height > 0) return { x, y, width, height };
  throw new BadInputError('the watch area lies outside the scene', {
    code: 'area.outsideScene',
    where: 'area',
    found: `pixels ${Math.round(left)} to ${Math.round(right)} across, ${Math.round(top)} to ${Math.round(bottom)} down`,
    expected: `some of 0 to ${grid.width} across, 0 to ${grid.height} down`,
  });
}
