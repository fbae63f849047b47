// AssemblyScript (compiled by setup/kernels.mjs): least squares of a harmonic model for many pixels, two at a time in
// double precision. harmonicKernel.ts says what it computes and does the same, operation by operation.

// @ts-ignore: decorator
@inline
function slot(base: usize, index: i32): usize {
  return base + (<usize>index << 4);
}

/** Two neighbouring pixels of a date: single to double precision. */
// @ts-ignore: decorator
@inline
function pair(values: usize, index: i32): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(values + (<usize>index << 2)));
}

export function fitHarmonics(
  values: usize, days: usize, dates: i32, historyDates: i32, pixels: i32,
  rows: usize, scaled: usize, products: usize, whole: usize, width: i32,
  hasTrend: i32, centre: f64, scale: f64, smallestPivot: f64,
  coefficients: usize, counts: usize, sums: usize, squares: usize, firstDays: usize, lastDays: usize, gaps: usize,
  states: usize, residuals: usize, work: usize,
): void {
  const packed = (width * (width + 1)) >> 1;
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const matrix = work;
  const right = slot(matrix, packed);
  const rounded = slot(right, width);
  for (let p = 0; p < pixels; p += 2) {
    for (let i = 0; i < packed; i++) v128.store(slot(matrix, i), f64x2.splat(load<f64>(whole + (<usize>i << 3))));
    for (let k = 0; k < width; k++) v128.store(slot(right, k), zero);
    let count = zero;
    let first = zero;
    let last = zero;
    let gap = zero;
    for (let d = 0; d < historyDates; d++) {
      const y = pair(values, d * pixels + p);
      const seen = f64x2.eq(y, y);
      const day = f64x2.splat(load<f64>(days + (<usize>d << 3)));
      const value = v128.and(seen, y);
      count = f64x2.add(count, v128.and(seen, one));
      const isFirst = v128.and(seen, f64x2.eq(first, zero));
      const step = v128.andnot(v128.and(seen, f64x2.sub(day, last)), isFirst);
      gap = f64x2.max(gap, step);
      first = v128.bitselect(day, first, isFirst);
      last = v128.bitselect(day, last, seen);
      const row = scaled + (<usize>(d * width) << 3);
      for (let k = 0; k < width; k++) {
        const at = slot(right, k);
        v128.store(at, f64x2.add(v128.load(at), f64x2.mul(value, v128.load64_splat(row + (<usize>k << 3)))));
      }
      if (v128.any_true(v128.not(seen))) {
        const missing = v128.andnot(one, seen);
        const product = products + (<usize>(d * packed) << 3);
        for (let i = 0; i < packed; i++) {
          const at = slot(matrix, i);
          v128.store(at, f64x2.sub(v128.load(at), f64x2.mul(missing, v128.load64_splat(product + (<usize>i << 3)))));
        }
      }
    }
    // Cholesky, packed lower triangle.
    let good = f64x2.eq(zero, zero);
    for (let j = 0; j < width; j++) {
      const rowJ = (j * (j + 1)) >> 1;
      const own = v128.load(slot(matrix, rowJ + j));
      let pivot = own;
      for (let k = 0; k < j; k++) {
        const l = v128.load(slot(matrix, rowJ + k));
        pivot = f64x2.sub(pivot, f64x2.mul(l, l));
      }
      good = v128.and(good, f64x2.gt(pivot, f64x2.mul(own, f64x2.splat(smallestPivot))));
      const root = f64x2.sqrt(pivot);
      v128.store(slot(matrix, rowJ + j), root);
      for (let i = j + 1; i < width; i++) {
        const rowI = (i * (i + 1)) >> 1;
        let sum = v128.load(slot(matrix, rowI + j));
        for (let k = 0; k < j; k++) sum = f64x2.sub(sum, f64x2.mul(v128.load(slot(matrix, rowI + k)), v128.load(slot(matrix, rowJ + k))));
        v128.store(slot(matrix, rowI + j), f64x2.div(sum, root));
      }
    }
    for (let i = 0; i < width; i++) {
      const rowI = (i * (i + 1)) >> 1;
      let sum = v128.load(slot(right, i));
      for (let k = 0; k < i; k++) sum = f64x2.sub(sum, f64x2.mul(v128.load(slot(matrix, rowI + k)), v128.load(slot(right, k))));
      v128.store(slot(right, i), f64x2.div(sum, v128.load(slot(matrix, rowI + i))));
    }
    for (let i = width - 1; i >= 0; i--) {
      let sum = v128.load(slot(right, i));
      for (let k = i + 1; k < width; k++) sum = f64x2.sub(sum, f64x2.mul(v128.load(slot(matrix, ((k * (k + 1)) >> 1) + i)), v128.load(slot(right, k))));
      v128.store(slot(right, i), f64x2.div(sum, v128.load(slot(matrix, ((i * (i + 1)) >> 1) + i))));
    }
    // Residuals of the history.
    let total = zero;
    let square = zero;
    for (let d = 0; d < historyDates; d++) {
      const y = pair(values, d * pixels + p);
      const seen = f64x2.eq(y, y);
      const row = scaled + (<usize>(d * width) << 3);
      let predicted = zero;
      for (let k = 0; k < width; k++) predicted = f64x2.add(predicted, f64x2.mul(v128.load(slot(right, k)), v128.load64_splat(row + (<usize>k << 3))));
      const residual = f64x2.sub(y, predicted);
      v128.store(residuals + (<usize>(d * pixels + p) << 3), residual);
      const counted = v128.and(seen, residual);
      total = f64x2.add(total, counted);
      square = f64x2.add(square, f64x2.mul(counted, counted));
    }
    // Coefficients of the rows as they are, in the precision in which they are kept.
    if (hasTrend) {
      const slope = f64x2.div(v128.load(slot(right, 1)), f64x2.splat(scale));
      v128.store(slot(right, 1), slope);
      v128.store(slot(right, 0), f64x2.sub(v128.load(slot(right, 0)), f64x2.mul(slope, f64x2.splat(centre))));
    }
    for (let k = 0; k < width; k++) {
      const single = f32x4.demote_f64x2_zero(v128.load(slot(right, k)));
      v128.store64_lane(coefficients + (<usize>(k * pixels + p) << 2), single, 0);
      v128.store(slot(rounded, k), f64x2.promote_low_f32x4(single));
    }
    for (let d = historyDates; d < dates; d++) {
      const y = pair(values, d * pixels + p);
      const row = rows + (<usize>(d * width) << 3);
      let predicted = zero;
      for (let k = 0; k < width; k++) predicted = f64x2.add(predicted, f64x2.mul(v128.load(slot(rounded, k)), v128.load64_splat(row + (<usize>k << 3))));
      v128.store(residuals + (<usize>(d * pixels + p) << 3), f64x2.sub(y, predicted));
    }
    const to = <usize>p << 3;
    v128.store(counts + to, count);
    v128.store(sums + to, total);
    v128.store(squares + to, square);
    v128.store(firstDays + to, first);
    v128.store(lastDays + to, last);
    v128.store(gaps + to, gap);
    v128.store(states + to, v128.and(good, one));
  }
}
