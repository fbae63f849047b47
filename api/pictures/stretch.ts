import type { SceneAsset } from '#domain/scene.js';
import { qualityReason } from '#store/rasters/qualityCoding.js';
import type { RasterFile, RasterLevel, WindowSamples } from '#store/rasters/raster.js';
import { NOT_ASSESSED } from '#domain/raster.js';

/** Physical values that become black and white. */
export type Stretch = readonly [low: number, high: number];

const LOW_SHARE = 0.02;
const HIGH_SHARE = 0.98;
/** The longer side of the overview that is looked at, at least. */
const ENOUGH_PIXELS = 512;
/** Pixels that are read, about: of a large file without overviews only some strips. */
const MAX_READ_PIXELS = 2 ** 22;
const STRIP_ROWS = 64;
/** Samples that are sorted, about. */
const MAX_SAMPLES = 2 ** 18;
/** Fewer clear samples than this say nothing; then all valid ones count. */
const MIN_CLEAR_SAMPLES = 1000;

/**
 * The 2nd and 98th percentile of a band over the whole scene, in physical units, from the coarsest overview that is still
 * 512 pixels long. Where a quality band in the same file says what was seen, only clear pixels count: clouds would else
 * darken the land.
 */
export async function stretchOf(raster: RasterFile, asset: SceneAsset, band: number): Promise<Stretch> {
  const { index, level } = levelOf(raster);
  const { width, height } = level;
  const qualityBand = asset.quality !== null && asset.quality.path === null ? asset.quality.band : null;
  const bands = qualityBand === null || qualityBand === band ? [band] : [band, qualityBand];
  const isClear = clearTest(asset);
  const all: number[] = [];
  const clear: number[] = [];
  const readShare = Math.min(1, MAX_READ_PIXELS / (width * height));
  const stride = Math.max(1, Math.ceil((width * height * readShare) / MAX_SAMPLES));
  for (let y = 0; y < height; y += Math.ceil(STRIP_ROWS / readShare)) {
    const strip = { x: 0, y, width, height: Math.min(STRIP_ROWS, height - y) };
    collect(await raster.readWindow(strip, bands, index), { stride, nodata: asset.nodata, isClear }, all, clear);
  }
  return percentiles(clear.length >= MIN_CLEAR_SAMPLES ? clear : all, asset);
}

function levelOf({ header }: RasterFile): {
  readonly index: number;
  readonly level: Pick<RasterLevel, 'width' | 'height'>;
} {
  let best: { index: number; level: Pick<RasterLevel, 'width' | 'height'> } = { index: 0, level: header };
  for (const [i, level] of header.overviews.entries()) {
    const isEnough = Math.max(level.width, level.height) >= ENOUGH_PIXELS;
    if (isEnough && level.width < best.level.width) best = { index: i + 1, level };
  }
  return best;
}

function clearTest({ quality }: SceneAsset): (code: number) => boolean {
  if (quality === null) return () => true;
  const reason = qualityReason(quality.coding);
  return (code) => reason(code) === NOT_ASSESSED.clear;
}

interface Collecting {
  readonly stride: number;
  readonly nodata: number | null;
  readonly isClear: (code: number) => boolean;
}

function collect(
  samples: WindowSamples,
  { stride, nodata, isClear }: Collecting,
  all: number[],
  clear: number[],
): void {
  const [values, quality] = samples.values;
  for (let i = 0; i < samples.valid.length; i += stride) {
    const value = values![i]!;
    // The validity of the quality band itself is not asked: its 0 often stands declared as nodata and means "clear".
    if (value === nodata || !Number.isFinite(value)) continue;
    if (quality === undefined ? samples.valid[i] === 1 : isClear(quality[i]!)) clear.push(value);
    if (samples.valid[i] === 1) all.push(value);
  }
}

function percentiles(stored: readonly number[], { scale, offset }: SceneAsset): Stretch {
  if (stored.length === 0) return [0, 1];
  const physical = Float64Array.from(stored, (value) => value * scale + offset).sort();
  const low = physical[Math.floor((physical.length - 1) * LOW_SHARE)]!;
  const high = physical[Math.ceil((physical.length - 1) * HIGH_SHARE)]!;
  return high > low ? [low, high] : [low, low + Math.max(Math.abs(low) * 1e-6, 1e-6)];
}
