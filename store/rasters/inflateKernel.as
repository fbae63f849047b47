// AssemblyScript (compiled by setup/kernels.mjs): zlib streams (RFC 1950, 1951). Tables of several literals an entry are
// what makes it fast: rasters that were differenced are nearly all literals, of which two or three fit into eleven bits.
// Whatever it does not like is left to Node's zlib: it says so, and nothing more.

/** Bits that the first table of each code looks at, and bits of the tables below it. */
const LITERAL_BITS: u32 = 12;
const LITERAL_BELOW: u32 = 3;
const DISTANCE_BITS: u32 = 9;
const DISTANCE_BELOW: u32 = 6;
const MOST_LITERALS = 288;
const MOST_DISTANCES = 32;

/** The first page is the work area: tables of 32-bit entries, then lengths of codes and counts of lengths. */
const CODES: usize = 1024;
const DISTANCES: usize = CODES + 4 * ((1 << LITERAL_BITS) + (MOST_LITERALS << LITERAL_BELOW));
const LENGTHS: usize = DISTANCES + 4 * ((1 << DISTANCE_BITS) + (MOST_DISTANCES << DISTANCE_BELOW));
const COUNTS: usize = LENGTHS + 512;
const STARTS: usize = COUNTS + 64;
const PRECODE: usize = STARTS + 64;

/**
 * Entries. Bits 0-5: bits that it uses up; 6-7: how many literals it is, which are in bits 8-31. Where it is none:
 * bits 13-27 hold the smallest length or distance, to which the bits are added that are not the code's, and bits 8-12 where
 * those begin (counted as `decodeBlock` holds them); a length may follow a literal: bit 22, and bits 23-30 hold it.
 * With bit 31: the end of the block (bit 30), or a table below, which begins at the number in bits 8-21. 0: no such code.
 */
const LITERALS: u32 = 3 << 6;
const ONE: u32 = 1 << 6;
const PRECEDED: u32 = 1 << 22;
const APART: u32 = 1 << 31;
const END: u32 = 1 << 30;

const BROKEN = -1;
const LONGER = -2;

/** `decodeBlock` holds bits this many places up: so they are places of 32-bit entries at once. */
const SPARE: u32 = 2;

// @ts-ignore: decorator
@inline
function reversed(code: u32, length: u32): u32 {
  let x = code;
  x = ((x & 0x5555) << 1) | ((x >>> 1) & 0x5555);
  x = ((x & 0x3333) << 2) | ((x >>> 2) & 0x3333);
  x = ((x & 0x0f0f) << 4) | ((x >>> 4) & 0x0f0f);
  x = ((x & 0x00ff) << 8) | ((x >>> 8) & 0x00ff);
  return x >>> (16 - length);
}

function literalEntry(symbol: u32, length: u32): u32 {
  if (symbol < 256) return (symbol << 8) | ONE | length;
  if (symbol == 256) return APART | END | length;
  if (symbol > 285) return 0;
  let more: u32 = 0;
  let least: u32 = symbol - 254;
  if (symbol == 285) least = 258;
  else if (symbol >= 265) {
    more = (symbol - 261) >>> 2;
    least = ((4 + ((symbol - 265) & 3)) << more) + 3;
  }
  return (least << 13) | ((length + SPARE) << 8) | (length + more);
}

function distanceEntry(symbol: u32, length: u32): u32 {
  if (symbol > 29) return 0;
  let more: u32 = 0;
  let least: u32 = symbol + 1;
  if (symbol >= 4) {
    more = (symbol >>> 1) - 1;
    least = ((2 + (symbol & 1)) << more) + 1;
  }
  return (least << 13) | ((length + SPARE) << 8) | (length + more);
}

// @ts-ignore: decorator
@inline
function entryOf(kind: i32, symbol: u32, length: u32): u32 {
  if (kind == 0) return literalEntry(symbol, length);
  if (kind == 1) return distanceEntry(symbol, length);
  return (symbol << 13) | length;
}

/** Makes the tables of one code from its lengths, one byte a symbol. False where they make no complete code. */
function makeTable(
  table: usize, lengths: usize, symbols: u32, tableBits: u32, belowBits: u32, kind: i32,
): bool {
  const counts = COUNTS;
  const starts = STARTS;
  memory.fill(counts, 0, 64);
  for (let i: u32 = 0; i < symbols; i++) {
    const count = counts + (<usize>load<u8>(lengths + i) << 2);
    store<u32>(count, load<u32>(count) + 1);
  }
  const unused = load<u32>(counts);
  store<u32>(counts, 0);
  let code: u32 = 0;
  let room: i32 = 1;
  for (let length: u32 = 1; length < 16; length++) {
    const count = load<u32>(counts + (length << 2));
    code = (code + load<u32>(counts + ((length - 1) << 2))) << 1;
    store<u32>(starts + (length << 2), code);
    room = (room << 1) - <i32>count;
    if (room < 0) return false;
  }
  const size: u32 = 1 << tableBits;
  if (room > 0) {
    // One code alone is allowed, or none, for distances.
    if (kind != 1 || symbols - unused > 1) return false;
    memory.fill(table, 0, size << 2);
  }
  const mask = size - 1;
  let below = size;
  // Longer codes first find that there is no table below them yet.
  let isLong = false;
  for (let length = tableBits + 1; length < 16; length++) if (load<u32>(counts + (length << 2)) > 0) isLong = true;
  if (isLong) memory.fill(table, 0, size << 2);
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const length = <u32>load<u8>(lengths + symbol);
    if (length == 0) continue;
    const place = starts + (length << 2);
    const next = load<u32>(place);
    store<u32>(place, next + 1);
    const bits = reversed(next, length);
    if (length <= tableBits) {
      const entry = entryOf(kind, symbol, length);
      const step: u32 = 1 << length;
      for (let i = bits; i < size; i += step) store<u32>(table + (i << 2), entry);
    } else {
      const at = table + ((bits & mask) << 2);
      let pointer = load<u32>(at);
      if (pointer == 0) {
        pointer = APART | (below << 8) | tableBits;
        store<u32>(at, pointer);
        memory.fill(table + (below << 2), 0, 4 << belowBits);
        below += 1 << belowBits;
      }
      const entry = entryOf(kind, symbol, length - tableBits);
      const step: u32 = 1 << (length - tableBits);
      const from = table + (((pointer >>> 8) & 0x3fff) << 2);
      for (let i = bits >>> tableBits; i < 1 << belowBits; i += step) store<u32>(from + (i << 2), entry);
    }
  }
  return true;
}

/** Lets entries of short literals stand for what follows too, as far as its bits are known: two literals, or a length. */
function packLiterals(): void {
  for (let i: i32 = (1 << LITERAL_BITS) - 1; i >= 0; i--) {
    // Entries below this one still stand for one symbol.
    const first = load<u32>(CODES + (<usize>i << 2));
    if ((first & LITERALS) == 0) continue;
    let used = first & 63;
    const second = load<u32>(CODES + (<usize>(i >>> used) << 2));
    const both = used + (second & 63);
    if (both > LITERAL_BITS || <i32>second <= 0) continue;
    let entry: u32;
    if ((second & LITERALS) != 0) {
      const third = load<u32>(CODES + (<usize>(i >>> both) << 2));
      used = both + (third & 63);
      entry = (first & 0xff00) | ((second & 0xff00) << 8);
      if ((third & LITERALS) == 0 || used > LITERAL_BITS) entry |= (2 << 6) | both;
      else entry |= ((third & 0xff00) << 16) | LITERALS | used;
    } else {
      // Lengths to which bits are added are rare after literals so short.
      if (((second >>> 8) & 31) != (second & 63) + SPARE) continue;
      entry = ((first & 0xff00) << 15) | PRECEDED | (second & 0x3fe000) | ((both + SPARE) << 8) | both;
    }
    store<u32>(CODES + (<usize>i << 2), entry);
  }
}

let input: usize = 0;
let bits: u64 = 0;
let held: u32 = 0;

// @ts-ignore: decorator
@inline
function refill(): void {
  bits |= load<u64>(input) << <u64>held;
  input += (63 - held) >>> 3;
  held |= 56;
}

// @ts-ignore: decorator
@inline
function take(count: u32): u32 {
  const value = <u32>(bits & ((<u64>1 << <u64>count) - 1));
  bits >>= <u64>count;
  held -= count;
  return value;
}

/** Reads the codes of a block that brings its own. */
function readCodes(): bool {
  const lengths = LENGTHS;
  refill();
  const literals = take(5) + 257;
  const distances = take(5) + 1;
  const lengthCodes = take(4) + 4;
  if (literals > 286 || distances > 30) return false;
  memory.fill(lengths, 0, 19);
  for (let i: u32 = 0; i < lengthCodes; i++) {
    if (i == 12) refill();
    // The order of RFC 1951, five bits each.
    const order: u64 = i < 12
      ? 16 | (17 << 5) | (18 << 10) | (0 << 15) | (8 << 20) | (<u64>7 << 25) | (<u64>9 << 30) | (<u64>6 << 35) | (<u64>10 << 40) | (<u64>5 << 45) | (<u64>11 << 50) | (<u64>4 << 55)
      : 12 | (3 << 5) | (13 << 10) | (2 << 15) | (14 << 20) | (<u64>1 << 25) | (<u64>15 << 30);
    const symbol = <u32>((order >> <u64>(5 * (i < 12 ? i : i - 12))) & 31);
    store<u8>(lengths + symbol, <u8>take(3));
  }
  if (!makeTable(PRECODE, lengths, 19, 7, 1, 2)) return false;
  const all = literals + distances;
  for (let i: u32 = 0; i < all;) {
    refill();
    const entry = load<u32>(PRECODE + <usize>((bits & 127) << 2));
    if (entry == 0) return false;
    take(entry & 63);
    const symbol = entry >>> 13;
    if (symbol < 16) {
      store<u8>(lengths + i, <u8>symbol);
      i++;
      continue;
    }
    if (symbol == 16 && i == 0) return false;
    const value: u8 = symbol == 16 ? load<u8>(lengths + i - 1) : 0;
    const repeat = symbol == 16 ? take(2) + 3 : symbol == 17 ? take(3) + 3 : take(7) + 11;
    if (i + repeat > all) return false;
    memory.fill(lengths + i, value, repeat);
    i += repeat;
  }
  if (load<u8>(lengths + 256) == 0) return false;
  return (
    makeTable(DISTANCES, lengths + literals, distances, DISTANCE_BITS, DISTANCE_BELOW, 1) &&
    makeTable(CODES, lengths, literals, LITERAL_BITS, LITERAL_BELOW, 0)
  );
}

function fixedCodes(): bool {
  const lengths = LENGTHS;
  memory.fill(lengths, 8, 144);
  memory.fill(lengths + 144, 9, 112);
  memory.fill(lengths + 256, 7, 24);
  memory.fill(lengths + 280, 8, 8);
  memory.fill(lengths + 288, 5, 32);
  return (
    makeTable(DISTANCES, lengths + 288, 32, DISTANCE_BITS, DISTANCE_BELOW, 1) &&
    makeTable(CODES, lengths, 288, LITERAL_BITS, LITERAL_BELOW, 0)
  );
}

// @ts-ignore: decorator
@inline
function copyFar(to: usize, distance: usize, length: usize): void {
  const end = to + length;
  do {
    v128.store(to, v128.load(to - distance));
    to += 16;
  } while (to < end);
}

/** Repeats what is less than sixteen bytes back. */
function copyNear(to: usize, distance: usize, length: usize): void {
  const end = to + length;
  if (distance >= 8) {
    do {
      store<u64>(to, load<u64>(to - distance));
      to += 8;
    } while (to < end);
  } else if (distance == 1) {
    const value = i8x16.splat(load<u8>(to - 1));
    do {
      v128.store(to, value);
      to += 16;
    } while (to < end);
  } else {
    do {
      store<u8>(to, load<u8>(to - distance));
      to++;
    } while (to < end);
  }
}

/** Most that one turn of the fast loop writes: literals, a match, and what copying it writes too much. */
const FAST_OUT: usize = 12 + 258 + 16;
/** Bytes that one turn may look at. */
const FAST_IN: usize = 24;

// @ts-ignore: decorator
@inline
function added(entry: u32, bits: u64): u32 {
  return (<u32>bits & ((1 << ((entry & 63) + SPARE)) - 1)) >>> ((entry >>> 8) & 31);
}

// @ts-ignore: decorator
@inline
function codeAt(buffer: u64): u32 {
  return load<u32>(<usize>(<u32>buffer & (((1 << LITERAL_BITS) - 1) << SPARE)), CODES);
}

// @ts-ignore: decorator
@inline
function distanceAt(buffer: u64): u32 {
  return load<u32>(<usize>(<u32>buffer & (((1 << DISTANCE_BITS) - 1) << SPARE)), DISTANCES);
}

// @ts-ignore: decorator
@inline
function codeBelow(entry: u32, buffer: u64): u32 {
  return load<u32>(((<usize>entry >>> 6) & 0xfffc) + <usize>(<u32>buffer & (((1 << LITERAL_BELOW) - 1) << SPARE)), CODES);
}

// @ts-ignore: decorator
@inline
function distanceBelow(entry: u32, buffer: u64): u32 {
  return load<u32>(((<usize>entry >>> 6) & 0xfffc) + <usize>(<u32>buffer & (((1 << DISTANCE_BELOW) - 1) << SPARE)), DISTANCES);
}

/**
 * The symbols of one block. Shifts take no more of an entry than its bits 0-5, and of `left` only those count: what else it is
 * lessened by may stay. Returns the end of what is written, or 0 where it is broken, 1 where it is longer. Whenever the
 * fast loop begins anew it holds 26 bits or more: an entry (12 and 5 more) and a distance's place (9).
 */
function decodeBlock(start: usize, at: usize, end: usize, inputEnd: usize): usize {
  let to = at;
  let from = input;
  let buffer = bits << SPARE;
  let left = held + SPARE;
  const fastTo = end > start + FAST_OUT ? end - FAST_OUT : 0;
  const fastFrom = inputEnd > FAST_IN ? inputEnd - FAST_IN : 0;
  if (left > 63) {
    left -= 8;
    from -= 1;
    buffer = (buffer << (64 - <u64>left)) >> (64 - <u64>left);
  }
  buffer |= load<u64>(from) << <u64>left;
  from += (~left & 63) >>> 3;
  left |= 56;
  while (to < fastTo && from < fastFrom) {
    let entry = codeAt(buffer);
    if ((entry & LITERALS) != 0) {
      store<u32>(to, entry >>> 8);
      to += (entry >>> 6) & 3;
      buffer >>= <u64>entry;
      left -= entry;
      entry = codeAt(buffer);
      buffer |= load<u64>(from) << <u64>left;
      from += (~left & 63) >>> 3;
      left |= 56;
      if ((entry & LITERALS) != 0) {
        store<u32>(to, entry >>> 8);
        to += (entry >>> 6) & 3;
        buffer >>= <u64>entry;
        left -= entry;
        entry = codeAt(buffer);
        if ((entry & LITERALS) != 0) {
          store<u32>(to, entry >>> 8);
          to += (entry >>> 6) & 3;
          buffer >>= <u64>entry;
          left -= entry;
          continue;
        }
      }
    }
    let saved = buffer;
    buffer >>= <u64>entry;
    left -= entry;
    let far = distanceAt(buffer);
    buffer |= load<u64>(from) << <u64>left;
    from += (~left & 63) >>> 3;
    left |= 56;
    if (<i32>entry <= 0) {
      if (entry == 0) return 0;
      if ((entry & END) == 0) {
        entry = codeBelow(entry, buffer);
        if (entry == 0) return 0;
        saved = buffer;
        buffer >>= <u64>entry;
        left -= entry;
        far = distanceAt(buffer);
        buffer |= load<u64>(from) << <u64>left;
        from += (~left & 63) >>> 3;
        left |= 56;
        if ((entry & LITERALS) != 0) {
          store<u8>(to, <u8>(entry >>> 8));
          to++;
          continue;
        }
      }
      if ((entry & APART) != 0) {
        input = from;
        bits = buffer >> SPARE;
        held = (left & 63) - SPARE;
        return to;
      }
    }
    store<u8>(to, <u8>(entry >>> 23));
    to += (entry >>> 22) & 1;
    const length = <usize>(((entry >>> 13) & 511) + added(entry, saved));
    if (<i32>far <= 0) {
      if (far == 0) return 0;
      buffer >>= <u64>DISTANCE_BITS;
      left -= DISTANCE_BITS;
      far = distanceBelow(far, buffer);
      if (far == 0) return 0;
    }
    const distance = <usize>((far >>> 13) + added(far, buffer));
    buffer >>= <u64>far;
    left -= far;
    if (distance > to - start) return 0;
    if (distance >= 16) {
      v128.store(to, v128.load(to - distance));
      if (length > 16) copyFar(to + 16, distance, length - 16);
    } else {
      copyNear(to, distance, length);
    }
    to += length;
  }
  input = from;
  bits = buffer >> SPARE;
  held = (left & 63) - SPARE;
  return finishBlock(start, to, end, inputEnd);
}

/** The same near the end of either range, where nothing is read or written in advance. */
function finishBlock(start: usize, at: usize, end: usize, inputEnd: usize): usize {
  let to = at;
  while (true) {
    if (input > inputEnd + 8) return 0;
    refill();
    let entry = codeAt(bits << SPARE);
    if ((entry & (APART | END | LITERALS)) == APART) {
      take(LITERAL_BITS);
      entry = codeBelow(entry, bits << SPARE);
    }
    if (entry == 0) return 0;
    const count = (entry >>> 6) & 3;
    if (count > 0) {
      if (to + count > end) return 1;
      for (let i: u32 = 0; i < count; i++) store<u8>(to + i, <u8>(entry >>> (8 + 8 * i)));
      to += count;
      take(entry & 63);
      continue;
    }
    if ((entry & APART) != 0) {
      take(entry & 63);
      return to;
    }
    if ((entry & PRECEDED) != 0) {
      if (to >= end) return 1;
      store<u8>(to, <u8>(entry >>> 23));
      to++;
    }
    const length = <usize>(((entry >>> 13) & 511) + added(entry, bits << SPARE));
    take(entry & 63);
    let far = distanceAt(bits << SPARE);
    if ((far & APART) != 0) {
      take(DISTANCE_BITS);
      far = distanceBelow(far, bits << SPARE);
    }
    if (far == 0) return 0;
    const distance = <usize>((far >>> 13) + added(far, bits << SPARE));
    take(far & 63);
    if (distance > to - start) return 0;
    if (to + length > end) return 1;
    for (let i: usize = 0; i < length; i++) store<u8>(to + i, load<u8>(to + i - distance));
    to += length;
  }
}

/** Blocks of sixteen bytes whose sums, and the sums of those, sixteen bits bear; and groups of them that 32 bits bear. */
const BLOCKS: usize = 15;
const GROUPS: usize = 100;
const GROUP_BYTES: usize = BLOCKS << 4;

/** Adler-32 (RFC 1950), sixteen bytes at a time. */
function checksum(at: usize, length: usize): u32 {
  let a: u32 = 1;
  let b: u64 = 0;
  const end = at + length;
  const weights = i16x8(16, 14, 12, 10, 8, 6, 4, 2);
  const ones = i16x8.splat(1);
  const none = i64x2.splat(0);
  while (at < end) {
    const groups = min<usize>(GROUPS, (end - at) / GROUP_BYTES);
    if (groups == 0) {
      a = (a + load<u8>(at)) % 65521;
      b += a;
      at++;
      continue;
    }
    let sums = none;
    let sumsBefore = none;
    let weighted = none;
    for (let group: usize = 0; group < groups; group++) {
      let pairs = none;
      let seconds = none;
      let before = none;
      for (const last = at + GROUP_BYTES; at < last; at += 16) {
        const bytes = v128.load(at);
        before = i16x8.add(before, pairs);
        pairs = i16x8.add(pairs, i16x8.extadd_pairwise_i8x16_u(bytes));
        seconds = i16x8.add(seconds, i16x8.shr_u(bytes, 8));
      }
      sumsBefore = i32x4.add(sumsBefore, sums);
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(pairs));
      // Of a pair the first byte weighs one more than the second.
      weighted = i32x4.add(weighted, i32x4.sub(i32x4.dot_i16x8_s(pairs, weights), i32x4.dot_i16x8_s(seconds, ones)));
      weighted = i32x4.add(weighted, i32x4.shl(i32x4.extadd_pairwise_i16x8_u(before), 4));
    }
    b = (b + <u64>a * (groups * GROUP_BYTES) + lanes(weighted) + <u64>lanes(sumsBefore) * GROUP_BYTES) % 65521;
    a = (a + lanes(sums)) % 65521;
  }
  return (<u32>(b % 65521) << 16) | a;
}

// @ts-ignore: decorator
@inline
function lanes(sums: v128): u32 {
  return (
    i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3)
  );
}

/**
 * Inflates a whole stream, beside the first page. Both ranges are followed by sixteen bytes that may be read, and overwritten.
 * Returns the bytes written, or a negative number where the stream is broken, longer, or of a kind not known here.
 */
export function inflate(source: usize, sourceLength: usize, target: usize, targetLength: usize): i32 {
  if (sourceLength < 8) return BROKEN;
  const head = (<u32>load<u8>(source) << 8) | load<u8>(source + 1);
  if (head % 31 != 0 || (head & 0x0f20) != 0x0800 || head >>> 12 > 7) return BROKEN;
  const end = target + targetLength;
  const inputEnd = source + sourceLength;
  let to = target;
  input = source + 2;
  bits = 0;
  held = 0;
  let isLast: u32 = 0;
  while (isLast == 0) {
    refill();
    isLast = take(1);
    const kind = take(2);
    if (kind == 0) {
      // Whole bytes that were looked at in advance go back.
      input -= held >>> 3;
      const length = <usize>load<u16>(input);
      if ((length ^ 0xffff) != load<u16>(input + 2)) return BROKEN;
      input += 4;
      if (input + length > inputEnd) return BROKEN;
      if (to + length > end) return LONGER;
      memory.copy(to, input, length);
      to += length;
      input += length;
      bits = 0;
      held = 0;
    } else {
      if (kind == 3) return BROKEN;
      if (!(kind == 1 ? fixedCodes() : readCodes())) return BROKEN;
      packLiterals();
      to = decodeBlock(target, to, end, inputEnd);
      if (to < 2) return to == 1 ? LONGER : BROKEN;
    }
    if (input - (held >>> 3) > inputEnd) return BROKEN;
  }
  input -= held >>> 3;
  if (input + 4 > inputEnd) return BROKEN;
  const stated = bswap<u32>(load<u32>(input));
  return checksum(target, to - target) == stated ? <i32>(to - target) : BROKEN;
}
