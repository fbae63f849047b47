// AssemblyScript (compiled by setup/kernels.mjs): linearForms.ts and gaussianSmoothing.ts for tiles of four interleaved bands of
// 16 bits, to the same bits: double precision, term by term in the same order, two pixels at a time. Pixels without data are NaN.

/** One date of a tile: where its words are, which place of a pixel each band has, and what they say. */
class Side {
  words: i32; isDifferenced: i32; missing: i32; place0: i32; place1: i32; place2: i32; place3: i32; isScaled: i32;
  scale: f64;
}

/** Two words of one place of two pixels, undone and in 32-bit lanes. */
// @ts-ignore: decorator
@inline
function placesOf(place: i32): v128 {
  const at = <u8>(2 * place);
  let places = i8x16.splat(-1);
  places = i8x16.replace_lane(places, 0, at);
  places = i8x16.replace_lane(places, 1, at + 1);
  places = i8x16.replace_lane(places, 4, at + 8);
  places = i8x16.replace_lane(places, 5, at + 9);
  return places;
}

/** Two pixels without the predictor, in place. @param last the two before them */
// @ts-ignore: decorator
@inline
function undo(at: usize, last: v128): v128 {
  const steps = v128.load(at);
  const both = i16x8.add(steps, i64x2.shuffle(i64x2.splat(0), steps, 0, 2));
  const words = i16x8.add(both, i64x2.shuffle(last, last, 1, 1));
  v128.store(at, words);
  return words;
}

// @ts-ignore: decorator
@inline
function valuesOf(words: v128, places: v128, isScaled: bool, scale: v128): v128 {
  const whole = f64x2.convert_low_i32x4_s(i8x16.swizzle(words, places));
  if (!isScaled) return whole;
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(f64x2.mul(whole, scale)));
}

// @ts-ignore: decorator
@inline
function plus(sum: v128, coefficient: usize, value: v128): v128 {
  return f64x2.add(sum, f64x2.mul(v128.load64_splat(coefficient), value));
}

/** All bits of a pixel that holds the missing word. */
// @ts-ignore: decorator
@inline
function holes(words: v128, missing: v128, canMiss: v128): v128 {
  return i64x2.ne(v128.and(i16x8.eq(words, missing), canMiss), i64x2.splat(0));
}

/** Rows are `width` pixels; columns `from` to before `to` are wanted. Rows of `out` begin with column `from`. */
class Tile {
  width: i32; from: i32; to: i32; rows: i32;
  /** Nine numbers each: four coefficients before, four after, the constant. */
  forms: i32; formCount: i32; isRoot: i32;
  out: i32; outWidth: i32;
  /** Takes the places in the tile of sums that are at least `least`. */
  listed: i32; least: f32;
}

/** Sums of squares; undoes the predictor in place up to the last wanted column. Returns how many places are listed. */
export function squares(tile: Tile, before: Side, after: Side): i32 {
  const a0 = placesOf(before.place0), a1 = placesOf(before.place1), a2 = placesOf(before.place2), a3 = placesOf(before.place3);
  const b0 = placesOf(after.place0), b1 = placesOf(after.place1), b2 = placesOf(after.place2), b3 = placesOf(after.place3);
  const missing = i16x8.splat(<i16>before.missing), missingAfter = i16x8.splat(<i16>after.missing);
  const canMiss = before.missing > 0xffff ? i64x2.splat(0) : i64x2.splat(-1);
  const canMissAfter = after.missing > 0xffff ? i64x2.splat(0) : i64x2.splat(-1);
  const isScaled = before.isScaled != 0, isScaledAfter = after.isScaled != 0;
  const scale = f64x2.splat(before.scale), scaleAfter = f64x2.splat(after.scale);
  const isDifferenced = before.isDifferenced != 0, isDifferencedAfter = after.isDifferenced != 0;
  const nan = f64x2.splat(NaN);
  const least = f32x4.splat(tile.least);
  const firstForm: usize = tile.forms;
  const endOfForms = firstForm + <usize>(tile.formCount * 72);
  const from = tile.from, to = tile.to;
  let listed: usize = tile.listed;
  for (let y = 0; y < tile.rows; y++) {
    const row = y * tile.width;
    let u: usize = before.words + (row << 3);
    let v: usize = after.words + (row << 3);
    let out: usize = tile.out + ((y * tile.outWidth) << 2);
    let words = i64x2.splat(0);
    let wordsAfter = words;
    for (let x = 0; x < to; x += 2, u += 16, v += 16) {
      words = isDifferenced ? undo(u, words) : v128.load(u);
      wordsAfter = isDifferencedAfter ? undo(v, wordsAfter) : v128.load(v);
      if (x < from) continue;
      const u0 = valuesOf(words, a0, isScaled, scale), u1 = valuesOf(words, a1, isScaled, scale);
      const u2 = valuesOf(words, a2, isScaled, scale), u3 = valuesOf(words, a3, isScaled, scale);
      const v0 = valuesOf(wordsAfter, b0, isScaledAfter, scaleAfter), v1 = valuesOf(wordsAfter, b1, isScaledAfter, scaleAfter);
      const v2 = valuesOf(wordsAfter, b2, isScaledAfter, scaleAfter), v3 = valuesOf(wordsAfter, b3, isScaledAfter, scaleAfter);
      let sum = f64x2.splat(0);
      for (let form = firstForm; form < endOfForms; form += 72) {
        let value = v128.load64_splat(form + 64);
        value = plus(plus(plus(plus(value, form, u0), form + 8, u1), form + 16, u2), form + 24, u3);
        value = plus(plus(plus(plus(value, form + 32, v0), form + 40, v1), form + 48, v2), form + 56, v3);
        sum = f64x2.add(sum, f64x2.mul(value, value));
      }
      const isMissing = v128.or(holes(words, missing, canMiss), holes(wordsAfter, missingAfter, canMissAfter));
      let single = f32x4.demote_f64x2_zero(v128.bitselect(nan, sum, isMissing));
      // Roots are taken of what single precision holds, as of a stored square.
      if (tile.isRoot) single = f32x4.demote_f64x2_zero(f64x2.sqrt(f64x2.promote_low_f32x4(single)));
      v128.store64_lane(out, single, 0);
      out += 8;
      const isListed = i32x4.bitmask(f32x4.ge(single, least));
      if (isListed & 1) { store<i32>(listed, row + x); listed += 4; }
      if ((isListed & 2) != 0 && x + 1 < to) { store<i32>(listed, row + x + 1); listed += 4; }
    }
  }
  return <i32>(listed - tile.listed) >> 2;
}

/** A row of smoothing: `width` values, 2 `radius` + 1 weights. Slots of the ring hold a row of sums and one of weights. */
class Smoothing {
  width: i32; radius: i32; weights: i32;
  ring: i32; slotBytes: i32;
  /** Two rows of doubles with `radius` + 2 zeros on either side, which stay. */
  padded: i32; paddedBytes: i32;
  /** Columns of the row that are looked at, and what they must reach. */
  from: i32; to: i32; leastOwn: f32; leastSmoothed: f32;
  smoothed: i32; changed: i32;
}

/** Sums and weights of a row along itself, into a slot. */
export function smoothAlong(smoothing: Smoothing, values: usize, slot: i32): void {
  const width = smoothing.width;
  const taps = 2 * smoothing.radius + 1;
  const one = f64x2.splat(1);
  const padded: usize = smoothing.padded, marks: usize = padded + smoothing.paddedBytes;
  const inner = <usize>(smoothing.radius << 3);
  for (let x = 0; x < width; x += 2) {
    const value = f64x2.promote_low_f32x4(v128.load64_zero(values + (<usize>x << 2)));
    const isThere = f64x2.eq(value, value);
    v128.store(padded + inner + (<usize>x << 3), v128.and(value, isThere));
    v128.store(marks + inner + (<usize>x << 3), v128.and(one, isThere));
  }
  if ((width & 1) != 0) {
    store<f64>(padded + inner + (<usize>width << 3), 0);
    store<f64>(marks + inner + (<usize>width << 3), 0);
  }
  let sums: usize = smoothing.ring + slot * smoothing.slotBytes;
  const weights: usize = smoothing.weights;
  const half = <usize>(smoothing.slotBytes >> 1);
  for (let x = 0; x < width; x += 2, sums += 16) {
    let sum = f64x2.splat(0), weight = sum;
    let at = padded + (<usize>x << 3), mark = marks + (<usize>x << 3);
    for (let k = 0; k < taps; k++, at += 8, mark += 8) {
      const w = v128.load64_splat(weights + (<usize>k << 3));
      sum = f64x2.add(sum, f64x2.mul(w, v128.load(at)));
      weight = f64x2.add(weight, f64x2.mul(w, v128.load(mark)));
    }
    v128.store(sums, sum);
    v128.store(sums + half, weight);
  }
}

export let unseen: i32 = 0;

/**
 * Smooths a row across the slots of its neighbours; `changed` takes the columns that reach both limits, `unseen` says how many
 * of those looked at hold no data. Returns how many changed.
 * @param own the row's values
 * @param first slot of the first of `count` rows; their weights begin at `firstWeight`
 */
export function smoothAcross(smoothing: Smoothing, own: usize, first: i32, count: i32, firstWeight: i32): i32 {
  const taps = 2 * smoothing.radius + 1;
  const slotBytes = <usize>smoothing.slotBytes, half = slotBytes >> 1;
  const ring: usize = smoothing.ring, weights: usize = smoothing.weights + (firstWeight << 3);
  const leastOwn = f32x4.splat(smoothing.leastOwn), leastSmoothed = f32x4.splat(smoothing.leastSmoothed);
  const to = smoothing.to;
  let changed: usize = smoothing.changed;
  let holes = 0;
  for (let x = smoothing.from; x < to; x += 2) {
    let numerator = f64x2.splat(0), denominator = numerator;
    const offset = <usize>x << 3;
    let slot = first;
    for (let k = 0; k < count; k++) {
      const w = v128.load64_splat(weights + (<usize>k << 3));
      const at = ring + <usize>slot * slotBytes + offset;
      numerator = f64x2.add(numerator, f64x2.mul(w, v128.load(at)));
      denominator = f64x2.add(denominator, f64x2.mul(w, v128.load(at + half)));
      slot = slot + 1 == taps ? 0 : slot + 1;
    }
    const smoothed = f32x4.demote_f64x2_zero(f64x2.div(numerator, denominator));
    const single = v128.load64_zero(own + (<usize>x << 2));
    const inside = to - x >= 2 ? 3 : 1;
    holes += popcnt(i32x4.bitmask(f32x4.ne(single, single)) & inside);
    const isChanged = i32x4.bitmask(v128.and(f32x4.ge(smoothed, leastSmoothed), f32x4.ge(single, leastOwn))) & inside;
    if (isChanged == 0) continue;
    v128.store64_lane(<usize>smoothing.smoothed + (<usize>x << 2), smoothed, 0);
    if (isChanged & 1) { store<i32>(changed, x); changed += 4; }
    if (isChanged & 2) { store<i32>(changed, x + 1); changed += 4; }
  }
  unseen = holes;
  return <i32>(changed - smoothing.changed) >> 2;
}
