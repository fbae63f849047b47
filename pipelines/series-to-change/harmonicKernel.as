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
  coefficients: f64; counts: f64; sums: f64; squares: f64; powers: f64; firstDays: f64; lastDays: f64; gaps: f64; states: f64;
  residuals: f64; areHistoryResidualsWanted: f64;
  isWatched: f64; ordinary: f64; crossings: f64; processes: f64;
  sigmaKind: f64; historySign: f64; fewestLooks: f64; longestGapDays: f64; lastDay: f64; smallestShare: f64; boundaries: f64;
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

// @ts-ignore: decorator
@inline
function store4(at: f64, p: i32, low: v128, high: v128): void {
  const to = <usize>at + (<usize>p << 3);
  v128.store(to, low);
  v128.store(to, high, 16);
}

// What follows from the dates that a pixel sees alone is kept for pixels that see the same ones: numbers in a row, behind the
// words of 32 dates each that tell which.
const GOOD = 0;
const COUNT = 1;
const FIRST_DAY = 2;
const LAST_DAY = 3;
const GAP = 4;
/** 1 where looks came regularly to the end of the series. */
const REGULAR = 5;
/** Factor of the equations, packed; then sums of the regressors, and boundaries of the looks after the history by date. */
const FACTOR = 6;

/** Entries of the table, a power of two: those of a neighbourhood fit the cache. */
const ENTRIES: usize = 4096;

/** Which dates each of four pixels sees, 32 to a word: the words of one pixel stand 16 bytes apart, pixels side by side. */
function noteSeen(values: usize, pixels: i32, p: i32, dates: i32, words: usize): void {
  const step = <usize>pixels << 2;
  let at = values + (<usize>p << 2);
  for (let d = 0; d < dates; d += 32) {
    let word = i32x4.splat(0);
    let bit = i32x4.splat(1);
    const end = min(dates, d + 32);
    for (let k = d; k < end; k++, at += step) {
      const y = v128.load(at);
      word = v128.or(word, v128.and(f32x4.eq(y, y), bit));
      bit = i32x4.shl(bit, 1);
    }
    v128.store(words + (<usize>(d >> 5) << 4), word);
  }
}

/** Whether two pixels see different dates. */
// @ts-ignore: decorator
@inline
function differ(words: usize, others: usize, wordCount: i32): bool {
  for (let w: usize = 0; w < <usize>wordCount; w++) {
    if (load<u32>(words + (w << 4)) != load<u32>(others + (w << 4))) return true;
  }
  return false;
}

/**
 * The facts of the pixel whose words begin at `words`; made where the table has none.
 * @param a, b, c facts of the pixels beside it, which must stay
 */
function factsOf(task: Task, words: usize, wordCount: i32, table: usize, entryBytes: usize, a: usize, b: usize, c: usize): usize {
  let hash: u32 = 0;
  for (let w = 0; w < wordCount; w++) hash = (hash ^ load<u32>(words + (<usize>w << 4))) * 0x9e3779b1;
  let entry = table + <usize>(hash >> 20) * entryBytes;
  const head = <usize>((wordCount + 2) >> 1) << 3;
  // A word that is 1 where the entry was made, then the key.
  let isSame = load<u32>(entry) == 1;
  for (let w = 0; w < wordCount; w++) {
    if (load<u32>(entry + 4 + (<usize>w << 2)) != load<u32>(words + (<usize>w << 4))) isSame = false;
  }
  if (isSame) return entry + head;
  // Where a neighbour's facts are in the way, one of four places behind the table is free.
  for (let spare = table + ENTRIES * entryBytes; entry + head == a || entry + head == b || entry + head == c; spare += entryBytes) entry = spare;
  store<u32>(entry, 1);
  for (let w = 0; w < wordCount; w++) store<u32>(entry + 4 + (<usize>w << 2), load<u32>(words + (<usize>w << 4)));
  makeFacts(task, words, entry + head);
  return entry + head;
}

// @ts-ignore: decorator
@inline
function isSeen(words: usize, d: i32): bool { return ((load<u32>(words + (<usize>(d >> 5) << 4)) >> (d & 31)) & 1) != 0; }

function makeFacts(task: Task, words: usize, facts: usize): void {
  const dates = <i32>task.dates;
  const historyDates = <i32>task.historyDates;
  const width = <i32>task.width;
  const packed = (width * (width + 1)) >> 1;
  const days = <usize>task.days;
  const factor = facts + (FACTOR << 3);
  memory.copy(factor, <usize>task.whole, <usize>packed << 3);
  let count = 0.0, first = 0.0, last = 0.0, gap = 0.0;
  for (let d = 0; d < historyDates; d++) {
    if (!isSeen(words, d)) {
      const product = <usize>task.products + (<usize>(d * packed) << 3);
      let i: usize = 0;
      for (; i + 1 < <usize>packed; i += 2) {
        const at = factor + (i << 3);
        v128.store(at, f64x2.sub(v128.load(at), v128.load(product + (i << 3))));
      }
      if (i < <usize>packed) store<f64>(factor + (i << 3), load<f64>(factor + (i << 3)) - load<f64>(product + (i << 3)));
      continue;
    }
    const day = load<f64>(days + (<usize>d << 3));
    if (first == 0) first = day;
    else gap = max(gap, day - last);
    last = day;
    count += 1;
  }
  let wholeGap = gap, lastLook = last, later = 0;
  const limits = factor + (<usize>(packed + width) << 3);
  let limit = <usize>task.boundaries + (<usize>(<i32>count * (dates - historyDates)) << 3);
  for (let d = historyDates; d < dates; d++) {
    if (task.isWatched != 0) store<f32>(limits + (<usize>(d - historyDates) << 2), <f32>load<f64>(limit));
    if (!isSeen(words, d)) continue;
    const day = load<f64>(days + (<usize>d << 3));
    wholeGap = max(wholeGap, day - lastLook);
    lastLook = day;
    later++;
    limit += 8;
  }
  wholeGap = max(wholeGap, task.lastDay - lastLook);
  for (let k = 0; k < width; k++) store<f64>(factor + (<usize>(packed + k) << 3), load<f64>(factor + (<usize>((k * (k + 1)) >> 1) << 3)));
  const isRegular = count >= task.fewestLooks && wholeGap <= task.longestGapDays && later > 0;
  store<f64>(facts + (GOOD << 3), factorise(factor, width, task.smallestPivot) ? 1 : 0);
  store<f64>(facts + (COUNT << 3), count);
  store<f64>(facts + (FIRST_DAY << 3), first);
  store<f64>(facts + (LAST_DAY << 3), last);
  store<f64>(facts + (GAP << 3), gap);
  store<f64>(facts + (REGULAR << 3), isRegular ? 1 : 0);
}

// @ts-ignore: decorator
@inline
function cell(matrix: usize, i: i32, j: i32): usize { return matrix + (<usize>(((i * (i + 1)) >> 1) + j) << 3); }

/**
 * Cholesky factor of a packed lower triangle, in place; the diagonal holds inverses.
 * @returns whether the equations have a single solution
 */
function factorise(matrix: usize, width: i32, smallestPivot: f64): bool {
  for (let j = 0; j < width; j++) {
    const own = load<f64>(cell(matrix, j, j));
    let pivot = own;
    for (let k = 0; k < j; k++) pivot -= load<f64>(cell(matrix, j, k)) * load<f64>(cell(matrix, j, k));
    if (!(pivot > own * smallestPivot)) return false;
    const inverse = 1 / sqrt(pivot);
    store<f64>(cell(matrix, j, j), inverse);
    for (let i = j + 1; i < width; i++) {
      let sum = load<f64>(cell(matrix, i, j));
      for (let k = 0; k < j; k++) sum -= load<f64>(cell(matrix, i, k)) * load<f64>(cell(matrix, j, k));
      store<f64>(cell(matrix, i, j), sum * inverse);
    }
  }
  return true;
}

/** Boundaries of four pixels on one date. */
// @ts-ignore: decorator
@inline
function limitsOf(f0: usize, f1: usize, f2: usize, f3: usize, at: usize): v128 {
  return v128.load32_lane(f3 + at, v128.load32_lane(f2 + at, v128.load32_lane(f1 + at, v128.load32_zero(f0 + at), 1), 2), 3);
}

/** A fact of two pixels. */
// @ts-ignore: decorator
@inline
function both(one: usize, other: usize, k: i32): v128 {
  const at = <usize>k << 3;
  return v128.load64_lane(other + at, v128.load64_zero(one + at), 1);
}

/** Sigma of a pair of pixels, in the precision in which it is kept. */
// @ts-ignore: decorator
@inline
function sigmaOf(kind: i32, width: i32, count: v128, sum: v128, square: v128): v128 {
  const mean = f64x2.div(sum, count);
  const aboutMean = f64x2.max(f64x2.splat(0), f64x2.sub(square, f64x2.mul(f64x2.mul(count, mean), mean)));
  const sigma = kind == 0
    ? f64x2.sqrt(f64x2.div(aboutMean, count))
    : f64x2.sqrt(f64x2.div(kind == 1 ? aboutMean : square, f64x2.sub(count, f64x2.splat(<f64>width))));
  return rounded(sigma);
}

/** In the precision in which numbers are kept. */
// @ts-ignore: decorator
@inline
function rounded(pair: v128): v128 { return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(pair)); }

/** @param scale, offset of the values' units: physical = value * scale + offset */
export function fitHarmonics(at: usize, scaleOfUnit: f64, offsetOfUnit: f64): void {
  const task = changetype<Task>(at);
  const unitScale = f64x2.splat(scaleOfUnit);
  const unitOffset = f64x2.splat(offsetOfUnit);
  const values = <usize>task.values;
  const days = <usize>task.days;
  const dates = <i32>task.dates;
  const historyDates = <i32>task.historyDates;
  const laterDates = dates - historyDates;
  const pixels = <i32>task.pixels;
  const rows = <usize>task.rows;
  const scaled = <usize>task.scaled;
  const products = <usize>task.products;
  const width = <i32>task.width;
  const stride = <usize>task.stride << 3;
  const packed = (width * (width + 1)) >> 1;
  const areResidualsWanted = task.areHistoryResidualsWanted != 0;
  const zero = f64x2.splat(0);
  // Work memory: of both pairs factors, right sides, and right sides before solving or coefficients as they are kept; then
  // what four pixels see, and the table of facts.
  const slots = <i32>task.stride;
  const lowMatrix = <usize>task.work;
  const highMatrix = slot(lowMatrix, packed);
  const lowRight = slot(highMatrix, packed);
  const highRight = slot(lowRight, slots);
  const lowKept = slot(highRight, slots);
  const highKept = slot(lowKept, slots);
  const wordCount = (dates + 31) >> 5;
  const words = slot(highKept, slots);
  const wordsBefore = slot(words, wordCount);
  const table = slot(wordsBefore, wordCount);
  const ones = FACTOR + packed;
  const limits = ones + width;
  const entryBytes = (<usize>((wordCount + 2) >> 1) + limits + ((laterDates + 1) >> 1)) << 3;
  let f3: usize = 0;
  for (let p = 0; p < pixels; p += 4) {
    // A pixel mostly sees what its neighbour sees.
    for (let w = 0; w < wordCount; w++) store<u32>(wordsBefore + (<usize>w << 4), load<u32>(words + 12 + (<usize>w << 4)));
    noteSeen(values, pixels, p, dates, words);
    const f0 = p == 0 || differ(words, wordsBefore, wordCount) ? factsOf(task, words, wordCount, table, entryBytes, 0, 0, 0) : f3;
    const f1 = differ(words + 4, words, wordCount) ? factsOf(task, words + 4, wordCount, table, entryBytes, f0, 0, 0) : f0;
    const f2 = differ(words + 8, words + 4, wordCount) ? factsOf(task, words + 8, wordCount, table, entryBytes, f0, f1, 0) : f1;
    f3 = differ(words + 12, words + 8, wordCount) ? factsOf(task, words + 12, wordCount, table, entryBytes, f0, f1, f2) : f2;
    for (let i = 0; i < packed; i++) {
      v128.store(slot(lowMatrix, i), both(f0, f1, FACTOR + i));
      v128.store(slot(highMatrix, i), both(f2, f3, FACTOR + i));
    }
    // Right sides, and the sum of squares of the values.
    let lowPower = zero, highPower = zero;
    let a0 = zero, a1 = zero, a2 = zero, a3 = zero, a4 = zero, a5 = zero, a6 = zero, a7 = zero;
    let b0 = zero, b1 = zero, b2 = zero, b3 = zero, b4 = zero, b5 = zero, b6 = zero, b7 = zero;
    for (let k = 8; k < width; k++) { v128.store(slot(lowRight, k), zero); v128.store(slot(highRight, k), zero); }
    for (let d = 0; d < historyDates; d++) {
      const y = v128.load(values + (<usize>(d * pixels + p) << 2));
      const known = v128.and(y, f32x4.eq(y, y));
      const low = f64x2.promote_low_f32x4(known);
      const high = upper(known);
      const row = scaled + <usize>d * stride;
      lowPower = addProduct(lowPower, low, low);
      highPower = addProduct(highPower, high, high);
      a0 = f64x2.add(a0, low); b0 = f64x2.add(b0, high);
      let x = splat(row, 1); a1 = addProduct(a1, low, x); b1 = addProduct(b1, high, x);
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
    for (let k = 0; k < width; k++) {
      v128.store(slot(lowKept, k), v128.load(slot(lowRight, k)));
      v128.store(slot(highKept, k), v128.load(slot(highRight, k)));
    }
    solve(lowMatrix, lowRight, width);
    solve(highMatrix, highRight, width);
    let lowTotal: v128, highTotal: v128, lowSquare: v128, highSquare: v128;
    if (areResidualsWanted) {
      lowTotal = zero; highTotal = zero; lowSquare = zero; highSquare = zero;
      for (let d = 0; d < historyDates; d++) {
        const y = v128.load(values + (<usize>(d * pixels + p) << 2));
        const mask = f32x4.eq(y, y);
        const row = scaled + <usize>d * stride;
        let low = v128.load(lowRight);
        let high = v128.load(highRight);
        for (let k = 1; k < width; k++) {
          const x = splat(row, k);
          low = addProduct(low, v128.load(slot(lowRight, k)), x);
          high = addProduct(high, v128.load(slot(highRight, k)), x);
        }
        low = f64x2.sub(f64x2.promote_low_f32x4(y), low);
        high = f64x2.sub(upper(y), high);
        store4(task.residuals, d * pixels + p, f64x2.mul(low, unitScale), f64x2.mul(high, unitScale));
        low = v128.and(low, lowerMask(mask));
        high = v128.and(high, upperMask(mask));
        lowTotal = f64x2.add(lowTotal, low);
        highTotal = f64x2.add(highTotal, high);
        lowSquare = addProduct(lowSquare, low, low);
        highSquare = addProduct(highSquare, high, high);
      }
    } else {
      // Of least squares: the residuals' sums without the residuals.
      lowTotal = v128.load(lowKept); highTotal = v128.load(highKept);
      lowSquare = lowPower; highSquare = highPower;
      for (let k = 0; k < width; k++) {
        const low = v128.load(slot(lowRight, k));
        const high = v128.load(slot(highRight, k));
        lowTotal = f64x2.sub(lowTotal, f64x2.mul(low, both(f0, f1, ones + k)));
        highTotal = f64x2.sub(highTotal, f64x2.mul(high, both(f2, f3, ones + k)));
        lowSquare = f64x2.sub(lowSquare, f64x2.mul(low, v128.load(slot(lowKept, k))));
        highSquare = f64x2.sub(highSquare, f64x2.mul(high, v128.load(slot(highKept, k))));
      }
      lowSquare = f64x2.max(zero, lowSquare);
      highSquare = f64x2.max(zero, highSquare);
    }
    // Physical units: nothing is lost where they are those of the values, of scale 1 and offset 0.
    lowTotal = f64x2.mul(lowTotal, unitScale);
    highTotal = f64x2.mul(highTotal, unitScale);
    lowSquare = f64x2.mul(f64x2.mul(lowSquare, unitScale), unitScale);
    highSquare = f64x2.mul(f64x2.mul(highSquare, unitScale), unitScale);
    lowPower = f64x2.mul(f64x2.mul(lowPower, unitScale), unitScale);
    highPower = f64x2.mul(f64x2.mul(highPower, unitScale), unitScale);
    for (let k = 0; k < width; k++) {
      v128.store(slot(lowRight, k), f64x2.mul(v128.load(slot(lowRight, k)), unitScale));
      v128.store(slot(highRight, k), f64x2.mul(v128.load(slot(highRight, k)), unitScale));
    }
    v128.store(lowRight, f64x2.add(v128.load(lowRight), unitOffset));
    v128.store(highRight, f64x2.add(v128.load(highRight), unitOffset));
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
    const lowCount = both(f0, f1, COUNT);
    const highCount = both(f2, f3, COUNT);
    const lowGood = both(f0, f1, GOOD);
    const highGood = both(f2, f3, GOOD);
    store4(task.counts, p, lowCount, highCount);
    store4(task.sums, p, lowTotal, highTotal);
    store4(task.squares, p, lowSquare, highSquare);
    store4(task.powers, p, lowPower, highPower);
    store4(task.firstDays, p, both(f0, f1, FIRST_DAY), both(f2, f3, FIRST_DAY));
    store4(task.lastDays, p, both(f0, f1, LAST_DAY), both(f2, f3, LAST_DAY));
    store4(task.gaps, p, both(f0, f1, GAP), both(f2, f3, GAP));
    store4(task.states, p, lowGood, highGood);
    // Looks after the history, and the sum of their residuals up to where it first lies beyond its boundary.
    const isWatched = task.isWatched != 0;
    const lowSigma = sigmaOf(<i32>task.sigmaKind, width, lowCount, lowTotal, lowSquare);
    const highSigma = sigmaOf(<i32>task.sigmaKind, width, highCount, highTotal, highSquare);
    const lowScale = f64x2.mul(lowSigma, f64x2.sqrt(lowCount));
    const highScale = f64x2.mul(highSigma, f64x2.sqrt(highCount));
    const scale = demoted(lowScale, highScale);
    const sign = f64x2.splat(task.historySign);
    let process = demoted(f64x2.div(f64x2.mul(sign, lowTotal), lowScale), f64x2.div(f64x2.mul(sign, highTotal), highScale));
    let before = process;
    let crossing = f32x4.splat(-1);
    let isOpen = i32x4.splat(-1);
    let limitAt = <usize>limits << 3;
    a0 = v128.load(lowKept); a1 = v128.load(slot(lowKept, 1)); a2 = v128.load(slot(lowKept, 2)); a3 = v128.load(slot(lowKept, 3));
    b0 = v128.load(highKept); b1 = v128.load(slot(highKept, 1)); b2 = v128.load(slot(highKept, 2)); b3 = v128.load(slot(highKept, 3));
    a4 = v128.load(slot(lowKept, 4)); a5 = v128.load(slot(lowKept, 5)); a6 = v128.load(slot(lowKept, 6)); a7 = v128.load(slot(lowKept, 7));
    b4 = v128.load(slot(highKept, 4)); b5 = v128.load(slot(highKept, 5)); b6 = v128.load(slot(highKept, 6)); b7 = v128.load(slot(highKept, 7));
    for (let d = historyDates; d < dates; d++) {
      const y = v128.load(values + (<usize>(d * pixels + p) << 2));
      const row = rows + <usize>d * stride;
      let x = splat(row, 1);
      let low = addProduct(a0, a1, x);
      let high = addProduct(b0, b1, x);
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
        low = addProduct(low, v128.load(slot(lowKept, k)), x);
        high = addProduct(high, v128.load(slot(highKept, k)), x);
      }
      low = f64x2.sub(rounded(addProduct(unitOffset, f64x2.promote_low_f32x4(y), unitScale)), low);
      high = f64x2.sub(rounded(addProduct(unitOffset, upper(y), unitScale)), high);
      store4(task.residuals, d * pixels + p, low, high);
      if (!isWatched) continue;
      // A date without a look adds nothing.
      const mask = f32x4.eq(y, y);
      const next = f32x4.add(process, f32x4.div(v128.and(mask, demoted(low, high)), scale));
      const beyond = v128.and(v128.and(mask, isOpen), f32x4.ge(f32x4.abs(next), limitsOf(f0, f1, f2, f3, limitAt)));
      limitAt += 4;
      isOpen = v128.andnot(isOpen, beyond);
      crossing = v128.bitselect(f32x4.splat(<f32>d), crossing, beyond);
      before = v128.bitselect(process, before, beyond);
      process = next;
    }
    if (!isWatched) continue;
    store4(task.crossings, p, f64x2.promote_low_f32x4(crossing), upper(crossing));
    process = v128.bitselect(process, before, isOpen);
    store4(task.processes, p, f64x2.promote_low_f32x4(process), upper(process));
    // Squared: sigma over the level of the values.
    const share = f64x2.splat(task.smallestShare * task.smallestShare);
    const lowClear = f64x2.gt(lowSquare, f64x2.mul(share, lowPower));
    const highClear = f64x2.gt(highSquare, f64x2.mul(share, highPower));
    const half = f64x2.splat(0.5);
    const lowOrdinary = v128.and(lowClear, f64x2.gt(f64x2.mul(lowGood, both(f0, f1, REGULAR)), half));
    const highOrdinary = v128.and(highClear, f64x2.gt(f64x2.mul(highGood, both(f2, f3, REGULAR)), half));
    for (let lane = 0; lane < 2; lane++) {
      const place = <usize>task.ordinary + p + lane;
      store<u8>(place, (i64x2.bitmask(lowOrdinary) >> lane) & 1);
      store<u8>(place + 2, (i64x2.bitmask(highOrdinary) >> lane) & 1);
    }
  }
}

/** Four single precision numbers of two pairs. */
// @ts-ignore: decorator
@inline
function demoted(low: v128, high: v128): v128 {
  return i8x16.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}

/**
 * Stored samples of one date as physical values in single precision; NaN where they are nodata or not finite.
 * @param kind 0: 8 bits, 1: 16 bits, 2: 16 bits with a sign, 3: floating point
 * @param nodata NaN: there is none
 */
export function takeStored(kind: i32, from: usize, to: usize, count: i32, nodata: f64, scale: f64, offset: f64): void {
  const nothing = f32x4.splat(NaN);
  const factor = f64x2.splat(scale);
  const shift = f64x2.splat(offset);
  if (kind == 3) {
    const none = f32x4.splat(<f32>nodata);
    for (let i = 0; i < count; i += 4) {
      const stored = v128.load(from + (<usize>i << 2));
      const low = f64x2.add(f64x2.mul(f64x2.promote_low_f32x4(stored), factor), shift);
      const high = f64x2.add(f64x2.mul(upper(stored), factor), shift);
      const isFinite = f32x4.eq(f32x4.sub(stored, stored), f32x4.splat(0));
      const isThere = v128.andnot(isFinite, f32x4.eq(stored, none));
      v128.store(to + (<usize>i << 2), v128.bitselect(demoted(low, high), nothing, isThere));
    }
    return;
  }
  // No sample of 16 bits has the value that stands for no nodata.
  const missing = i32x4.splat(nodata == nodata && abs(nodata) < 1e9 && nodata == floor(nodata) ? <i32>nodata : i32.MAX_VALUE);
  if (kind == 2 && scale == 1 && offset == 0) {
    for (let i = 0; i < count; i += 8) {
      const eight = v128.load(from + (<usize>i << 1));
      const low = i32x4.extend_low_i16x8_s(eight);
      const high = i32x4.extend_high_i16x8_s(eight);
      // All bits set is NaN.
      v128.store(to + (<usize>i << 2), v128.or(f32x4.convert_i32x4_s(low), i32x4.eq(low, missing)));
      v128.store(to + (<usize>i << 2), v128.or(f32x4.convert_i32x4_s(high), i32x4.eq(high, missing)), 16);
    }
    return;
  }
  for (let i = 0; i < count; i += 4) {
    let words: v128;
    if (kind == 2) words = i32x4.extend_low_i16x8_s(v128.load64_zero(from + (<usize>i << 1)));
    else if (kind == 1) words = i32x4.extend_low_i16x8_u(v128.load64_zero(from + (<usize>i << 1)));
    else words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(from + <usize>i)));
    const low = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(words), factor), shift);
    const others = i8x16.shuffle(words, words, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
    const high = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(others), factor), shift);
    // All bits set is NaN.
    v128.store(to + (<usize>i << 2), v128.or(demoted(low, high), i32x4.eq(words, missing)));
  }
}
