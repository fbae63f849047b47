import { boxGaussian, type Plane } from './boxGaussian.js';

const { ceil, floor, max, min, sqrt } = Math;

export interface StructureCorrelationOptions {
  /** Window, standard deviation in pixels; at least 8. */
  readonly sigma: number;
  /** Largest displacement that is forgiven, pixels in each direction. */
  readonly slackPixels: number;
  /** Step between displacements that are tried, pixels. */
  readonly slackStep: number;
  /** Added to the local variance of each date: flat ground correlates with nothing. */
  readonly floors: readonly [before: number, after: number];
}

/** Moments are taken over cells of this many pixels, which wide windows do not notice. */
const CELL = 4;

/**
 * Best local normalised cross-correlation (-1…1) of two pictures over small displacements, for wide windows. Light and
 * season scale brightness, parallax and misregistration move edges: neither lowers it. Lost structure does.
 * @source Lewis 1995, Fast normalized cross-correlation; differs: moments by cells, interpolated between their middles
 */
export function structureCorrelation(
  before: Float32Array,
  after: Float32Array,
  plane: Plane,
  { sigma, slackPixels, slackStep, floors }: StructureCorrelationOptions,
): Float32Array {
  const cells = cellsOf(plane);
  const cellSigma = sigmaInCells(sigma);
  const first = cellMoments(before, before, plane, cells, 0, 0);
  const meanA = boxGaussian(first.mean, cells, cellSigma);
  const squareA = boxGaussian(first.product, cells, cellSigma);
  const best = new Float32Array(meanA.length).fill(-1);
  for (let dy = -slackPixels; dy <= slackPixels; dy += slackStep) {
    for (let dx = -slackPixels; dx <= slackPixels; dx += slackStep) {
      const moved = cellMoments(before, after, plane, cells, dx, dy);
      const meanB = boxGaussian(moved.mean, cells, cellSigma);
      const squareB = boxGaussian(moved.square, cells, cellSigma);
      const cross = boxGaussian(moved.product, cells, cellSigma);
      for (let i = 0; i < best.length; i++) {
        const varianceA = max(0, squareA[i]! - meanA[i]! * meanA[i]!) + floors[0];
        const varianceB = max(0, squareB[i]! - meanB[i]! * meanB[i]!) + floors[1];
        const value = (cross[i]! - meanA[i]! * meanB[i]!) / sqrt(varianceA * varianceB);
        if (value > best[i]!) best[i] = value;
      }
      if (slackPixels === 0) return enlarge(best, cells, plane);
    }
  }
  return enlarge(best, cells, plane);
}

/** Variance within the same windows, per pixel. */
export function localVariance(values: Float32Array, plane: Plane, sigma: number): Float32Array {
  const cells = cellsOf(plane);
  const moments = cellMoments(values, values, plane, cells, 0, 0);
  const mean = boxGaussian(moments.mean, cells, sigmaInCells(sigma));
  const variance = boxGaussian(moments.square, cells, sigmaInCells(sigma));
  for (let i = 0; i < variance.length; i++) variance[i] = max(0, variance[i]! - mean[i]! * mean[i]!);
  return enlarge(variance, cells, plane);
}

const cellsOf = ({ width, height }: Plane): Plane => ({
  width: ceil(width / CELL),
  height: ceil(height / CELL),
});

/** What is left to smooth after averaging over cells. */
const sigmaInCells = (sigma: number): number => sqrt(sigma * sigma - (CELL * CELL - 1) / 12) / CELL;

interface CellMoments {
  /** Mean of the displaced second picture, of its square, and of its product with the first. */
  readonly mean: Float32Array;
  readonly square: Float32Array;
  readonly product: Float32Array;
}

/** Means over cells; the displaced picture is held at its edge. */
function cellMoments(
  a: Float32Array,
  b: Float32Array,
  { width, height }: Plane,
  cells: Plane,
  dx: number,
  dy: number,
): CellMoments {
  const count = cells.width * cells.height;
  const mean = new Float32Array(count);
  const square = new Float32Array(count);
  const product = new Float32Array(count);
  for (let cellY = 0; cellY < cells.height; cellY++) {
    const bottom = min(height, (cellY + 1) * CELL);
    for (let cellX = 0; cellX < cells.width; cellX++) {
      const right = min(width, (cellX + 1) * CELL);
      let sum = 0;
      let sumOfSquares = 0;
      let sumOfProducts = 0;
      for (let y = cellY * CELL; y < bottom; y++) {
        const movedY = y + dy;
        const row = (movedY < 0 ? 0 : movedY >= height ? height - 1 : movedY) * width;
        for (let x = cellX * CELL; x < right; x++) {
          const movedX = x + dx;
          const value = b[row + (movedX < 0 ? 0 : movedX >= width ? width - 1 : movedX)]!;
          sum += value;
          sumOfSquares += value * value;
          sumOfProducts += value * a[y * width + x]!;
        }
      }
      const share = 1 / ((bottom - cellY * CELL) * (right - cellX * CELL));
      const cell = cellY * cells.width + cellX;
      mean[cell] = sum * share;
      square[cell] = sumOfSquares * share;
      product[cell] = sumOfProducts * share;
    }
  }
  return { mean, square, product };
}

/** Bilinear between the middles of cells, held beyond the outermost ones. */
function enlarge(values: Float32Array, cells: Plane, { width, height }: Plane): Float32Array {
  const out = new Float32Array(width * height);
  const left = new Int32Array(width);
  const right = new Int32Array(width);
  const shareRight = new Float64Array(width);
  for (let x = 0; x < width; x++) {
    const at = min(cells.width - 1, max(0, (x + 0.5) / CELL - 0.5));
    left[x] = floor(at);
    right[x] = min(cells.width - 1, left[x]! + 1);
    shareRight[x] = at - left[x]!;
  }
  for (let y = 0; y < height; y++) {
    const at = min(cells.height - 1, max(0, (y + 0.5) / CELL - 0.5));
    const top = floor(at);
    const upper = top * cells.width;
    const lower = min(cells.height - 1, top + 1) * cells.width;
    const share = at - top;
    for (let x = 0; x < width; x++) {
      const w = shareRight[x]!;
      const above = values[upper + left[x]!]! * (1 - w) + values[upper + right[x]!]! * w;
      const below = values[lower + left[x]!]! * (1 - w) + values[lower + right[x]!]! * w;
      out[y * width + x] = above * (1 - share) + below * share;
    }
  }
  return out;
}
