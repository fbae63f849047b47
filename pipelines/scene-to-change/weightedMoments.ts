/** Several variables observed at the same pixels: one array per variable, equally long, all finite. */
export type Variables = readonly Float32Array[];

/** Weighted means and covariances (divided by the sum of weights). `covariance` is row-major, variables × variables. */
export interface WeightedMoments {
  readonly weight: number;
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

/** @param weights one per observation, >= 0; null weighs all equally */
export function weightedMoments(variables: Variables, weights: Float32Array | null): WeightedMoments {
  const size = variables.length;
  const length = variables[0]?.length ?? 0;
  const centre = variables.map((values) => plainMean(values));
  const sums = new Float64Array(size);
  const products = new Float64Array(size * size);
  const at = new Float64Array(size);
  let weight = 0;
  for (let i = 0; i < length; i++) {
    const w = weights === null ? 1 : weights[i]!;
    if (w === 0) continue;
    weight += w;
    for (let j = 0; j < size; j++) {
      const value = variables[j]![i]! - centre[j]!;
      at[j] = value;
      const weighted = w * value;
      sums[j]! += weighted;
      const row = j * size;
      for (let k = 0; k <= j; k++) products[row + k]! += weighted * at[k]!;
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

/** A rough centre, so that the sums of products lose no digits. */
function plainMean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length > 0 ? sum / values.length : 0;
}
