/**
 * Share of (changed, unchanged) pairs of pixels in which the changed one has the larger score; ties count half.
 * @param truth 1 changed, 0 unchanged, NaN not judged
 */
export function areaUnderCurve(scores: Float32Array, truth: Float32Array): number {
  const judged = [...truth.keys()].filter((i) => !Number.isNaN(truth[i]!) && !Number.isNaN(scores[i]!));
  judged.sort((a, b) => scores[a]! - scores[b]!);
  let rankSum = 0;
  let changed = 0;
  for (let from = 0; from < judged.length;) {
    let to = from;
    while (to < judged.length && scores[judged[to]!] === scores[judged[from]!]) to++;
    for (let k = from; k < to; k++) {
      if (truth[judged[k]!] !== 1) continue;
      changed += 1;
      rankSum += (from + to + 1) / 2;
    }
    from = to;
  }
  return (rankSum - (changed * (changed + 1)) / 2) / (changed * (judged.length - changed));
}

/** Harmonic mean of precision and recall of `score >= cut` over the judged pixels. */
export function f1At(scores: Float32Array, truth: Float32Array, cut: number): number {
  let right = 0;
  let marked = 0;
  let changed = 0;
  for (let i = 0; i < truth.length; i++) {
    if (Number.isNaN(truth[i]!)) continue;
    const isMarked = scores[i]! >= cut;
    if (isMarked) marked += 1;
    if (truth[i] === 1) changed += 1;
    if (isMarked && truth[i] === 1) right += 1;
  }
  return (2 * right) / (marked + changed);
}
