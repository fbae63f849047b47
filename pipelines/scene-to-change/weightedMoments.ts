/** Several variables observed at the same pixels: one array per variable, equally long, all finite. */
export type Variables = readonly Float32Array[];

/** Observations pixel by pixel, less a rough centre, so that sums of products lose no digits and memory is read in order. */
export interface Observations {
  readonly variables: number;
  readonly pixels: number;
  /** `pixels * variables` long, all variables of a pixel together. */
  readonly values: Float32Array;
  /** What was taken off each variable. */
  readonly centre: Float64Array;
}

export function gatherObservations(variables: Variables): Observations {
  const size = variables.length;
  const pixels = variables[0]?.length ?? 0;
  const values = new Float32Array(pixels * size);
  const centre = Float64Array.from(variables, plainMean);
  variables.forEach((source, variable) => {
    const middle = centre[variable]!;
    for (let i = 0, at = variable; i < pixels; i++, at += size) values[at] = source[i]! - middle;
  });
  return { variables: size, pixels, values, centre };
}

/** Weighted means and covariances (divided by the sum of weights). `covariance` is row-major, variables × variables. */
export interface WeightedMoments {
  readonly weight: number;
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

/** @param weights one per pixel, >= 0; null weighs all equally */
export function weightedMoments(observations: Observations, weights: Float32Array | null): WeightedMoments {
  const { variables: size, pixels, values, centre } = observations;
  const sums = new Float64Array(size);
  const products = new Float64Array(size * size);
  let weight = 0;
  for (let i = 0, at = 0; i < pixels; i++, at += size) {
    const w = weights === null ? 1 : weights[i]!;
    if (w === 0) continue;
    weight += w;
    for (let j = 0; j < size; j++) {
      const weighted = w * values[at + j]!;
      sums[j]! += weighted;
      const row = j * size;
      for (let k = 0; k <= j; k++) products[row + k]! += weighted * values[at + k]!;
    }
  }
  const mean = new Float64Array(size);
  const covariance = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    mean[j] = centre[j]! + sums[j]! / weight;
    for (let k = 0; k <= j; k++) {
      const value = products[j * size + k]! / weight - (sums[j]! / weight) * (sums[k]! / weight);
      covariance[j * size + k] = value;
      covariance[k * size + j] = value;
    }
  }
  return { weight, mean, covariance };
}

function plainMean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length > 0 ? sum / values.length : 0;
}
