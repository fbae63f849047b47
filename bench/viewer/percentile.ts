/** Nearest-rank percentile. @param share in (0, 1]; values must not be empty */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (at === undefined) throw new Error('a percentile of nothing');
  return at;
}
