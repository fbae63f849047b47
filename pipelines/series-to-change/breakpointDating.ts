import { recursiveResiduals, type Rows } from './recursiveResiduals.js';

/**
 * Best split of rows into stretches with a model each: the fewest squared residuals for every number of breaks by dynamic
 * programming, the number by the Bayesian information criterion.
 * @param shortest rows of a stretch at least; more than the number of regressors
 * @returns numbers of the last rows (counted from 0) before each break; empty where none pays; null where the rows are
 *   too few for two stretches
 * @source Bai & Perron 2003, "Computation and analysis of multiple structural change models", J. Applied Econometrics 18;
 *   as in R strucchange `breakpoints`
 */
export function datedBreakpoints(history: Rows, shortest: number): number[] | null {
  const { width, response } = history;
  const count = response.length;
  if (shortest <= width || shortest > Math.floor(count / 2)) return null;
  const squares = residualSquares(history, shortest);
  const sumOf = (from: number, to: number): number => squares[from]![to - from]!;
  const most = Math.max(1, Math.ceil(count / shortest) - 2);
  // best[m][i]: fewest squares of rows 0…i with m + 1 breaks, the last of them after row cut[m][i].
  const best: Float64Array[] = [];
  const cut: Int32Array[] = [];
  for (let m = 0; m < most; m++) {
    const own = new Float64Array(count).fill(Infinity);
    const from = new Int32Array(count).fill(-1);
    for (let i = (m + 1) * shortest - 1; i <= count - shortest - 1; i++) {
      if (m === 0) own[i] = sumOf(0, i);
      for (let j = m * shortest - 1; m > 0 && j <= i - shortest; j++) {
        const sum = best[m - 1]![j]! + sumOf(j + 1, i);
        if (sum < own[i]!) {
          own[i] = sum;
          from[i] = j;
        }
      }
    }
    best.push(own);
    cut.push(from);
  }
  const criterion = (sum: number, breaks: number): number =>
    count * (Math.log(sum) + 1 - Math.log(count) + Math.log(2 * Math.PI)) +
    Math.log(count) * (width + 1) * (breaks + 1);
  let chosen: number[] = [];
  let least = criterion(sumOf(0, count - 1), 0);
  for (let m = 0; m < most; m++) {
    let [end, fewest] = [-1, Infinity];
    for (let i = (m + 1) * shortest - 1; i <= count - shortest - 1; i++) {
      const sum = best[m]![i]! + sumOf(i + 1, count - 1);
      if (sum < fewest) [end, fewest] = [i, sum];
    }
    if (end < 0 || !(criterion(fewest, m + 1) < least)) continue;
    least = criterion(fewest, m + 1);
    chosen = [end];
    for (let k = m; k > 0; k--) chosen.unshift(cut[k]![chosen[0]!]!);
  }
  return chosen;
}

/** `squares[i][j - i]`: squared residuals of one model of rows i…j; sums of squared recursive residuals. */
function residualSquares({ rows, width, response }: Rows, shortest: number): Float64Array[] {
  const count = response.length;
  return Array.from({ length: count - shortest + 1 }, (_, i) => {
    const own = new Float64Array(count - i).fill(NaN);
    const residuals = recursiveResiduals(
      { rows: rows.subarray(i * width), width, response: response.subarray(i) },
      width,
    );
    let sum = 0;
    residuals.forEach((residual, k) => {
      sum += residual * residual;
      own[width + k] = sum;
    });
    return own;
  });
}
