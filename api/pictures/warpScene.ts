import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import { mapPixels, type PixelMapping } from '#store/rasters/pixelMapping.js';
import type { RasterFile, RasterLevel, WindowSamples } from '#store/rasters/raster.js';
import type { MercatorView } from './mercatorView.js';

/** Stored samples seen through a view; row-major, `width * height` of the view. */
export interface WarpedBands {
  /** One array per band; meaningless where `valid` is 0. */
  readonly values: readonly Float32Array[];
  readonly valid: Uint8Array;
}

export interface WarpRequest {
  readonly raster: RasterFile;
  readonly grid: RasterGrid;
  /** Band numbers from 1. */
  readonly bands: readonly number[];
  /** Stored value that means nothing there, beside what the file itself says. */
  readonly nodata: number | null;
  readonly view: MercatorView;
}

/** Samples that one strip of the source may have; wider windows are read in several strips. */
const STRIP_SAMPLES = 2 ** 22;

/**
 * Samples the raster for each pixel of the view, from the overview whose pixels are just finer than the view's. Seen from
 * farther than the pixels: bilinear among the valid neighbours; from nearer: the pixel itself. Null where nothing of the
 * raster is in view.
 */
export async function warpScene({ raster, grid, bands, nodata, view }: WarpRequest): Promise<WarpedBands | null> {
  const whole: PixelWindow = { x: 0, y: 0, width: view.width, height: view.height };
  const mapping = mapPixels(view, whole, grid);
  const { index, level } = levelFor(raster, mapping);
  const places = placesOf(mapping, view, level.width / grid.width, level.height / grid.height);
  const window = windowOf(places, level);
  if (window === null) return null;
  const size = view.width * view.height;
  const warped = { values: bands.map(() => new Float32Array(size)), valid: new Uint8Array(size) };
  const isFarther =
    Math.min(mapping.stepX * (level.width / grid.width), mapping.stepY * (level.height / grid.height)) > 1;
  const stripRows = Math.max(2, Math.floor(STRIP_SAMPLES / (window.width * bands.length)));
  for (let top = window.y; top < window.y + window.height; top += stripRows) {
    const last = Math.min(top + stripRows, window.y + window.height);
    // One row more on both sides for the neighbours of the strip's edge.
    const y = Math.max(top - 1, window.y);
    const strip = { ...window, y, height: Math.min(last + 1, window.y + window.height) - y };
    const samples = await raster.readWindow(strip, bands, index);
    dropNodata(samples, nodata);
    sampleStrip({ samples, strip, top, bottom: last, places, isFarther }, warped);
  }
  return warped;
}

/** The coarsest level whose pixels are not larger than the view's. */
function levelFor(raster: RasterFile, { stepX, stepY }: PixelMapping): { index: number; level: RasterLevel } {
  const { width, height, blockWidth, blockHeight, overviews } = raster.header;
  const step = Math.min(stepX, stepY);
  let best = { index: 0, level: { width, height, blockWidth, blockHeight } };
  for (const [i, level] of overviews.entries()) {
    const isFineEnough = width / level.width <= step * 1.01;
    if (isFineEnough && level.width < best.level.width) best = { index: i + 1, level };
  }
  return best;
}

interface Places {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** Where the view's pixel centres lie in the level, in its pixels. */
function placesOf(mapping: PixelMapping, view: MercatorView, scaleX: number, scaleY: number): Places {
  const xs = new Float64Array(view.width * view.height);
  const ys = new Float64Array(xs.length);
  for (let row = 0; row < view.height; row++) {
    const from = row * view.width;
    mapping.centresOfRow(row, xs.subarray(from, from + view.width), ys.subarray(from, from + view.width));
  }
  for (let i = 0; i < xs.length; i++) {
    xs[i] = xs[i]! * scaleX;
    ys[i] = ys[i]! * scaleY;
  }
  return { xs, ys };
}

/** Smallest window of the level with all places inside it and their neighbours; null where none is inside. */
function windowOf({ xs, ys }: Places, level: RasterLevel): PixelWindow | null {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    const y = ys[i]!;
    if (!(x >= 0 && x < level.width && y >= 0 && y < level.height)) continue;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (left > right) return null;
  const x = Math.max(0, Math.floor(left) - 1);
  const y = Math.max(0, Math.floor(top) - 1);
  const width = Math.min(level.width, Math.floor(right) + 2) - x;
  return { x, y, width, height: Math.min(level.height, Math.floor(bottom) + 2) - y };
}

function dropNodata({ values, valid }: WindowSamples, nodata: number | null): void {
  if (nodata === null) return;
  for (const samples of values) {
    for (let i = 0; i < valid.length; i++) if (samples[i] === nodata) valid[i] = 0;
  }
}

interface Strip {
  readonly samples: WindowSamples;
  readonly strip: PixelWindow;
  /** Rows of the level that this strip answers for. */
  readonly top: number;
  readonly bottom: number;
  readonly places: Places;
  readonly isFarther: boolean;
}

/** Fills the view's pixels whose places lie in the strip's rows. */
function sampleStrip({ samples, strip, top, bottom, places, isFarther }: Strip, warped: WarpedBands): void {
  for (let i = 0; i < warped.valid.length; i++) {
    const y = places.ys[i]!;
    const x = places.xs[i]! - strip.x;
    if (!(y >= top && y < bottom && x >= 0 && x < strip.width)) continue;
    const inStrip = y - strip.y;
    const nearest = Math.floor(inStrip) * strip.width + Math.floor(x);
    if (samples.valid[nearest] !== 1) continue;
    warped.valid[i] = 1;
    if (isFarther) mixNeighbours(samples, x - 0.5, inStrip - 0.5, warped, i);
    else for (const [band, values] of samples.values.entries()) warped.values[band]![i] = values[nearest]!;
  }
}

/** Bilinear over the four neighbours of (x, y), counted from pixel centres; those that are not valid have no weight. */
function mixNeighbours(samples: WindowSamples, x: number, y: number, warped: WarpedBands, i: number): void {
  const { width, height, valid, values } = samples;
  const left = Math.max(0, Math.floor(x));
  const above = Math.max(0, Math.floor(y));
  const right = Math.min(width - 1, left + 1);
  const below = Math.min(height - 1, above + 1);
  const u = Math.min(Math.max(x - left, 0), 1);
  const v = Math.min(Math.max(y - above, 0), 1);
  const a = above * width + left;
  const b = above * width + right;
  const c = below * width + left;
  const d = below * width + right;
  const weightA = (1 - u) * (1 - v) * valid[a]!;
  const weightB = u * (1 - v) * valid[b]!;
  const weightC = (1 - u) * v * valid[c]!;
  const weightD = u * v * valid[d]!;
  const sum = weightA + weightB + weightC + weightD;
  for (let band = 0; band < values.length; band++) {
    const from = values[band]!;
    // Samples without weight may be NaN, which zero times does not remove.
    const mixed =
      (weightA > 0 ? weightA * from[a]! : 0) +
      (weightB > 0 ? weightB * from[b]! : 0) +
      (weightC > 0 ? weightC * from[c]! : 0) +
      (weightD > 0 ? weightD * from[d]! : 0);
    warped.values[band]![i] = mixed / sum;
  }
}
