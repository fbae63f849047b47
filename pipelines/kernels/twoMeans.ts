/** Rounds at most; k-means in two usually settles within twenty. */
const MOST_ROUNDS = 100;

/**
 * Splits observations into two by k-means, starting from those below and above the average level, until none moves over:
 * no chance, the same result for the same order of observations.
 * @param features `size` values per observation, one observation after the other
 * @param levels one value per observation that says which group is the upper one
 * @returns the groups' means; the upper group has the larger average level
 * @source Lloyd 1982, IEEE Trans. Inf. Theory 28(2), 129–137
 */
export function twoMeans(
  features: Float64Array,
  size: number,
  levels: Float64Array,
): { lower: Float64Array; upper: Float64Array; rounds: number } {
  const overall = levels.reduce((sum, value) => sum + value / levels.length, 0);
  const isUpper = Uint8Array.from(levels, (value) => Number(value > overall));
  let means = meansOf(features, size, isUpper);
  let rounds = 0;
  for (let moved = true; moved && rounds < MOST_ROUNDS; rounds++) {
    moved = false;
    for (let i = 0; i < isUpper.length; i++) {
      let nearer = 0;
      for (let k = 0; k < size; k++) {
        const value = features[i * size + k]!;
        nearer += (value - means[0][k]!) ** 2 - (value - means[1][k]!) ** 2;
      }
      const side = nearer > 0 ? 1 : 0;
      if (side !== isUpper[i]) moved = true;
      isUpper[i] = side;
    }
    means = meansOf(features, size, isUpper);
  }
  const levelOf = (side: number): number => {
    const members = levels.filter((_, i) => isUpper[i] === side);
    return members.reduce((sum, value) => sum + value, 0) / members.length;
  };
  const [lower, upper] = levelOf(1) >= levelOf(0) ? means : [means[1], means[0]];
  return { lower, upper, rounds };
}

function meansOf(features: Float64Array, size: number, isUpper: Uint8Array): [Float64Array, Float64Array] {
  const sums: [Float64Array, Float64Array] = [new Float64Array(size), new Float64Array(size)];
  const counts = [0, 0];
  for (let i = 0; i < isUpper.length; i++) {
    const side = isUpper[i] === 1 ? 1 : 0;
    counts[side]! += 1;
    for (let k = 0; k < size; k++) sums[side][k]! += features[i * size + k]!;
  }
  return [
    sums[0].map((value) => value / Math.max(1, counts[0]!)),
    sums[1].map((value) => value / Math.max(1, counts[1]!)),
  ];
}
