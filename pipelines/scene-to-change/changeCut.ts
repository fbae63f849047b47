import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import type { Recipe } from '#domain/recipe.js';
import {
  addToHistogram,
  countOf,
  createHistogram,
  quantileOf,
  upperPart,
  type Histogram,
} from '../kernels/histogram.js';
import { chiSquareCut, kMadCut, kapurCut, otsuClippedCut, otsuCut } from '../kernels/thresholds.js';
import { numberParameter } from './detector.js';

/** Where change begins, and how it came about. Plain JSON. */
export interface ChangeCut {
  /** Scores at or above it are change. */
  readonly cut: number;
  /** A changed area counts only where one of its scores is at or above this; equal to `cut` where every score is enough. */
  readonly seedCut: number;
  /** What the recipe's method alone would have said. */
  readonly methodCut: number;
  /** True where the floor for pairs without change raised it. */
  readonly isRaised: boolean;
}

const BINS = 65_536;

/** Histogram of scores from 0 to the largest; NaN (not assessed) left out. */
export function scoreHistogram(scores: readonly Float32Array[]): Histogram {
  let high = 0;
  for (const values of scores) for (const value of values) if (value > high) high = value;
  const histogram = createHistogram(0, high, BINS);
  for (const values of scores) addToHistogram(histogram, values);
  return histogram;
}

/**
 * The recipe's cut, never below the floor that keeps a pair without change quiet, and the score that a changed area must
 * reach somewhere: by the method, or `seedFactor` times the cut where that is more (hysteresis with any method).
 * @param histogram of scores: lengths, whose squares behave like a scaled chi-square where nothing changed
 * @param degrees degrees of freedom of the squared score where nothing changed
 */
export function findChangeCut(histogram: Histogram, recipe: Recipe, degrees: number): ChangeCut {
  const found = cutWithoutSeeds(histogram, recipe, degrees);
  const factor = numberParameter(recipe.parameters, 'seedFactor', 1);
  return { ...found, seedCut: Math.max(found.seedCut, factor * found.cut) };
}

function cutWithoutSeeds(histogram: Histogram, recipe: Recipe, degrees: number): ChangeCut {
  const methodCut = cutByMethod(histogram, recipe.threshold, degrees);
  if (recipe.threshold.method === 'fixed') return { cut: methodCut, seedCut: methodCut, methodCut, isRaised: false };
  if (recipe.threshold.method === 'otsuHysteresis') return hysteresisCut(histogram, methodCut, recipe);
  const cut = raiseToSignificance(histogram, methodCut);
  return { cut, seedCut: cut, methodCut, isRaised: cut > methodCut };
}

/**
 * Otsu's cut for the extent of changed areas; midway to Otsu's cut of what lies above it for the seeds they must hold.
 * Recipe parameters `leastCut` and `leastSeed` keep a pair without change quiet, whose Otsu cut lies in its noise.
 * @source hysteresis: Canny 1986, IEEE PAMI 8(6), 679–698
 */
function hysteresisCut(histogram: Histogram, methodCut: number, { parameters }: Recipe): ChangeCut {
  const methodSeed = (methodCut + otsuCut(upperPart(histogram, methodCut))) / 2;
  const cut = Math.max(methodCut, numberParameter(parameters, 'leastCut', 0));
  const seedCut = Math.max(methodSeed, cut, numberParameter(parameters, 'leastSeed', 0));
  return { cut, seedCut, methodCut, isRaised: cut > methodCut };
}

function cutByMethod(histogram: Histogram, { method, parameter }: Recipe['threshold'], degrees: number): number {
  switch (method) {
    case 'otsu':
    case 'otsuHysteresis':
      return otsuCut(histogram);
    case 'otsuClipped':
      return otsuClippedCut(histogram, parameter ?? 0.99);
    case 'kapur':
      return kapurCut(histogram);
    case 'kMad':
      return kMadCut(histogram, parameter ?? 5);
    case 'chiSquare':
      return calibratedChiSquareCut(histogram, parameter ?? 1e-6, degrees);
    case 'fixed':
      return parameter ?? Number.MAX_VALUE;
  }
}

/** Chi-square quantile, scaled so that its median meets the median of the squared scores. */
function calibratedChiSquareCut(histogram: Histogram, significance: number, degrees: number): number {
  const median = quantileOf(histogram, 0.5);
  const scale = (median * median) / chiSquareQuantile(0.5, degrees);
  return Math.sqrt(scale * chiSquareCut(degrees, significance));
}

/** At most this share of what is reported may be expected of an unchanged pair. */
const FALSE_SHARE = 0.02;
/** A score that an unchanged pixel reaches this rarely is change, whatever the rest of the pair looks like. */
const SURE_SIGNIFICANCE = 1e-7;

/**
 * The smallest score from `cut` on at which unchanged pixels would make up no more than a small share of what lies above;
 * or the score that is significant by itself. The unchanged distribution is a scaled chi-square through the 10 % and 50 %
 * quantiles of the squared scores, which change hardly touches.
 * @source tail-area false discovery rate with an empirical null, Efron 2004, JASA 99, 96–104
 */
function raiseToSignificance(histogram: Histogram, cut: number): number {
  const unchanged = fitUnchanged(histogram);
  // Half of the pixels equal to the last bit: whatever differs has changed; nothing differs: no score is change.
  if (unchanged === null) return histogram.high > 0 ? cut : Number.MAX_VALUE;
  const { scale, degrees } = unchanged;
  const sure = Math.sqrt(scale * chiSquareQuantile(1 - SURE_SIGNIFICANCE, degrees));
  if (cut >= sure) return cut;
  const total = countOf(histogram);
  const width = (histogram.high - histogram.low) / histogram.counts.length;
  let above = 0;
  let best = sure;
  for (let bin = histogram.counts.length - 1; bin >= 0; bin--) {
    above += histogram.counts[bin]!;
    const score = histogram.low + bin * width;
    if (score >= sure) continue;
    if (score < cut) break;
    const expected = total * (1 - chiSquareCdf((score * score) / scale, degrees));
    if (above === 0 || expected > FALSE_SHARE * above) break;
    best = score;
  }
  return Math.max(best, cut);
}

/** Scale and degrees of freedom of squared scores where nothing changed; null where the scores do not spread. */
function fitUnchanged(histogram: Histogram): { scale: number; degrees: number } | null {
  const low = quantileOf(histogram, 0.1) ** 2;
  const middle = quantileOf(histogram, 0.5) ** 2;
  if (!(low > 0) || !(middle > low)) return null;
  const wanted = low / middle;
  let fewest = 0.2;
  let most = 400;
  for (let round = 0; round < 50; round++) {
    const degrees = Math.sqrt(fewest * most);
    const found = chiSquareQuantile(0.1, degrees) / chiSquareQuantile(0.5, degrees);
    if (found < wanted) fewest = degrees;
    else most = degrees;
  }
  const degrees = Math.sqrt(fewest * most);
  return { scale: middle / chiSquareQuantile(0.5, degrees), degrees };
}
