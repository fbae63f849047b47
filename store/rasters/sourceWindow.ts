import { NOT_ASSESSED, type PixelWindow, type RasterGrid } from '#domain/raster.js';
import { levelGrid } from './levels.js';
import { qualityReason } from './qualityCoding.js';
import type { RasterFile } from './raster.js';
import type { SampleArray } from './samples.js';
import type { SceneFile } from './sceneFile.js';
import { eachPart } from './windowParts.js';

/** Stored samples of a window of one level, and why pixels say nothing (codes of `NOT_ASSESSED`). */
export interface SourceWindow {
  readonly window: PixelWindow;
  readonly values: readonly SampleArray[];
  readonly reason: Uint8Array;
}

export interface SourceOptions {
  readonly level: number;
  readonly isQualityApplied: boolean;
  /** Stored values from here on count as saturated; null: none do. */
  readonly saturatedAt: number | null;
}

/** Reads a window of a level. Nodata is tested on stored values; then the quality band, then saturation. */
export async function readSource(
  scene: SceneFile,
  window: PixelWindow,
  bands: readonly number[],
  { level, isQualityApplied, saturatedAt }: SourceOptions,
): Promise<SourceWindow> {
  const { values, valid } = await scene.raster.readWindow(window, bands, level);
  const reason = new Uint8Array(valid.length);
  for (let i = 0; i < valid.length; i++) if (valid[i] === 0) reason[i] = NOT_ASSESSED.nodata;
  if (isQualityApplied) await applyQuality(scene, level, window, reason);
  if (saturatedAt !== null) {
    for (const samples of values) {
      for (let i = 0; i < reason.length; i++) {
        if (reason[i] === NOT_ASSESSED.clear && samples[i]! >= saturatedAt) reason[i] = NOT_ASSESSED.saturated;
      }
    }
  }
  return { window, values, reason };
}

async function applyQuality(scene: SceneFile, level: number, window: PixelWindow, reason: Uint8Array): Promise<void> {
  const { quality, raster, grid } = scene;
  const { coding, clear } = scene.asset.quality ?? {};
  if (quality === null || coding === undefined) return;
  const target = levelGrid(grid, raster.header, level);
  const codes = await readQuality(quality, target, window);
  const toReason = qualityReason(coding, clear);
  for (let i = 0; i < reason.length; i++) {
    if (reason[i] === NOT_ASSESSED.clear) reason[i] = codes[i] === UNSEEN ? NOT_ASSESSED.nodata : toReason(codes[i]!);
  }
}

/** Stands for quality pixels that lie outside their file or were never written. */
const UNSEEN = -1;

const KEEPS_CODES = new Set(['nearest', 'mode']);

/** Quality codes over a window of another grid, nearest pixel. Overviews are used only where they cannot mix codes. */
async function readQuality(
  { raster, grid, band }: NonNullable<SceneFile['quality']>,
  target: RasterGrid,
  window: PixelWindow,
): Promise<Int32Array> {
  const codes = new Int32Array(window.width * window.height).fill(UNSEEN);
  const level = KEEPS_CODES.has(raster.header.bands[band - 1]?.overviewResampling ?? '')
    ? sameSizedLevel(raster, target)
    : 0;
  const source = levelGrid(grid, raster.header, level);
  const xs = new Float64Array(window.width);
  const ys = new Float64Array(window.width);
  await eachPart(target, window, source, async (part, mapping, sourceWindow) => {
    const { values, valid } = await raster.readWindow(sourceWindow, [band], level);
    const samples = values[0]!;
    // A nodata value of the scene's bands may be a good quality code: then only what is written tells.
    const isValidityKnown = raster.header.nodata === null;
    for (let row = 0; row < part.height; row++) {
      mapping.centresOfRow(row, xs, ys);
      const to = (part.y - window.y + row) * window.width + part.x - window.x;
      for (let column = 0; column < part.width; column++) {
        const x = Math.floor(xs[column]! + EDGE_SLACK) - sourceWindow.x;
        const y = Math.floor(ys[column]! + EDGE_SLACK) - sourceWindow.y;
        if (!(x >= 0 && y >= 0 && x < sourceWindow.width && y < sourceWindow.height)) continue;
        const from = y * sourceWindow.width + x;
        if (!isValidityKnown || valid[from] === 1) codes[to + column] = samples[from]!;
      }
    }
  });
  return codes;
}

/** A centre that falls on a pixel edge belongs to one side, whatever the rounding. */
const EDGE_SLACK = 1e-6;

function sameSizedLevel(raster: RasterFile, target: RasterGrid): number {
  const { width, height, overviews } = raster.header;
  if (width === target.width && height === target.height) return 0;
  return 1 + overviews.findIndex((overview) => overview.width === target.width && overview.height === target.height);
}
