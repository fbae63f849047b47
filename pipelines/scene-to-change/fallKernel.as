// AssemblyScript (compiled by setup/kernels.mjs): judgedTile.ts for tiles of four interleaved bands of 16 bits. `testTile` undoes
// the predictor in place, two pixels at a time; marks pixels without data, and lists those whose index may fall by the cut,
// four at a time in single precision. `judgeListed` decides about the listed ones and tells their classes, bit for bit as the
// plain code does: what that rounds to single precision is rounded here.

// @ts-ignore: decorator
@inline
function undo(at: usize, carry: v128): v128 {
  const steps = v128.load(at);
  const both = i16x8.add(steps, i8x16.shuffle(steps, i64x2.splat(0), 16, 17, 18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6, 7));
  const words = i16x8.add(both, carry);
  v128.store(at, words);
  return words;
}

// @ts-ignore: decorator
@inline
function lastPixel(words: v128): v128 {
  return i8x16.shuffle(words, words, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
}

// Bytes of one band of two pixels, as the lower or the upper pair of four 32-bit lanes.
// @ts-ignore: decorator
@inline
function lowPair(band: i32): v128 {
  const at = <u8>(2 * band);
  let places = i8x16.splat(-1);
  places = i8x16.replace_lane(places, 0, at);
  places = i8x16.replace_lane(places, 1, at + 1);
  places = i8x16.replace_lane(places, 4, at + 8);
  places = i8x16.replace_lane(places, 5, at + 9);
  return places;
}

// @ts-ignore: decorator
@inline
function highPair(band: i32): v128 {
  const low = lowPair(band);
  return i64x2.shuffle(i8x16.splat(-1), low, 0, 2);
}

// @ts-ignore: decorator
@inline
function bandOf(first: v128, second: v128, low: v128, high: v128): v128 {
  return f32x4.convert_i32x4_s(v128.or(i8x16.swizzle(first, low), i8x16.swizzle(second, high)));
}

export let notSeen: i32 = 0;

/** Returns how many pixels are listed; columns, rows: inside the image; `codes` is `columns` wide, with room for 3 more. */
export function testTile(
  before: usize, after: usize, width: i32, columns: i32, rows: i32,
  isDifferencedBefore: i32, isDifferencedAfter: i32, missingBefore: i32, missingAfter: i32,
  firstBand: i32, secondBand: i32, twiceWeight: f32, least: f32, codes: usize, listed: usize,
): i32 {
  const lowFirst = lowPair(firstBand);
  const highFirst = highPair(firstBand);
  const lowSecond = lowPair(secondBand);
  const highSecond = highPair(secondBand);
  const noWord = i16x8.splat(<i16>missingBefore);
  const noWordAfter = i16x8.splat(<i16>missingAfter);
  const canMiss = missingBefore > 0xffff ? i64x2.splat(0) : i64x2.splat(-1);
  const canMissAfter = missingAfter > 0xffff ? i64x2.splat(0) : i64x2.splat(-1);
  const weight = f32x4.splat(twiceWeight);
  const cut = f32x4.splat(least);
  const none = i64x2.splat(0);
  const keep = isDifferencedBefore != 0;
  const keepAfter = isDifferencedAfter != 0;
  let count = 0;
  let unseen = 0;
  for (let y = 0; y < rows; y++) {
    let carry = none;
    let carryAfter = none;
    let u = before + (<usize>(y * width) << 3);
    let v = after + (<usize>(y * width) << 3);
    let to = y * columns;
    for (let x = 0; x < columns; x += 4) {
      let u0: v128, u1: v128, v0: v128, v1: v128;
      if (keep) {
        u0 = undo(u, carry);
        u1 = undo(u + 16, lastPixel(u0));
        carry = lastPixel(u1);
      } else {
        u0 = v128.load(u);
        u1 = v128.load(u + 16);
      }
      if (keepAfter) {
        v0 = undo(v, carryAfter);
        v1 = undo(v + 16, lastPixel(v0));
        carryAfter = lastPixel(v1);
      } else {
        v0 = v128.load(v);
        v1 = v128.load(v + 16);
      }
      const hole0 = v128.or(v128.and(i16x8.eq(u0, noWord), canMiss), v128.and(i16x8.eq(v0, noWordAfter), canMissAfter));
      const hole1 = v128.or(v128.and(i16x8.eq(u1, noWord), canMiss), v128.and(i16x8.eq(v1, noWordAfter), canMissAfter));
      const missing = i32x4.shuffle(i64x2.ne(hole0, none), i64x2.ne(hole1, none), 0, 2, 4, 6);
      const a = bandOf(u0, u1, lowFirst, highFirst);
      const b = bandOf(u0, u1, lowSecond, highSecond);
      const e = bandOf(v0, v1, lowFirst, highFirst);
      const f = bandOf(v0, v1, lowSecond, highSecond);
      const difference = f32x4.mul(weight, f32x4.sub(f32x4.mul(e, b), f32x4.mul(a, f)));
      const sums = f32x4.mul(f32x4.add(a, b), f32x4.add(e, f));
      const stays = v128.or(f32x4.lt(difference, f32x4.mul(cut, sums)), missing);
      const room = columns - x;
      const inside = room >= 4 ? 15 : (1 << room) - 1;
      const holes = i32x4.bitmask(missing) & inside;
      let falls = ~i32x4.bitmask(stays) & inside;
      // 2 where missing; the listed ones are decided about later.
      const code = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_u(v128.and(missing, i32x4.splat(2)), none), none);
      v128.store32_lane(codes + <usize>(to + x), code, 0);
      unseen += popcnt(holes);
      while (falls != 0) {
        store<i32>(listed + (<usize>count << 2), to + x + ctz(falls));
        count++;
        falls &= falls - 1;
      }
      u += 32;
      v += 32;
    }
  }
  notSeen = unseen;
  return count;
}

/** Facts about a pair, as `worker/compute/fallKernel.ts` lays them out: numbers of 64 bits, then six bands, then classes. */
const SCALES: usize = 0;
const WEIGHT: usize = 16;
const CUT: usize = 24;
const MOST_EXCESS: usize = 32;
const LEAST_REFLECTANCE: usize = 40;
const LEAST_MEMBERSHIP: usize = 48;
/** Blue, green, red, near infrared, two of short waves: gain, offset and place (-1: none) before, then after. */
const BANDS: usize = 64;
const BAND_BYTES: usize = 48;
const AFTER: usize = 24;
/** Room for the features of two pixels. */
const FEATURES: usize = BANDS + 6 * BAND_BYTES;
/** Count of classes; of each its code and count of conditions, of those the limit, the steepness and the feature's place. */
const CLASSES: usize = FEATURES + 8 * 16;
const CONDITION_BYTES: usize = 24;

// @ts-ignore: decorator
@inline
function ratio(first: u32, second: u32, scale: f64): f64 {
  const a = <f64>(<f32>(<f64>first * scale));
  const b = <f64>(<f32>(<f64>second * scale));
  const sum = a + b;
  return sum == 0 ? 0 : <f64>(<f32>((a - b) / sum));
}

/** Keeps of the listed pixels those that changed, now by their places in the tile; returns how many. */
function decide(
  before: usize, after: usize, width: i32, columns: i32, firstBand: i32, secondBand: i32,
  count: i32, listed: usize, facts: usize, codes: usize, excess: usize,
): i32 {
  const scaleBefore = load<f64>(facts, SCALES);
  const scaleAfter = load<f64>(facts, SCALES + 8);
  const weight = load<f64>(facts, WEIGHT);
  const cut = load<f64>(facts, CUT);
  const most = load<f64>(facts, MOST_EXCESS);
  const first = <usize>firstBand << 1;
  const second = <usize>secondBand << 1;
  let changed = 0;
  let shift = 0;
  let rowEnd = columns;
  for (let i = 0; i < count; i++) {
    const place = load<i32>(listed + (<usize>i << 2));
    while (place >= rowEnd) {
      rowEnd += columns;
      shift += width - columns;
    }
    const at = <usize>(place + shift) << 3;
    const was = ratio(load<u16>(before + at + first), load<u16>(before + at + second), scaleBefore);
    const is = ratio(load<u16>(after + at + first), load<u16>(after + at + second), scaleAfter);
    const score = max<f64>(0, weight * <f64>(<f32>(is - was)));
    if (score < cut) continue;
    store<u8>(codes + place, 1);
    store<i32>(listed + (<usize>changed << 2), place + shift);
    store<u16>(excess + (<usize>changed << 1), <u16>min<f64>(most, floor<f64>((1000 * score) / cut + 0.5)));
    changed++;
  }
  return changed;
}

/** Bytes of one band of two pixels, as the lower two of four 32-bit lanes; zeros where there is no such band. */
function pairOf(band: i32): v128 {
  if (band < 0) return i8x16.splat(-1);
  const low = lowPair(band);
  return i32x4.shuffle(low, low, 0, 1, 2, 3);
}

// @ts-ignore: decorator
@inline
function reflectance(words: v128, places: v128, band: usize, scale: v128, least: v128): v128 {
  const values = f64x2.mul(f64x2.convert_low_i32x4_u(i8x16.swizzle(words, places)), scale);
  const stored = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(values));
  return f64x2.pmax(f64x2.add(f64x2.mul(stored, v128.load64_splat(band)), v128.load64_splat(band + 8)), least);
}

// @ts-ignore: decorator
@inline
function normalised(a: v128, b: v128): v128 {
  return f64x2.div(f64x2.sub(a, b), f64x2.add(a, b));
}

/** Class codes of the changed pixels of one date, two pixels at a time. @param side 0 before, AFTER after */
function classify(words: usize, scaleOf: f64, side: usize, count: i32, listed: usize, facts: usize, codes: usize): void {
  const bands = facts + BANDS + side;
  const atBlue = pairOf(load<i32>(bands, 16));
  const atGreen = pairOf(load<i32>(bands + BAND_BYTES, 16));
  const atRed = pairOf(load<i32>(bands + 2 * BAND_BYTES, 16));
  const atNir = pairOf(load<i32>(bands + 3 * BAND_BYTES, 16));
  const atSwir1 = pairOf(load<i32>(bands + 4 * BAND_BYTES, 16));
  const atSwir2 = pairOf(load<i32>(bands + 5 * BAND_BYTES, 16));
  const hasSwir1 = load<i32>(bands + 4 * BAND_BYTES, 16) >= 0;
  const scale = f64x2.splat(scaleOf);
  const leastValue = v128.load64_splat(facts, LEAST_REFLECTANCE);
  const leastSure = v128.load64_splat(facts, LEAST_MEMBERSHIP);
  const one = f64x2.splat(1);
  const three = f64x2.splat(3);
  const classes = load<u32>(facts, CLASSES);
  for (let i = 0; i < count; i += 2) {
    const next = i + 1 < count ? i + 1 : i;
    const here = words + (<usize>load<i32>(listed + (<usize>i << 2)) << 3);
    const there = words + (<usize>load<i32>(listed + (<usize>next << 2)) << 3);
    const pair = v128.load64_lane(there, v128.load64_zero(here), 1);
    const blue = reflectance(pair, atBlue, bands, scale, leastValue);
    const green = reflectance(pair, atGreen, bands + BAND_BYTES, scale, leastValue);
    const red = reflectance(pair, atRed, bands + 2 * BAND_BYTES, scale, leastValue);
    const nir = reflectance(pair, atNir, bands + 3 * BAND_BYTES, scale, leastValue);
    let dry = nir;
    if (hasSwir1) {
      dry = reflectance(pair, atSwir1, bands + 4 * BAND_BYTES, scale, leastValue);
      const swir2 = reflectance(pair, atSwir2, bands + 5 * BAND_BYTES, scale, leastValue);
      v128.store(facts, normalised(dry, nir), FEATURES + 32);
      v128.store(facts, f64x2.div(swir2, dry), FEATURES + 96);
      v128.store(facts, dry, FEATURES + 112);
    }
    v128.store(facts, normalised(nir, red), FEATURES);
    v128.store(facts, normalised(green, dry), FEATURES + 16);
    v128.store(facts, normalised(red, blue), FEATURES + 48);
    v128.store(facts, f64x2.div(f64x2.add(f64x2.add(blue, green), red), three), FEATURES + 64);
    v128.store(facts, f64x2.div(nir, red), FEATURES + 80);
    let best = i64x2.splat(0);
    let code = i64x2.splat(0);
    let at = facts + CLASSES + 8;
    for (let k: u32 = 0; k < classes; k++) {
      const own = v128.load32_splat(at);
      const end = at + 8 + CONDITION_BYTES * <usize>load<u32>(at, 4);
      let weakest = one;
      for (at += 8; at < end; at += CONDITION_BYTES) {
        const feature = v128.load(facts + FEATURES + <usize>load<u32>(at, 16));
        const met = f64x2.mul(f64x2.sub(feature, v128.load64_splat(at)), v128.load64_splat(at, 8));
        weakest = f64x2.pmin(weakest, met);
        if (!v128.any_true(f64x2.gt(weakest, best))) break;
      }
      at = end;
      const isBetter = f64x2.gt(weakest, best);
      best = v128.bitselect(weakest, best, isBetter);
      code = v128.bitselect(own, code, isBetter);
      if (i64x2.all_true(f64x2.ge(best, one))) break;
    }
    code = v128.andnot(code, f64x2.lt(best, leastSure));
    store<u8>(codes + i, <u8>i32x4.extract_lane(code, 0));
    // One beyond the last is spare.
    store<u8>(codes + i + 1, <u8>i32x4.extract_lane(code, 2));
  }
}

/**
 * Decides about the pixels that `testTile` listed, in ascending order. Marks those that changed in `codes`, and writes their class
 * codes before and after and their excess, in that order, each with room for one more than are listed. Returns how many.
 */
export function judgeListed(
  before: usize, after: usize, width: i32, columns: i32, firstBand: i32, secondBand: i32,
  count: i32, listed: usize, facts: usize, codes: usize, fromCodes: usize, toCodes: usize, excess: usize,
): i32 {
  const changed = decide(before, after, width, columns, firstBand, secondBand, count, listed, facts, codes, excess);
  classify(before, load<f64>(facts, SCALES), 0, changed, listed, facts, fromCodes);
  classify(after, load<f64>(facts, SCALES + 8), AFTER, changed, listed, facts, toCodes);
  return changed;
}
