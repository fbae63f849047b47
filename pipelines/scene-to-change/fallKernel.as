// AssemblyScript (compiled by setup/kernels.mjs): the coarse half of the test of fusedDifference.ts for tiles of four
// interleaved bands of 16 bits. Undoes the predictor in place, two pixels at a time; marks pixels without data, and lists
// those whose index may fall by the cut, four at a time in single precision. Whoever calls decides about the listed ones.

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
      // 2 where missing; the listed ones are told by whoever decides about them.
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
