import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import { gaussianWeights } from '#pipelines/kernels/gaussianSmoothing.js';
import { cloudScreenOf, screenReach } from '#pipelines/scene-to-change/cloudScreen.js';
import { DETECTORS } from '#pipelines/scene-to-change/detectors.js';
import type { FusedSide } from '#pipelines/scene-to-change/fusedDifference.js';
import { leastReaching, type LinearForms } from '#pipelines/scene-to-change/linearForms.js';
import { LEAST_OWN_SHARE, type PairModel } from '#pipelines/scene-to-change/pairModel.js';
import { smoothingHalo, smoothingSigma } from '#pipelines/scene-to-change/smoothedScore.js';
import { canTellThinClouds } from '#pipelines/scene-to-change/thinCloud.js';
import { bandNumbers } from '#store/rasters/index.js';
import type { FormsTest } from './formsKernel.js';
import { tilesOfScene, type TiledScene } from './fusedTile.js';
import type { PairPlan } from './pairPlan.js';
import { sceneFileOf } from './sceneFiles.js';

/** Both scenes of a plan that the kernel of linear forms can score. */
export interface FormsScenes {
  readonly model: PairModel;
  readonly test: FormsTest;
  /** Pixels of smoothing on either side. */
  readonly radius: number;
  readonly before: TiledScene;
  readonly after: TiledScene;
  readonly tileWidth: number;
  readonly tileHeight: number;
}

type PlannedPair = Pick<PairPlan, 'request' | 'pairs' | 'grid' | 'clip'>;

/** Looked at once for all chunks of a task. */
const opened = new WeakMap<PlannedPair, Promise<FormsScenes | null>>();

export function formsScenesOf(plan: PlannedPair): Promise<FormsScenes | null> {
  const known = opened.get(plan);
  if (known !== undefined) return known;
  const scenes = openScenes(plan);
  opened.set(plan, scenes);
  return scenes;
}

/**
 * Null where the general path must go. Needs: chunks of the plan's own choice, a detector of linear forms, one before scene, one file a date with four
 * interleaved bands of 16 bits in tiles, all of them used, no quality band, no watch area, the same grid and tiles.
 */
async function openScenes({ request, pairs, grid, clip }: PlannedPair): Promise<FormsScenes | null> {
  if (request.chunkSize !== undefined) return null;
  const [pair] = pairs;
  if (pairs.length !== 1 || pair === undefined || pair.sceneIndex !== 0 || clip !== null) return null;
  const { before: ofBefore, after: ofAfter } = pair.displacement;
  if (ofBefore.x !== 0 || ofBefore.y !== 0 || ofAfter.x !== 0 || ofAfter.y !== 0) return null;
  const { model } = pair;
  const forms = DETECTORS[model.detector].forms?.(model.fit, model.bands);
  if (forms === undefined || model.bands.length !== BANDS || !(model.cut.cut > 0)) return null;
  // Clouds are told by more than the score.
  if (screenReach(cloudScreenOf(model.parameters)) > 0) return null;
  if (model.radiometry === null || canTellThinClouds(model.bands, model.radiometry)) return null;
  const before = await fourBandTiles(request.before[0]!.asset, grid);
  const after = await fourBandTiles(request.after.asset, grid);
  if (before === null || after === null) return null;
  const { tileWidth, tileHeight } = before.tiles;
  const isSame = tileWidth === after.tiles.tileWidth && tileHeight === after.tiles.tileHeight;
  if (!isSame || tileWidth % 2 !== 0) return null;
  return {
    model,
    test: testOf(model, forms),
    radius: smoothingHalo(model.parameters),
    before,
    after,
    tileWidth,
    tileHeight,
  };
}

const BANDS = 4;
/** Smaller tiles cost more for their edges than the kernel saves; larger ones would fill the memory. */
const TILE_SIDES = { least: 64, most: 1024 } as const;

async function fourBandTiles(asset: Parameters<typeof sceneFileOf>[0], grid: RasterGrid): Promise<TiledScene | null> {
  const scene = tilesOfScene(await sceneFileOf(asset), grid);
  if (scene === null || scene.tiles.bandCount !== BANDS || scene.scene.raster.header.sampleType !== 'uint16')
    return null;
  const sides = [scene.tiles.tileWidth, scene.tiles.tileHeight];
  return sides.every((side) => side >= TILE_SIDES.least && side <= TILE_SIDES.most) ? scene : null;
}

function testOf({ parameters, cut }: PairModel, forms: LinearForms): FormsTest {
  return {
    forms,
    weights: gaussianWeights(smoothingSigma(parameters), smoothingHalo(parameters)),
    leastSmoothed: leastReaching(cut.cut, forms.smoothed),
    leastOwn: leastReaching(LEAST_OWN_SHARE * cut.cut, forms.smoothed),
  };
}

/** A tile of one date; null where it was never written, undefined where it must be read by window. */
export function sideOfTile(
  { model, ...scenes }: FormsScenes,
  date: 'before' | 'after',
  { column, row }: { readonly column: number; readonly row: number },
  memory: Uint8Array,
): FusedSide | null | undefined {
  const { scene, tiles } = scenes[date];
  const tile = tiles.read(column, row, memory);
  if (tile === null || tile === undefined) return tile;
  const bands = bandNumbers(scene, model.bands).map((number) => number - 1);
  const layout = { stride: BANDS, first: 0, second: 1, bands, nodata: tiles.nodata, scale: scene.asset.scale };
  return { tile, layout };
}

/** Wide and high enough that few tiles are read twice for the margins, and that a strip of them is no large memory. */
const MOST = { width: 6 * 512, height: 6 * 512 } as const;
/** Of the raster's height: small rasters, too, are for several threads. */
const LEAST_ROWS_OF_CHUNKS = 4;

/** Chunks of whole tiles, but that they begin and end as far above a tile's edge as smoothing reaches: so none reads the next row. */
export function formsChunks({ before, tileWidth, tileHeight, radius }: FormsScenes): PixelWindow[] {
  const { width, height } = before.tiles;
  const across = evenParts(Math.ceil(width / tileWidth), Math.ceil(width / MOST.width));
  const most = Math.max(1, Math.floor(MOST.height / tileHeight));
  const tilesDown = Math.ceil(height / tileHeight);
  const down = evenParts(tilesDown, Math.max(Math.ceil(tilesDown / most), Math.min(LEAST_ROWS_OF_CHUNKS, tilesDown)));
  const xs = across.map((tile) => Math.min(width, tile * tileWidth));
  const ys = down.map((tile) => (tile === 0 ? 0 : tile === tilesDown ? height : tile * tileHeight - radius));
  return ys.slice(1).flatMap((bottom, row) =>
    xs.slice(1).map((right, column) => ({
      x: xs[column]!,
      y: ys[row]!,
      width: right - xs[column]!,
      height: bottom - ys[row]!,
    })),
  );
}

/** Borders of equal parts, the first and the last place among them. */
const evenParts = (length: number, parts: number): number[] =>
  Array.from({ length: parts + 1 }, (_, i) => Math.round((i * length) / parts));
