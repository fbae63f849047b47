import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { BadInputError } from '#domain/errors.js';
import { twoMeans } from '../kernels/twoMeans.js';
import type { MaskedPlane } from '../kernels/windowMoments.js';

export interface PcaKMeansParameters {
  /** Side of the blocks, odd, pixels; 3 keeps small change, 5 suppresses more noise. */
  readonly blockSide: number;
  /** Share of the blocks' variance that the kept components explain, 0–1; the paper uses 0.9. */
  readonly keptVariance: number;
}

/**
 * The two means in the space of the kept components come down to one linear filter: where a block lies on the line from
 * the unchanged mean (0) to the changed mean (1). Plain JSON.
 */
export interface PcaKMeansFit {
  readonly blockSide: number;
  readonly components: number;
  /** `blockSide ** 2` weights, row-major. */
  readonly weights: readonly number[];
  readonly constant: number;
  readonly rounds: number;
}

const FEWEST_BLOCKS = 50;
/** Variance below this share of the mean square is rounding. */
const ROUNDING = 1e-12;
/** Blocks that the means are found from, at most. */
const MOST_BLOCKS = 100_000;

/**
 * Principal components of blocks of a difference image, split into two by k-means.
 * @param planes samples of a difference image, >= 0, larger means more change (a magnitude, or |log ratio|); only blocks
 *   seen whole count
 * @throws BadInputError where fewer than 50 blocks were seen whole or all are equal
 * @source Celik 2009, GRSL 6(4), 772–776; differs: components from all blocks, not only those side by side, and k-means
 *   starts from blocks below and above the average instead of by chance
 */
export function fitPcaKMeans(planes: readonly MaskedPlane[], parameters: PcaKMeansParameters): PcaKMeansFit {
  const { blockSide, keptVariance } = parameters;
  if (blockSide % 2 !== 1) throw new RangeError(`blocks have an odd side, got ${blockSide}`);
  const size = blockSide * blockSide;
  const blocks = collectBlocks(planes, blockSide);
  const count = blocks.length / size;
  if (count < FEWEST_BLOCKS) throw tooFewBlocks(count);
  const { mean, basis } = principalComponents(blocks, size, keptVariance);
  if (basis.length === 0) throw noVariation();
  const features = project(blocks, size, mean, basis);
  const { lower: unchanged, upper: changed, rounds } = twoMeans(features, basis.length, averagesOf(blocks, size));
  const line = changed.map((value, k) => value - unchanged[k]!);
  const squared = line.reduce((sum, value) => sum + value * value, 0);
  if (!(squared > 0)) throw noVariation();
  const weights = Array.from({ length: size }, (_, j) =>
    basis.reduce((sum, component, k) => sum + (component[j]! * line[k]!) / squared, 0),
  );
  const atMean = weights.reduce((sum, weight, j) => sum + weight * mean[j]!, 0);
  const start = unchanged.reduce((sum, value, k) => sum + (value * line[k]!) / squared, 0);
  return { blockSide, components: basis.length, weights, constant: -atMean - start, rounds };
}

/**
 * 0 at the unchanged mean or below, 1 at the changed mean, 0.5 halfway, where k-means divides: change is >= 0.5. May
 * exceed 1. Unseen neighbours are taken to be as the pixel itself, and so is what lies beyond the edge; NaN where not
 * seen. A chunk needs a halo of `(blockSide - 1) / 2`.
 */
export function pcaKMeansScore(fit: PcaKMeansFit, plane: MaskedPlane): Float32Array {
  const { values, isSeen, width, height } = plane;
  const radius = (fit.blockSide - 1) / 2;
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      if (isSeen[pixel] === 0) {
        out[pixel] = NaN;
        continue;
      }
      let score = fit.constant;
      let at = 0;
      for (let dy = -radius; dy <= radius; dy++) {
        for (let dx = -radius; dx <= radius; dx++) {
          const isInside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
          const neighbour = isInside ? pixel + dy * width + dx : pixel;
          score += fit.weights[at++]! * values[isSeen[neighbour] === 0 ? pixel : neighbour]!;
        }
      }
      out[pixel] = Math.max(0, score);
    }
  }
  return out;
}

/** Blocks that were seen whole, one after the other; every nth where there are too many. */
function collectBlocks(planes: readonly MaskedPlane[], side: number): Float64Array {
  const places = planes.reduce(
    (sum, { width, height }) => sum + Math.max(0, width - side + 1) * Math.max(0, height - side + 1),
    0,
  );
  const step = Math.max(1, Math.ceil(places / MOST_BLOCKS));
  const out = new Float64Array(Math.ceil(places / step) * side * side);
  let place = 0;
  let used = 0;
  for (const { values, isSeen, width, height } of planes) {
    for (let y = 0; y + side <= height; y++) {
      for (let x = 0; x + side <= width; x++) {
        if (place++ % step !== 0) continue;
        let isWhole = true;
        for (let j = 0; j < side * side; j++) {
          const pixel = (y + Math.floor(j / side)) * width + x + (j % side);
          if (isSeen[pixel] === 0) isWhole = false;
          out[used + j] = values[pixel]!;
        }
        if (isWhole) used += side * side;
      }
    }
  }
  return out.subarray(0, used);
}

function principalComponents(
  blocks: Float64Array,
  size: number,
  keptVariance: number,
): { mean: Float64Array; basis: Float64Array[] } {
  const count = blocks.length / size;
  const mean = new Float64Array(size);
  for (let i = 0; i < blocks.length; i++) mean[i % size]! += blocks[i]! / count;
  const covariance = new Float64Array(size * size);
  for (let from = 0; from < blocks.length; from += size) {
    for (let j = 0; j < size; j++) {
      const own = blocks[from + j]! - mean[j]!;
      for (let k = 0; k <= j; k++) covariance[j * size + k]! += (own * (blocks[from + k]! - mean[k]!)) / count;
    }
  }
  const matrix = new Matrix(size, size);
  for (let j = 0; j < size; j++) {
    for (let k = 0; k <= j; k++) {
      matrix.set(j, k, covariance[j * size + k]!);
      matrix.set(k, j, covariance[j * size + k]!);
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  const total = realEigenvalues.reduce((sum, value) => sum + Math.max(0, value), 0);
  const meanSquare = mean.reduce((sum, value) => sum + value * value, 0);
  const basis: Float64Array[] = [];
  let explained = 0;
  for (const k of order) {
    if (!(total > ROUNDING * meanSquare) || explained >= keptVariance * total || !(realEigenvalues[k]! > 0)) break;
    explained += realEigenvalues[k]!;
    basis.push(Float64Array.from(eigenvectorMatrix.getColumn(k)));
  }
  return { mean, basis };
}

function project(blocks: Float64Array, size: number, mean: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const count = blocks.length / size;
  const features = new Float64Array(count * basis.length);
  for (let i = 0; i < count; i++) {
    basis.forEach((component, k) => {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += component[j]! * (blocks[i * size + j]! - mean[j]!);
      features[i * basis.length + k] = sum;
    });
  }
  return features;
}

const averagesOf = (blocks: Float64Array, size: number): Float64Array => {
  const averages = new Float64Array(blocks.length / size);
  for (let i = 0; i < blocks.length; i++) averages[Math.floor(i / size)]! += blocks[i]! / size;
  return averages;
};

const tooFewBlocks = (count: number): BadInputError =>
  new BadInputError('too little was seen whole', {
    code: 'pcaKMeans.tooLittle',
    where: 'sample',
    found: `${count} blocks`,
    expected: `at least ${FEWEST_BLOCKS}`,
  });

const noVariation = (): BadInputError =>
  new BadInputError('the difference is the same everywhere', { code: 'pcaKMeans.noVariation', where: 'sample' });
