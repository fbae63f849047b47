/** How a detected pair compares with its truth; only pixels whose truth is known count. */
export interface PairScore {
  /** Area under the ROC curve of the score; NaN where nothing changed or everything did. */
  readonly auc: number;
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  /** 4-connected areas of the mask that touch no changed pixel. */
  readonly falsePatches: number;
  readonly knownPixels: number;
  /** Share of the known pixels that were not assessed. */
  readonly notAssessed: number;
}

/** Pixels of one pair, row-major. */
export interface JudgedPixels {
  readonly width: number;
  readonly height: number;
  /** Larger is more change; below 0: not assessed. */
  readonly score: Float32Array;
  /** 1 change, 0 none, 255 not assessed. */
  readonly mask: Uint8Array;
  /** 1 changed, 0 unchanged, 255 not known. */
  readonly truth: Uint8Array;
}

/** Code of truth: nothing is known of the pixel. */
export const UNKNOWN = 255;

export function scorePixels(pixels: JudgedPixels): PairScore {
  const { score, mask, truth } = pixels;
  let truePositive = 0;
  let falsePositive = 0;
  let falseNegative = 0;
  let knownPixels = 0;
  let notAssessed = 0;
  for (let i = 0; i < truth.length; i++) {
    if (truth[i] === UNKNOWN) continue;
    knownPixels += 1;
    if (score[i]! < 0) notAssessed += 1;
    if (mask[i] === 1 && truth[i] === 1) truePositive += 1;
    else if (mask[i] === 1) falsePositive += 1;
    else if (truth[i] === 1) falseNegative += 1;
  }
  return {
    auc: areaUnderCurve(score, truth),
    truePositive,
    falsePositive,
    falseNegative,
    falsePatches: countFalsePatches(pixels),
    knownPixels,
    notAssessed: notAssessed / Math.max(1, knownPixels),
  };
}

/** Several pairs' pixels together; 0 where there is nothing to find nor anything reported. */
export function pooledF1(scores: readonly PairScore[]): { f1: number; precision: number; recall: number } {
  const sum = (of: (score: PairScore) => number): number => scores.reduce((total, score) => total + of(score), 0);
  const hit = sum((score) => score.truePositive);
  const marked = hit + sum((score) => score.falsePositive);
  const changed = hit + sum((score) => score.falseNegative);
  return { f1: (2 * hit) / (marked + changed || 1), precision: hit / (marked || 1), recall: hit / (changed || 1) };
}

/** Share of (changed, unchanged) pairs of pixels in which the changed one scores higher; ties count half. */
function areaUnderCurve(score: Float32Array, truth: Uint8Array): number {
  const known = Uint32Array.from(truth.keys()).filter((i) => truth[i] !== UNKNOWN && score[i]! >= 0);
  known.sort((a, b) => score[a]! - score[b]!);
  let rankSum = 0;
  let changed = 0;
  for (let from = 0; from < known.length;) {
    let to = from;
    while (to < known.length && score[known[to]!] === score[known[from]!]) to += 1;
    for (let k = from; k < to; k++) {
      if (truth[known[k]!] !== 1) continue;
      changed += 1;
      rankSum += (from + to + 1) / 2;
    }
    from = to;
  }
  return (rankSum - (changed * (changed + 1)) / 2) / (changed * (known.length - changed));
}

function countFalsePatches({ mask, truth, width, height }: JudgedPixels): number {
  const isReported = (i: number): boolean => mask[i] === 1 && truth[i] !== UNKNOWN;
  const visited = new Uint8Array(mask.length);
  let count = 0;
  for (let seed = 0; seed < mask.length; seed++) {
    if (visited[seed] === 1 || !isReported(seed)) continue;
    const waiting = [seed];
    visited[seed] = 1;
    let isTrue = false;
    for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
      if (truth[i] === 1) isTrue = true;
      const x = i % width;
      const neighbours = [x > 0 ? i - 1 : -1, x + 1 < width ? i + 1 : -1, i - width, i + width];
      for (const next of neighbours) {
        if (next < 0 || next >= width * height || visited[next] === 1 || !isReported(next)) continue;
        visited[next] = 1;
        waiting.push(next);
      }
    }
    if (!isTrue) count += 1;
  }
  return count;
}
