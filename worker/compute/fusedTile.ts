import type { PixelWindow } from '#domain/raster.js';
import { fusedChunk } from '#pipelines/change-to-patches/fusedChunk.js';
import type { ChunkResult } from '#pipelines/change-to-patches/chunkResult.js';
import { createTileJudge, type TileJudge } from '#pipelines/change-to-patches/judgedTile.js';
import { fusedDifferenceOf, type FusedDifference, type FusedSide } from '#pipelines/scene-to-change/fusedDifference.js';
import type { PairModel } from '#pipelines/scene-to-change/pairModel.js';
import { bandNumbers, isOnGrid, type SceneFile, type TileAccess } from '#store/rasters/index.js';
import { createFallKernel, type FallKernel } from './fallKernel.js';
import type { PairPlan } from './pairPlan.js';
import { sceneFileOf } from './sceneFiles.js';

/** Size of the tiles that chunks should be for the fused test; null where the general path goes anyway. */
export async function fusedTileSize(
  plan: Pick<PairPlan, 'request' | 'pairs' | 'grid' | 'clip'>,
): Promise<{ readonly width: number; readonly height: number } | null> {
  const scenes = await openScenes(plan);
  return scenes && { width: scenes.before.tiles.tileWidth, height: scenes.before.tiles.tileHeight };
}

/**
 * A chunk by the fused test, where the recipe, both files and the chunk allow it; null where the general path must go.
 * Needs: one before scene, one file a date, no quality band, no watch area, the same grid, and chunks that are tiles.
 */
export async function fusedTileChunk(plan: PairPlan, index: number): Promise<ChunkResult | null> {
  const scenes = await scenesOfPlan(plan);
  if (scenes === null) return null;
  const { model, test, before, after } = scenes;
  const window = plan.chunks[index]!;
  const { tileWidth, tileHeight } = before.tiles;
  if (!isTile(window, before.tiles)) return null;
  const [column, row] = [window.x / tileWidth, window.y / tileHeight];
  const { kernel, judge } = judgeFor(tileWidth * tileHeight);
  const first = sideOf(before, { column, row, model, test }, kernel?.before);
  const second = sideOf(after, { column, row, model, test }, kernel?.after);
  if (first === null || second === null) return null;
  const { bands, radiometry } = model;
  if (radiometry === null) throw new TypeError('classes need the radiometry of the pair');
  const size = { width: tileWidth, columns: window.width, rows: window.height };
  const { connectivity, sievePixels } = plan.request.recipe;
  return fusedChunk({
    window,
    tile: judge({ test, bands, radiometry, before: first, after: second, size }),
    connectivity,
    minimumPixels: sievePixels,
    sceneCount: plan.request.before.length,
  });
}

interface FusedScenes {
  readonly model: PairModel;
  readonly test: FusedDifference;
  readonly before: TiledScene;
  readonly after: TiledScene;
}

/** Both scenes of a plan, looked at once for all chunks of a task. */
const opened = new WeakMap<PairPlan, Promise<FusedScenes | null>>();

function scenesOfPlan(plan: PairPlan): Promise<FusedScenes | null> {
  const known = opened.get(plan);
  if (known !== undefined) return known;
  const scenes = openScenes(plan);
  opened.set(plan, scenes);
  return scenes;
}

async function openScenes({
  request,
  pairs,
  grid,
  clip,
}: Pick<PairPlan, 'request' | 'pairs' | 'grid' | 'clip'>): Promise<FusedScenes | null> {
  const [pair] = pairs;
  if (pairs.length !== 1 || pair === undefined || pair.sceneIndex !== 0 || clip !== null) return null;
  const { before: ofBefore, after: ofAfter } = pair.displacement;
  if (ofBefore.x !== 0 || ofBefore.y !== 0 || ofAfter.x !== 0 || ofAfter.y !== 0) return null;
  const test = fusedDifferenceOf(pair.model);
  if (test === null) return null;
  const before = tilesOfScene(await sceneFileOf(request.before[0]!.asset), grid);
  const after = tilesOfScene(await sceneFileOf(request.after.asset), grid);
  if (before === null || after === null) return null;
  const isSame = before.tiles.tileWidth === after.tiles.tileWidth && before.tiles.tileHeight === after.tiles.tileHeight;
  if (!isSame) return null;
  // Tiles are read as they stand: what the sample left is of no use.
  before.scene.raster.releaseBlocks();
  after.scene.raster.releaseBlocks();
  return { model: pair.model, test, before, after };
}

function isTile({ x, y, width, height }: PixelWindow, tiles: TileAccess): boolean {
  const { tileWidth, tileHeight } = tiles;
  return (
    x % tileWidth === 0 &&
    y % tileHeight === 0 &&
    width === Math.min(tileWidth, tiles.width - x) &&
    height === Math.min(tileHeight, tiles.height - y)
  );
}

interface HeldJudge {
  readonly pixels: number;
  readonly kernel: FallKernel | null;
  readonly judge: TileJudge;
}

let held: HeldJudge | null = null;

/** One thread works on one tile at a time, so that it needs the memory of one. */
function judgeFor(pixels: number): HeldJudge {
  if (held === null || held.pixels < pixels) {
    const kernel = createFallKernel(pixels);
    held = { pixels, kernel, judge: kernel?.judge ?? createTileJudge() };
  }
  return held;
}

export interface TiledScene {
  readonly scene: SceneFile;
  readonly tiles: TileAccess;
}

export function tilesOfScene(scene: SceneFile, grid: PairPlan['grid']): TiledScene | null {
  const tiles = scene.parts.length === 1 && scene.quality === null ? (scene.raster.tiles ?? null) : null;
  const isFitting = tiles !== null && scene.asset.offset === 0 && scene.asset.scale > 0 && isOnGrid(scene.grid, grid);
  return isFitting ? { scene, tiles } : null;
}

interface TilePlace {
  readonly column: number;
  readonly row: number;
  readonly model: PairModel;
  readonly test: FusedDifference;
}

function sideOf(
  { scene, tiles }: TiledScene,
  { column, row, model, test }: TilePlace,
  memory: Uint8Array | undefined,
): FusedSide | null {
  const { bands } = model;
  const tile = tiles.read(column, row, memory);
  // Tiles that were never written have no words; the general path says what they are.
  if (tile === null || tile === undefined) return null;
  const places = bandNumbers(scene, bands).map((number) => number - 1);
  const layout = {
    stride: tiles.bandCount,
    first: places[bands.indexOf(test.first)]!,
    second: places[bands.indexOf(test.second)]!,
    bands: places,
    nodata: tiles.nodata,
    scale: scene.asset.scale,
  };
  return { tile, layout };
}
