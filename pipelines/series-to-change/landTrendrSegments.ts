import { anchoredSlope, forEachIn, heightAt, regressionLine } from './fitToVertices.js';
import { fTail } from './fDistribution.js';

/** What LandTrendr is told; the names are the paper's. */
export interface LandTrendrSettings {
  readonly maxSegments: number;
  /** A spike is damped where its neighbours agree by more than this share of it; 1: none. */
  readonly spikeThreshold: number;
  readonly vertexCountOvershoot: number;
  /** Recovery faster than 1 / years of this share of the range is not believed; 1: any. */
  readonly recoveryThreshold: number;
  readonly preventOneYearRecovery: boolean;
  readonly pValueThreshold: number;
  readonly bestModelProportion: number;
  readonly minObservationsNeeded: number;
  /** 1: disturbance makes values rise; -1: fall. */
  readonly disturbanceSign: 1 | -1;
}

/** A chain of straight lines. */
export interface Trajectory {
  readonly vertices: readonly number[];
  readonly heights: readonly number[];
  readonly rmse: number;
  /** Chance that as good a fit comes about without any course. */
  readonly pValue: number;
}

interface Yearly {
  readonly years: readonly number[];
  /** Despiked; disturbance makes them rise. */
  readonly values: Float64Array;
  readonly range: number;
}

/**
 * Segments of a yearly series: spikes are damped, candidate vertices found where the series leaves straight lines most, the
 * shallowest angles culled, lines fitted, and the model thinned out vertex by vertex; of all models the one with the most
 * segments counts whose p-value is near enough to the best.
 * @param years rising
 * @returns null where there are too few years; one level line where no model is significant
 * @source Kennedy, Yang & Cohen 2010, RSE 114, section 3.3
 */
export function landTrendrSegments(
  years: readonly number[],
  values: readonly number[],
  settings: LandTrendrSettings,
): Trajectory | null {
  if (years.length < Math.max(3, settings.minObservationsNeeded)) return null;
  const sign = settings.disturbanceSign;
  const despiked = despike(
    Float64Array.from(values, (value) => value * sign),
    settings.spikeThreshold,
  );
  const range = Math.max(...despiked) - Math.min(...despiked);
  const yearly: Yearly = { years, values: despiked, range };
  const models: Trajectory[] = [];
  let vertices = range > 0 ? cullByAngle(yearly, candidateVertices(yearly, settings), settings.maxSegments + 1) : [];
  while (vertices.length >= 2) {
    models.push(fitModel(yearly, vertices));
    vertices = thin(yearly, models.at(-1)!, settings);
  }
  const chosen = chooseModel(models, yearly, settings) ?? levelModel(yearly);
  return { ...chosen, heights: chosen.heights.map((height) => height * sign) };
}

/** Damps the sharpest spike towards its neighbours' mean until none is sharper than the threshold. */
export function despike(values: Float64Array, threshold: number): Float64Array {
  const damped = values.slice();
  for (let round = 0; round < values.length; round++) {
    let [sharpest, at] = [threshold, -1];
    for (let i = 1; i + 1 < damped.length; i++) {
      const [before, own, after] = [damped[i - 1]!, damped[i]!, damped[i + 1]!];
      const apart = Math.abs(before - after);
      const height = Math.max(Math.abs(own - before), Math.abs(own - after), apart);
      const share = height > 0 ? 1 - apart / height : 0;
      if (share > sharpest) [sharpest, at] = [share, i];
    }
    if (at < 0) break;
    damped[at]! += sharpest * ((damped[at - 1]! + damped[at + 1]!) / 2 - damped[at]!);
  }
  return damped;
}

/** Years at which the series leaves the lines between those found before most; first and last year included. */
function candidateVertices({ years, values }: Yearly, settings: LandTrendrSettings): number[] {
  const most = Math.min(settings.maxSegments + 1 + settings.vertexCountOvershoot, years.length);
  const vertices = [years[0]!, years.at(-1)!];
  while (vertices.length < most) {
    let [worst, at, place] = [0, NaN, -1];
    for (let k = 0; k + 1 < vertices.length; k++) {
      const stretch = { years, values, from: vertices[k]!, to: vertices[k + 1]! };
      const line = regressionLine(stretch);
      let [squares, count, farthest, year] = [0, 0, 0, NaN];
      forEachIn(stretch, (own, value) => {
        const residual = Math.abs(value - line.height - line.slope * own);
        squares += residual * residual;
        count += 1;
        if (own > stretch.from && own < stretch.to && residual > farthest) [farthest, year] = [residual, own];
      });
      if (!Number.isNaN(year) && squares / count > worst) [worst, at, place] = [squares / count, year, k];
    }
    if (place < 0) break;
    vertices.splice(place + 1, 0, at);
  }
  return vertices;
}

/** How much more a vertex counts that a disturbance over the whole range follows. */
const DISTURBANCE_WEIGHT = 2;

/**
 * Takes out inner vertices whose steeper side is flattest; values are scaled so that their range is as long as the years. A
 * vertex before a disturbance counts more.
 */
function cullByAngle({ years, values, range }: Yearly, vertices: number[], most: number): number[] {
  const scale = (years.at(-1)! - years[0]!) / range;
  const riseOf = (a: number, b: number): number => (values[years.indexOf(b)]! - values[years.indexOf(a)]!) * scale;
  const steepness = (a: number, b: number): number => Math.abs(Math.atan(riseOf(a, b) / (b - a)));
  const kept = vertices.slice();
  while (kept.length > most) {
    let [flattest, at] = [Infinity, -1];
    for (let k = 1; k + 1 < kept.length; k++) {
      const [before, own, after] = [kept[k - 1]!, kept[k]!, kept[k + 1]!];
      const weight = 1 + Math.max(0, (DISTURBANCE_WEIGHT * riseOf(own, after)) / scale / range);
      const angle = Math.max(steepness(before, own), steepness(own, after)) * weight;
      if (angle < flattest) [flattest, at] = [angle, k];
    }
    kept.splice(at, 1);
  }
  return kept;
}

/** Lines from left to right: through the values at the vertices, or by (anchored) regression, whichever fits better. */
function fitModel(yearly: Yearly, vertices: readonly number[]): Trajectory {
  const { years, values } = yearly;
  const heights: number[] = [];
  for (let k = 0; k + 1 < vertices.length; k++) {
    const [from, to] = [vertices[k]!, vertices[k + 1]!];
    const stretch = { years, values, from, to };
    const line = regressionLine(stretch);
    const first = heights[k];
    const regressed: [number, number] =
      first === undefined
        ? [line.height + line.slope * from, line.height + line.slope * to]
        : [first, first + anchoredSlope(stretch, first) * (to - from)];
    const joined: [number, number] = [first ?? values[years.indexOf(from)]!, values[years.indexOf(to)]!];
    const errorOf = (ends: [number, number]): number => {
      let sum = 0;
      forEachIn(stretch, (year, value) => (sum += (value - heightAt([from, to], ends, year)) ** 2));
      return sum;
    };
    const [start, end] = errorOf(joined) < errorOf(regressed) ? joined : regressed;
    if (first === undefined) heights.push(start);
    heights.push(end);
  }
  return { vertices, heights, ...goodness(yearly, vertices, heights) };
}

function goodness({ years, values }: Yearly, vertices: readonly number[], heights: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [residual, explained] = [0, 0];
  years.forEach((year, i) => {
    const fitted = heightAt(vertices, heights, year);
    residual += (values[i]! - fitted) ** 2;
    explained += (fitted - mean) ** 2;
  });
  const predictors = 2 * vertices.length - 2;
  const freedom = years.length - predictors - 1;
  const ratio = residual > 0 ? explained / predictors / (residual / freedom) : Infinity;
  const pValue = freedom > 0 ? (Number.isFinite(ratio) ? fTail(ratio, predictors, freedom) : 0) : 1;
  return { rmse: Math.sqrt(residual / years.length), pValue };
}

/** Whether a segment recovers faster than is believed. */
function isTooFast(
  { range }: Yearly,
  { vertices, heights }: Trajectory,
  k: number,
  { recoveryThreshold, preventOneYearRecovery }: LandTrendrSettings,
): boolean {
  const fall = heights[k]! - heights[k + 1]!;
  if (!(fall > 0)) return false;
  const years = vertices[k + 1]! - vertices[k]!;
  if (preventOneYearRecovery && years === 1) return true;
  return recoveryThreshold < 1 && fall / range / years > recoveryThreshold;
}

/** Takes the vertex out that a recovery too fast to believe stands on, else the one that is missed least. */
function thin(yearly: Yearly, model: Trajectory, settings: LandTrendrSettings): number[] {
  const { vertices } = model;
  if (vertices.length <= 2) return [];
  const without = (k: number): number[] => vertices.filter((_, i) => i !== k);
  for (let k = 0; k + 1 < vertices.length; k++) {
    if (isTooFast(yearly, model, k, settings)) return without(k + 2 < vertices.length ? k + 1 : k);
  }
  let [least, at] = [Infinity, 1];
  for (let k = 1; k + 1 < vertices.length; k++) {
    const { rmse } = fitModel(yearly, without(k));
    if (rmse < least) [least, at] = [rmse, k];
  }
  return without(at);
}

function chooseModel(models: readonly Trajectory[], yearly: Yearly, settings: LandTrendrSettings): Trajectory | null {
  const believed = models.filter(
    (model) =>
      model.pValue <= settings.pValueThreshold &&
      model.vertices.slice(1).every((_, k) => !isTooFast(yearly, model, k, settings)),
  );
  if (believed.length === 0) return null;
  const best = Math.min(...believed.map(({ pValue }) => pValue));
  return believed.find(({ pValue }) => pValue <= (2 - settings.bestModelProportion) * best)!;
}

function levelModel({ years, values }: Yearly): Trajectory {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    vertices: [years[0]!, years.at(-1)!],
    heights: [mean, mean],
    rmse: Math.sqrt(squares / values.length),
    pValue: 1,
  };
}
