// AssemblyScript (compiled by setup/kernels.mjs): least squares of a harmonic model for many pixels, four at a time as two
// pairs in double precision, and the look at whether anything happened after the history. harmonicKernel.ts says what it
// computes and does the same, operation by operation.

/** Numbers in a row that tell what is to be done, in the order of `PARAMETERS` in wasmKernel.ts. */
class Task {
  values: f64; days: f64; dates: f64; historyDates: f64; pixels: f64;
  /** Regressors, `stride` numbers a date: all as they are, and those of the history with their trend scaled. */
  rows: f64; scaled: f64; stride: f64; width: f64;
  products: f64; whole: f64;
  hasTrend: f64; centre: f64; scale: f64; smallestPivot: f64;
  coefficients: f64; counts: f64; sums: f64; squares: f64; firstDays: f64; lastDays: f64; gaps: f64; states: f64;
  residuals: f64; areHistoryResidualsWanted: f64;
  isWatched: f64; quiet: f64; sigmaKind: f64; historySign: f64; fewestLooks: f64; longestGapDays: f64; lastDay: f64;
  smallestShare: f64; boundaries: f64;
  work: f64;
}

// @ts-ignore: decorator
@inline
function slot(base: usize, index: i32): usize {
  return base + (<usize>index << 4);
}

/** The upper two lanes in double precision. */
// @ts-ignore: decorator
@inline
function upper(four: v128): v128 {
  return f64x2.promote_low_f32x4(i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
}

/** A mask of lanes of four, for the lower and the upper pair. */
// @ts-ignore: decorator
@inline
function lowerMask(mask: v128): v128 { return i64x2.extend_low_i32x4_s(mask); }
// @ts-ignore: decorator
@inline
function upperMask(mask: v128): v128 { return i64x2.extend_high_i32x4_s(mask); }

// @ts-ignore: decorator
@inline
function splat(row: usize, k: i32): v128 { return v128.load64_splat(row + (<usize>k << 3)); }
// @ts-ignore: decorator
@inline
function addProduct(sum: v128, a: v128, b: v128): v128 { return f64x2.add(sum, f64x2.mul(a, b)); }

/**
 * Cholesky factor of a packed lower triangle of pairs, in place; the diagonal holds inverses.
 * @returns mask of the pixels whose equations have a single solution
 */
function factorise(matrix: usize, width: i32, smallestPivot: f64): v128 {
  let good = i64x2.splat(-1);
  for (let j = 0; j < width; j++) {
    const rowJ = slot(matrix, (j * (j + 1)) >> 1);
    const own = v128.load(slot(rowJ, j));
    let pivot = own;
    for (let k = 0; k < j; k++) {
      const l = v128.load(slot(rowJ, k));
      pivot = f64x2.sub(pivot, f64x2.mul(l, l));
    }
    good = v128.and(good, f64x2.gt(pivot, f64x2.mul(own, f64x2.splat(smallestPivot))));
    const inverse = f64x2.div(f64x2.splat(1), f64x2.sqrt(pivot));
    v128.store(slot(rowJ, j), inverse);
    for (let i = j + 1; i < width; i++) {
      const rowI = slot(matrix, (i * (i + 1)) >> 1);
      let sum = v128.load(slot(rowI, j));
      for (let k = 0; k < j; k++) sum = f64x2.sub(sum, f64x2.mul(v128.load(slot(rowI, k)), v128.load(slot(rowJ, k))));
      v128.store(slot(rowI, j), f64x2.mul(sum, inverse));
    }
  }
  return good;
}

/** Solves in place: `right` becomes the coefficients. */
function solve(matrix: usize, right: usize, width: i32): void {
  for (let i = 0; i < width; i++) {
    const rowI = slot(matrix, (i * (i + 1)) >> 1);
    let sum = v128.load(slot(right, i));
    for (let k = 0; k < i; k++) sum = f64x2.sub(sum, f64x2.mul(v128.load(slot(rowI, k)), v128.load(slot(right, k))));
    v128.store(slot(right, i), f64x2.mul(sum, v128.load(slot(rowI, i))));
  }
  for (let i = width - 1; i >= 0; i--) {
    let sum = v128.load(slot(right, i));
    for (let k = i + 1; k < width; k++) sum = f64x2.sub(sum, f64x2.mul(v128.load(slot(matrix, ((k * (k + 1)) >> 1) + i)), v128.load(slot(right, k))));
    v128.store(slot(right, i), f64x2.mul(sum, v128.load(slot(matrix, ((i * (i + 1)) >> 1) + i))));
  }
}

/** Takes the products of a missing date off the matrix of a pair. */
// @ts-ignore: decorator
@inline
function takeOff(matrix: usize, packed: i32, missing: v128, product: usize): void {
  const one = v128.and(missing, f64x2.splat(1));
  for (let i = 0; i < packed; i++) {
    const at = slot(matrix, i);
    v128.store(at, f64x2.sub(v128.load(at), f64x2.mul(one, splat(product, i))));
  }
}

// @ts-ignore: decorator
@inline
function store4(at: f64, p: i32, low: v128, high: v128): void {
  const to = <usize>at + (<usize>p << 3);
  v128.store(to, low);
  v128.store(to, high, 16);
}

export function fitHarmonics(at: usize): void {
  const task = changetype<Task>(at);
  const values = <usize>task.values;
  const days = <usize>task.days;
  const dates = <i32>task.dates;
  const historyDates = <i32>task.historyDates;
  const pixels = <i32>task.pixels;
  const rows = <usize>task.rows;
  const scaled = <usize>task.scaled;
  const products = <usize>task.products;
  const residuals = <usize>task.residuals;
  const width = <i32>task.width;
  const stride = <usize>task.stride << 3;
  const packed = (width * (width + 1)) >> 1;
  const zero = f64x2.splat(0);
  // Work memory: matrices and right sides of both pairs, coefficients as they are kept, the masks of the last four pixels.
  const lowMatrix = <usize>task.work;
  const highMatrix = slot(lowMatrix, packed);
  const lowRight = slot(highMatrix, packed);
  const highRight = slot(lowRight, <i32>task.stride);
  const lowKept = slot(highRight, <i32>task.stride);
  const highKept = slot(lowKept, <i32>task.stride);
  const masks = slot(highKept, <i32>task.stride);
  const gone = slot(masks, historyDates);
  for (let d = 0; d < historyDates; d++) v128.store(slot(masks, d), i32x4.splat(1));
  let lowGood = zero;
  let highGood = zero;
  for (let p = 0; p < pixels; p += 4) {
    // Sums of the right side, and when it was looked.
    let count = f32x4.splat(0);
    let first = f32x4.splat(0);
    let last = f32x4.splat(0);
    let gap = f32x4.splat(0);
    let differs = i32x4.splat(0);
    let missingDates = 0;
    let a0 = zero, a1 = zero, a2 = zero, a3 = zero, a4 = zero, a5 = zero, a6 = zero, a7 = zero;
    let b0 = zero, b1 = zero, b2 = zero, b3 = zero, b4 = zero, b5 = zero, b6 = zero, b7 = zero;
    for (let k = 8; k < width; k++) { v128.store(slot(lowRight, k), zero); v128.store(slot(highRight, k), zero); }
    for (let d = 0; d < historyDates; d++) {
      const y = v128.load(values + (<usize>(d * pixels + p) << 2));
      const seen = f32x4.eq(y, y);
      const mask = slot(masks, d);
      differs = v128.or(differs, v128.xor(seen, v128.load(mask)));
      v128.store(mask, seen);
      const day = f32x4.splat(<f32>load<f64>(days + (<usize>d << 3)));
      count = f32x4.add(count, v128.and(seen, f32x4.splat(1)));
      const isFirst = v128.and(seen, f32x4.eq(first, f32x4.splat(0)));
      gap = f32x4.max(gap, v128.andnot(v128.and(seen, f32x4.sub(day, last)), isFirst));
      first = v128.bitselect(day, first, isFirst);
      last = v128.bitselect(day, last, seen);
      if (!i32x4.all_true(seen)) { store<i32>(gone + (<usize>missingDates << 2), d); missingDates++; }
      const known = v128.and(seen, y);
      const low = f64x2.promote_low_f32x4(known);
      const high = upper(known);
      const row = scaled + <usize>d * stride;
      let x = splat(row, 0); a0 = addProduct(a0, low, x); b0 = addProduct(b0, high, x);
      x = splat(row, 1); a1 = addProduct(a1, low, x); b1 = addProduct(b1, high, x);
      x = splat(row, 2); a2 = addProduct(a2, low, x); b2 = addProduct(b2, high, x);
      x = splat(row, 3); a3 = addProduct(a3, low, x); b3 = addProduct(b3, high, x);
      if (width <= 4) continue;
      x = splat(row, 4); a4 = addProduct(a4, low, x); b4 = addProduct(b4, high, x);
      x = splat(row, 5); a5 = addProduct(a5, low, x); b5 = addProduct(b5, high, x);
      if (width <= 6) continue;
      x = splat(row, 6); a6 = addProduct(a6, low, x); b6 = addProduct(b6, high, x);
      x = splat(row, 7); a7 = addProduct(a7, low, x); b7 = addProduct(b7, high, x);
      for (let k = 8; k < width; k++) {
        x = splat(row, k);
        v128.store(slot(lowRight, k), addProduct(v128.load(slot(lowRight, k)), low, x));
        v128.store(slot(highRight, k), addProduct(v128.load(slot(highRight, k)), high, x));
      }
    }
    // The equations: those of the four pixels before where the same looks are missing.
    if (v128.any_true(differs)) {
      for (let i = 0; i < packed; i++) {
        const all = splat(<usize>task.whole, i);
        v128.store(slot(lowMatrix, i), all);
        v128.store(slot(highMatrix, i), all);
      }
      for (let m = 0; m < missingDates; m++) {
        const d = load<i32>(gone + (<usize>m << 2));
        const missing = v128.not(v128.load(slot(masks, d)));
        const product = products + (<usize>(d * packed) << 3);
        const lowMissing = lowerMask(missing);
        const highMissing = upperMask(missing);
        if (v128.any_true(lowMissing)) takeOff(lowMatrix, packed, lowMissing, product);
        if (v128.any_true(highMissing)) takeOff(highMatrix, packed, highMissing, product);
      }
      lowGood = factorise(lowMatrix, width, task.smallestPivot);
      highGood = factorise(highMatrix, width, task.smallestPivot);
    }
    v128.store(lowRight, a0); v128.store(slot(lowRight, 1), a1); v128.store(slot(lowRight, 2), a2); v128.store(slot(lowRight, 3), a3);
    v128.store(highRight, b0); v128.store(slot(highRight, 1), b1); v128.store(slot(highRight, 2), b2); v128.store(slot(highRight, 3), b3);
    if (width > 4) {
      v128.store(slot(lowRight, 4), a4); v128.store(slot(lowRight, 5), a5);
      v128.store(slot(highRight, 4), b4); v128.store(slot(highRight, 5), b5);
    }
    if (width > 6) {
      v128.store(slot(lowRight, 6), a6); v128.store(slot(lowRight, 7), a7);
      v128.store(slot(highRight, 6), b6); v128.store(slot(highRight, 7), b7);
    }
    solve(lowMatrix, lowRight, width);
    solve(highMatrix, highRight, width);
    for (let k = width; k < <i32>task.stride; k++) { v128.store(slot(lowRight, k), zero); v128.store(slot(highRight, k), zero); }
    // Residuals of the history.
    a0 = v128.load(lowRight); a1 = v128.load(slot(lowRight, 1)); a2 = v128.load(slot(lowRight, 2)); a3 = v128.load(slot(lowRight, 3));
    b0 = v128.load(highRight); b1 = v128.load(slot(highRight, 1)); b2 = v128.load(slot(highRight, 2)); b3 = v128.load(slot(highRight, 3));
    if (width > 4) {
      a4 = v128.load(slot(lowRight, 4)); a5 = v128.load(slot(lowRight, 5));
      b4 = v128.load(slot(highRight, 4)); b5 = v128.load(slot(highRight, 5));
    }
    if (width > 6) {
      a6 = v128.load(slot(lowRight, 6)); a7 = v128.load(slot(lowRight, 7));
      b6 = v128.load(slot(highRight, 6)); b7 = v128.load(slot(highRight, 7));
    }
    let lowTotal = zero, highTotal = zero, lowSquare = zero, highSquare = zero;
    for (let d = 0; d < historyDates; d++) {
      const y = v128.load(values + (<usize>(d * pixels + p) << 2));
      const seen = v128.load(slot(masks, d));
      const row = scaled + <usize>d * stride;
      let x = splat(row, 0); let low = f64x2.mul(a0, x); let high = f64x2.mul(b0, x);
      x = splat(row, 1); low = addProduct(low, a1, x); high = addProduct(high, b1, x);
      x = splat(row, 2); low = addProduct(low, a2, x); high = addProduct(high, b2, x);
      x = splat(row, 3); low = addProduct(low, a3, x); high = addProduct(high, b3, x);
      if (width > 4) {
        x = splat(row, 4); low = addProduct(low, a4, x); high = addProduct(high, b4, x);
        x = splat(row, 5); low = addProduct(low, a5, x); high = addProduct(high, b5, x);
      }
      if (width > 6) {
        x = splat(row, 6); low = addProduct(low, a6, x); high = addProduct(high, b6, x);
        x = splat(row, 7); low = addProduct(low, a7, x); high = addProduct(high, b7, x);
      }
      for (let k = 8; k < width; k++) {
        x = splat(row, k);
        low = addProduct(low, v128.load(slot(lowRight, k)), x);
        high = addProduct(high, v128.load(slot(highRight, k)), x);
      }
      low = f64x2.sub(f64x2.promote_low_f32x4(y), low);
      high = f64x2.sub(upper(y), high);
      if (task.areHistoryResidualsWanted != 0) store4(task.residuals, d * pixels + p, low, high);
      low = v128.and(low, lowerMask(seen));
      high = v128.and(high, upperMask(seen));
      lowTotal = f64x2.add(lowTotal, low);
      highTotal = f64x2.add(highTotal, high);
      lowSquare = addProduct(lowSquare, low, low);
      highSquare = addProduct(highSquare, high, high);
    }
    // Coefficients of the rows as they are, in the precision in which they are kept.
    if (task.hasTrend != 0) {
      const scale = f64x2.splat(task.scale);
      const centre = f64x2.splat(task.centre);
      const lowSlope = f64x2.div(v128.load(slot(lowRight, 1)), scale);
      const highSlope = f64x2.div(v128.load(slot(highRight, 1)), scale);
      v128.store(slot(lowRight, 1), lowSlope);
      v128.store(slot(highRight, 1), highSlope);
      v128.store(lowRight, f64x2.sub(v128.load(lowRight), f64x2.mul(lowSlope, centre)));
      v128.store(highRight, f64x2.sub(v128.load(highRight), f64x2.mul(highSlope, centre)));
    }
    for (let k = 0; k < width; k++) {
      const low = f32x4.demote_f64x2_zero(v128.load(slot(lowRight, k)));
      const high = f32x4.demote_f64x2_zero(v128.load(slot(highRight, k)));
      const to = <usize>task.coefficients + (<usize>(k * pixels + p) << 2);
      v128.store64_lane(to, low, 0);
      v128.store64_lane(to, high, 0, 8);
      v128.store(slot(lowKept, k), f64x2.promote_low_f32x4(low));
      v128.store(slot(highKept, k), f64x2.promote_low_f32x4(high));
    }
    // Looks after the history.
    let lastLook = last;
    let wholeGap = gap;
    let later = f32x4.splat(0);
    for (let d = historyDates; d < dates; d++) {
      const y = v128.load(values + (<usize>(d * pixels + p) << 2));
      const seen = f32x4.eq(y, y);
      const day = f32x4.splat(<f32>load<f64>(days + (<usize>d << 3)));
      wholeGap = f32x4.max(wholeGap, v128.and(seen, f32x4.sub(day, lastLook)));
      lastLook = v128.bitselect(day, lastLook, seen);
      later = f32x4.add(later, v128.and(seen, f32x4.splat(1)));
      const row = rows + <usize>d * stride;
      let x = splat(row, 0);
      let low = f64x2.mul(v128.load(lowKept), x);
      let high = f64x2.mul(v128.load(highKept), x);
      for (let k = 1; k < width; k++) {
        x = splat(row, k);
        low = addProduct(low, v128.load(slot(lowKept, k)), x);
        high = addProduct(high, v128.load(slot(highKept, k)), x);
      }
      store4(task.residuals, d * pixels + p, f64x2.sub(f64x2.promote_low_f32x4(y), low), f64x2.sub(upper(y), high));
    }
    store4(task.counts, p, f64x2.promote_low_f32x4(count), upper(count));
    store4(task.sums, p, lowTotal, highTotal);
    store4(task.squares, p, lowSquare, highSquare);
    store4(task.firstDays, p, f64x2.promote_low_f32x4(first), upper(first));
    store4(task.lastDays, p, f64x2.promote_low_f32x4(last), upper(last));
    store4(task.gaps, p, f64x2.promote_low_f32x4(gap), upper(gap));
    store4(task.states, p, v128.and(lowGood, f64x2.splat(1)), v128.and(highGood, f64x2.splat(1)));
    if (task.isWatched == 0) continue;
    wholeGap = f32x4.max(wholeGap, f32x4.sub(f32x4.splat(<f32>task.lastDay), lastLook));
    const mayBeQuiet = v128.and(
      v128.and(f32x4.ge(count, f32x4.splat(<f32>task.fewestLooks)), f32x4.le(wholeGap, f32x4.splat(<f32>task.longestGapDays))),
      f32x4.gt(later, f32x4.splat(0)),
    );
    for (let lane = 0; lane < 4; lane++) {
      const isLane = i32x4.bitmask(mayBeQuiet) & (1 << lane);
      store<u8>(<usize>task.quiet + p + lane, isLane ? isQuiet(task, p + lane) : 0);
    }
  }
}

/** Whether a pixel's sum of residuals stays inside the boundary: `isQuietSum` of harmonicKernel.ts. */
function isQuiet(task: Task, p: i32): u8 {
  const place = <usize>p << 3;
  if (load<f64>(<usize>task.states + place) != 1) return 0;
  const count = load<f64>(<usize>task.counts + place);
  const sum = load<f64>(<usize>task.sums + place);
  const squares = load<f64>(<usize>task.squares + place);
  const mean = sum / count;
  const aboutMean = max<f64>(0, squares - count * mean * mean);
  const freedom = count - task.width;
  const kind = <i32>task.sigmaKind;
  const sigma: f64 = <f64>(<f32>(kind == 0 ? sqrt(aboutMean / count) : sqrt((kind == 1 ? aboutMean : squares) / freedom)));
  const level: f64 = abs<f64>(<f64>load<f32>(<usize>task.coefficients + (<usize>p << 2)));
  if (!(sigma > task.smallestShare * level)) return 0;
  const scale = sigma * sqrt(count);
  const dates = <i32>task.dates;
  const pixels = <i32>task.pixels;
  const historyDates = <i32>task.historyDates;
  const limits = <usize>task.boundaries + (<usize>(<i32>count * (dates - historyDates)) << 3);
  let kept: f32 = <f32>((task.historySign * sum) / scale);
  let seen = 0;
  for (let d = historyDates; d < dates; d++) {
    const residual = load<f64>(<usize>task.residuals + (<usize>(d * pixels + p) << 3));
    if (residual != residual) continue;
    const next: f64 = <f64>kept + residual / scale;
    if (abs<f64>(next) >= load<f64>(limits + (<usize>seen << 3))) return 0;
    kept = <f32>next;
    seen++;
  }
  return 1;
}
