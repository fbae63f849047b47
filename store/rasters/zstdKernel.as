// AssemblyScript (compiled by setup/kernels.mjs): Zstandard frames (RFC 8878), as writers of TIFF make them: one frame, no
// dictionary. libzstd built to WebAssembly takes half as long again, since it reads bits in words of 32.
// Whatever it does not like is left to libzstd: it says so, and nothing more.

/** The first pages are the work area: tables, then the literals of a block. */
const HUFFMAN: usize = 1024;
const HUFFMAN_BITS: u32 = 12;
const LITERAL_LENGTHS: usize = HUFFMAN + (2 << HUFFMAN_BITS);
const MATCH_LENGTHS: usize = LITERAL_LENGTHS + (8 << 9);
const OFFSETS: usize = MATCH_LENGTHS + (8 << 9);
const WEIGHT_STATES: usize = OFFSETS + (8 << 8);
const SHARES: usize = WEIGHT_STATES + (8 << 6);
const NEXT: usize = SHARES + 512;
const SPREAD: usize = NEXT + 512;
const WEIGHTS: usize = SPREAD + 512;
const RANKS: usize = WEIGHTS + 512;
const LITERALS: usize = 65536;
const MOST_LITERALS: u32 = 1 << 17;

const BROKEN = -1;

/** Bits of a block's stream, which is read from its end: the last eight bytes looked at, and how many of their bits are used up. */
let last: usize = 0;
let held: u64 = 0;
let used: u32 = 0;

// @ts-ignore: decorator
@inline
function highBit(value: u32): u32 {
  return 31 - clz<u32>(value);
}

/** Begins to read from the end of a range, whose last bit set only marks the end. */
function openBits(start: usize, end: usize): bool {
  if (end <= start) return false;
  const mark = <u32>load<u8>(end - 1);
  if (mark == 0) return false;
  last = end - 8;
  held = load<u64>(last);
  used = 8 - highBit(mark);
  return true;
}

// @ts-ignore: decorator
@inline
function reload(): void {
  last -= used >>> 3;
  used &= 7;
  held = load<u64>(last);
}

/** The next bits, at most 56 between two reloads. */
// @ts-ignore: decorator
@inline
function take(count: u32): u32 {
  const value = <u32>(((held << <u64>used) >> 1) >> <u64>(63 - count));
  used += count;
  return value;
}

/** Bits of a range that are left; negative where more were taken than there are. */
// @ts-ignore: decorator
@inline
function bitsLeft(start: usize): i32 {
  return ((<i32>last - <i32>start + 8) << 3) - <i32>used;
}

let tableBits: u32 = 0;
let symbolCount: u32 = 0;

/** Reads the shares of symbols (RFC 8878, 4.1.1) into `SHARES`; returns where it ends, or 0. */
function readShares(at: usize, end: usize, mostBits: u32, mostSymbols: u32): usize {
  if (at + 1 > end) return 0;
  tableBits = (<u32>load<u8>(at) & 15) + 5;
  if (tableBits > mostBits) return 0;
  let bit: u32 = 4;
  let remaining: i32 = (1 << tableBits) + 1;
  let threshold: i32 = 1 << tableBits;
  let width = tableBits + 1;
  let symbol: u32 = 0;
  while (remaining > 1 && symbol < mostSymbols) {
    const from = at + (bit >>> 3);
    if (from > end) return 0;
    let value = <i32>(load<u64>(from) >> <u64>(bit & 7));
    const most = 2 * threshold - 1 - remaining;
    let share = value & (threshold - 1);
    if (share < most) bit += width - 1;
    else {
      share = value & (2 * threshold - 1);
      if (share >= threshold) share -= most;
      bit += width;
    }
    share--;
    remaining -= share < 0 ? 1 : share;
    store<i16>(SHARES + (<usize>symbol << 1), <i16>share);
    symbol++;
    while (remaining < threshold) {
      width--;
      threshold >>= 1;
    }
    if (share != 0) continue;
    // How many more symbols have no share, in twos of bits.
    let repeat: u32 = 3;
    while (repeat == 3) {
      const here = at + (bit >>> 3);
      if (here > end) return 0;
      repeat = (<u32>load<u16>(here) >>> (bit & 7)) & 3;
      bit += 2;
      if (symbol + repeat > mostSymbols) return 0;
      for (let i: u32 = 0; i < repeat; i++, symbol++) store<i16>(SHARES + (<usize>symbol << 1), 0);
    }
  }
  symbolCount = symbol;
  const after = at + ((bit + 7) >>> 3);
  return remaining == 1 && after <= end ? after : 0;
}

const PLAIN = 0;
const LITERAL_LENGTH = 1;
const OFFSET = 2;
const MATCH_LENGTH = 3;

/** Bits that are added to what a code stands for (RFC 8878, 3.1.1.3.2.1.1). */
function addedBits(kind: i32, code: u32): u32 {
  if (kind == OFFSET) return code;
  if (kind == LITERAL_LENGTH) {
    if (code < 16) return 0;
    return code < 20 ? 1 : code < 22 ? 2 : code < 24 ? 3 : code == 24 ? 4 : code - 19;
  }
  if (code < 32) return 0;
  return code < 36 ? 1 : code < 38 ? 2 : code < 40 ? 3 : code < 42 ? 4 : code == 42 ? 5 : code - 36;
}

/** The least that a code stands for; lengths go on where the code before ends. */
function leastOf(kind: i32, code: u32): u32 {
  if (kind == PLAIN) return code;
  if (kind == OFFSET) return <u32>1 << code;
  let least: u32 = kind == MATCH_LENGTH ? 3 : 0;
  for (let before: u32 = 0; before < code; before++) least += <u32>1 << addedBits(kind, before);
  return least;
}

// @ts-ignore: decorator
@inline
function stateOf(kind: i32, symbol: u32, bits: u32, next: u32): u64 {
  const added = kind == PLAIN ? 0 : addedBits(kind, symbol);
  return (<u64>leastOf(kind, symbol) << 32) | <u64>((added << 24) | (bits << 16) | next);
}

/**
 * Makes a table of states of the shares at hand (RFC 8878, 4.1.1): of each the next one without its bits (0-15), how many bits those
 * are (16-23), how many are added to what it stands for (24-31), and the least of that.
 */
function makeStates(table: usize, kind: i32): void {
  const size: u32 = 1 << tableBits;
  let high = size;
  for (let symbol: u32 = 0; symbol < symbolCount; symbol++) {
    const share = load<i16>(SHARES + (<usize>symbol << 1));
    if (share == -1) store<u8>(SPREAD + --high, <u8>symbol);
    store<u16>(NEXT + (<usize>symbol << 1), share == -1 ? 1 : share);
  }
  const step = (size >>> 1) + (size >>> 3) + 3;
  let place: u32 = 0;
  for (let symbol: u32 = 0; symbol < symbolCount; symbol++) {
    const share = load<i16>(SHARES + (<usize>symbol << 1));
    for (let i = 0; i < share; i++) {
      store<u8>(SPREAD + place, <u8>symbol);
      do place = (place + step) & (size - 1);
      while (place >= high);
    }
  }
  for (let i: u32 = 0; i < size; i++) {
    const symbol = <u32>load<u8>(SPREAD + i);
    const from = NEXT + (<usize>symbol << 1);
    const next = <u32>load<u16>(from);
    store<u16>(from, <u16>(next + 1));
    const bits = tableBits - highBit(next);
    store<u64>(table + (<usize>i << 3), stateOf(kind, symbol, bits, (next << bits) - size));
  }
}

let huffmanBits: u32 = 0;

/** Reads a Huffman code (RFC 8878, 4.2.1) and makes its table; returns where its description ends, or 0. */
function readHuffman(at: usize, end: usize): usize {
  if (at >= end) return 0;
  const head = <u32>load<u8>(at);
  let count: u32 = 0;
  let after: usize;
  if (head >= 128) {
    count = head - 127;
    after = at + 1 + ((count + 1) >>> 1);
    if (after > end) return 0;
    for (let i: u32 = 0; i < count; i++) {
      const both = load<u8>(at + 1 + (i >>> 1));
      store<u8>(WEIGHTS + i, (i & 1) == 0 ? both >>> 4 : both & 15);
    }
  } else {
    after = at + 1 + head;
    if (after > end) return 0;
    count = readWeights(at + 1, after);
    if (count == 0) return 0;
  }
  return makeHuffman(count) ? after : 0;
}

/** Weights that two states tell in turns; returns how many, or 0. */
function readWeights(at: usize, end: usize): u32 {
  const start = readShares(at, end, 6, 16);
  if (start == 0) return 0;
  makeStates(WEIGHT_STATES, PLAIN);
  if (!openBits(start, end)) return 0;
  let here = take(tableBits);
  let there = take(tableBits);
  let count: u32 = 0;
  while (count < 254) {
    const state = load<u64>(WEIGHT_STATES + (<usize>here << 3));
    store<u8>(WEIGHTS + count, <u8>(state >> 32));
    count++;
    const bits = <u32>(state >> 16) & 255;
    reload();
    if (bitsLeft(start) < <i32>bits) {
      store<u8>(WEIGHTS + count, <u8>(load<u64>(WEIGHT_STATES + (<usize>there << 3)) >> 32));
      return count + 1;
    }
    here = there;
    there = (<u32>state & 0xffff) + take(bits);
  }
  return 0;
}

/** Table of the code whose weights are given, all but the last. Entries: bits 0-7 how many bits, 8-15 the symbol. */
function makeHuffman(count: u32): bool {
  memory.fill(RANKS, 0, 64);
  let sum: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const weight = <u32>load<u8>(WEIGHTS + i);
    if (weight > HUFFMAN_BITS) return false;
    if (weight > 0) sum += 1 << (weight - 1);
  }
  if (sum == 0) return false;
  huffmanBits = highBit(sum) + 1;
  if (huffmanBits > HUFFMAN_BITS) return false;
  const rest = (<u32>1 << huffmanBits) - sum;
  if (popcnt(rest) != 1) return false;
  store<u8>(WEIGHTS + count, <u8>(highBit(rest) + 1));
  for (let i: u32 = 0; i <= count; i++) {
    const rank = RANKS + (<usize>load<u8>(WEIGHTS + i) << 2);
    store<u32>(rank, load<u32>(rank) + 1);
  }
  let place: u32 = 0;
  for (let weight: u32 = 1; weight <= huffmanBits; weight++) {
    const rank = RANKS + (<usize>weight << 2);
    const symbols = load<u32>(rank);
    store<u32>(rank, place);
    place += symbols << (weight - 1);
  }
  for (let symbol: u32 = 0; symbol <= count; symbol++) {
    const weight = <u32>load<u8>(WEIGHTS + symbol);
    if (weight == 0) continue;
    const rank = RANKS + (<usize>weight << 2);
    const from = load<u32>(rank);
    const length: u32 = 1 << (weight - 1);
    const entry = <u16>((symbol << 8) | (huffmanBits + 1 - weight));
    for (let i: u32 = 0; i < length; i++) store<u16>(HUFFMAN + (<usize>(from + i) << 1), entry);
    store<u32>(rank, from + length);
  }
  return true;
}

/** Bytes of one Huffman stream. */
function decodeStream(start: usize, end: usize, target: usize, length: u32): bool {
  if (!openBits(start, end)) return false;
  return finishStream(start, target, target + length);
}

/** The rest of the stream at hand. */
function finishStream(start: usize, from: usize, end: usize): bool {
  const drop = <u64>(64 - huffmanBits);
  for (let to = from; to < end; to++) {
    reload();
    const entry = <u32>load<u16>(HUFFMAN + (<usize>((held << <u64>used) >> drop) << 1));
    store<u8>(to, <u8>(entry >>> 8));
    used += entry & 255;
  }
  return bitsLeft(start) == 0;
}

// Five symbols of one stream, whose next bits stand uppermost: entries are added to the count of bits as they are, of which the
// lowest six count.
// @ts-ignore: decorator
@inline
function fiveSymbols(to: usize, bits: u64, drop: u64): u32 {
  let v = bits;
  const a = <u32>load<u16>(<usize>(v >> drop) << 1, HUFFMAN);
  v <<= <u64>a;
  store<u8>(to, <u8>(a >>> 8));
  const b = <u32>load<u16>(<usize>(v >> drop) << 1, HUFFMAN);
  v <<= <u64>b;
  store<u8>(to, <u8>(b >>> 8), 1);
  const c = <u32>load<u16>(<usize>(v >> drop) << 1, HUFFMAN);
  v <<= <u64>c;
  store<u8>(to, <u8>(c >>> 8), 2);
  const d = <u32>load<u16>(<usize>(v >> drop) << 1, HUFFMAN);
  v <<= <u64>d;
  store<u8>(to, <u8>(d >>> 8), 3);
  const e = <u32>load<u16>(<usize>(v >> drop) << 1, HUFFMAN);
  store<u8>(to, <u8>(e >>> 8), 4);
  return a + b + c + d + e;
}

/** Literals of four streams that follow each other, decoded side by side. */
function decodeFour(at: usize, end: usize, length: usize): bool {
  if (at + 10 > end || huffmanBits > 11) return false;
  const start1 = at + 6;
  const start2 = start1 + load<u16>(at);
  const start3 = start2 + load<u16>(at, 2);
  const start4 = start3 + load<u16>(at, 4);
  if (start4 >= end) return false;
  const quarter: usize = (length + 3) >>> 2;
  if (quarter * 3 > length) return false;
  let to = LITERALS;
  const drop = <u64>(64 - huffmanBits);
  if (!openBits(start1, start2)) return false;
  let last1 = last;
  let used1 = used;
  if (!openBits(start2, start3)) return false;
  let last2 = last;
  let used2 = used;
  if (!openBits(start3, start4)) return false;
  let last3 = last;
  let used3 = used;
  if (!openBits(start4, end)) return false;
  let last4 = last;
  let used4 = used;
  const shortest = LITERALS + (length - quarter * 3);
  while (to + 5 <= shortest) {
    last1 -= (used1 & 63) >>> 3;
    used1 &= 7;
    used1 += fiveSymbols(to, load<u64>(last1) << <u64>used1, drop);
    last2 -= (used2 & 63) >>> 3;
    used2 &= 7;
    used2 += fiveSymbols(to + quarter, load<u64>(last2) << <u64>used2, drop);
    last3 -= (used3 & 63) >>> 3;
    used3 &= 7;
    used3 += fiveSymbols(to + quarter * 2, load<u64>(last3) << <u64>used3, drop);
    last4 -= (used4 & 63) >>> 3;
    used4 &= 7;
    used4 += fiveSymbols(to + quarter * 3, load<u64>(last4) << <u64>used4, drop);
    // A broken stream would have gone on before its beginning.
    if (last1 + 8 < start1 || last2 + 8 < start2 || last3 + 8 < start3 || last4 + 8 < start4) return false;
    to += 5;
  }
  const first = LITERALS + quarter;
  return (
    resumeStream(last1, used1, start1, to, first) &&
    resumeStream(last2, used2, start2, to + quarter, first + quarter) &&
    resumeStream(last3, used3, start3, to + quarter * 2, first + quarter * 2) &&
    resumeStream(last4, used4, start4, to + quarter * 3, LITERALS + length)
  );
}

function resumeStream(lastOf: usize, usedOf: u32, start: usize, to: usize, end: usize): bool {
  last = lastOf;
  used = usedOf & 63;
  return finishStream(start, to, end);
}

let literals: usize = 0;
let literalCount: u32 = 0;

/** Reads the literals of a block (RFC 8878, 3.1.1.3.1); returns where they end, or 0. */
function readLiterals(at: usize, end: usize): usize {
  if (at + 5 > end + 4) return 0;
  const head = load<u64>(at);
  const kind = <u32>head & 3;
  const format = (<u32>head >>> 2) & 3;
  if (kind < 2) {
    const bytes: usize = format == 1 ? 2 : format == 3 ? 3 : 1;
    literalCount = format == 1 ? (<u32>head & 0xffff) >>> 4 : format == 3 ? (<u32>head & 0xffffff) >>> 4 : (<u32>head & 255) >>> 3;
    if (literalCount > MOST_LITERALS) return 0;
    const from = at + bytes;
    if (kind == 0) {
      literals = from;
      return from + literalCount <= end ? from + literalCount : 0;
    }
    if (from >= end) return 0;
    literals = LITERALS;
    memory.fill(LITERALS, load<u8>(from), literalCount);
    return from + 1;
  }
  const width: u32 = format < 2 ? 10 : format == 2 ? 14 : 18;
  const mask: u32 = (1 << width) - 1;
  literalCount = <u32>(head >> 4) & mask;
  const packed = <u32>(head >> <u64>(4 + width)) & mask;
  let from = at + (format < 2 ? 3 : format == 2 ? 4 : 5);
  const after = from + packed;
  if (after > end || literalCount > MOST_LITERALS || literalCount == 0) return 0;
  if (kind == 2) {
    from = readHuffman(from, after);
    if (from == 0) return 0;
  } else if (huffmanBits == 0) return 0;
  literals = LITERALS;
  const isRight = format == 0 ? decodeStream(from, after, LITERALS, literalCount) : decodeFour(from, after, literalCount);
  return isRight ? after : 0;
}

/** Shares that every decoder knows (RFC 8878, 3.1.1.3.2.2). */
function knownShare(kind: i32, code: u32): i16 {
  if (kind == OFFSET) return code > 23 ? -1 : code > 5 && code < 9 ? 2 : 1;
  if (kind == MATCH_LENGTH) return code > 45 ? -1 : code == 1 ? 4 : code == 2 ? 3 : code > 2 && code < 9 ? 2 : 1;
  if (code > 31) return -1;
  if (code == 0) return 4;
  if (code == 1 || code == 25) return 3;
  return code > 26 || (code > 12 && code < 16) ? 1 : 2;
}

/** Reads or makes the table of one kind of code; returns where its description ends, or 0. Leaves its size in `tableBits`. */
function readTable(mode: u32, kind: i32, table: usize, at: usize, end: usize, bitsBefore: u32): usize {
  const symbols: u32 = kind == OFFSET ? 32 : kind == LITERAL_LENGTH ? 36 : 53;
  if (mode == 3) {
    tableBits = bitsBefore;
    return bitsBefore == NO_TABLE ? 0 : at;
  }
  if (mode == 1) {
    if (at >= end || load<u8>(at) >= symbols) return 0;
    tableBits = 0;
    store<u64>(table, stateOf(kind, load<u8>(at), 0, 0));
    return at + 1;
  }
  let after = at;
  if (mode == 2) {
    after = readShares(at, end, kind == OFFSET ? 8 : 9, symbols);
    if (after == 0) return 0;
  } else {
    tableBits = kind == OFFSET ? 5 : 6;
    symbolCount = kind == OFFSET ? 29 : symbols;
    for (let code: u32 = 0; code < symbolCount; code++) store<i16>(SHARES + (<usize>code << 1), knownShare(kind, code));
  }
  makeStates(table, kind);
  return after;
}

const NO_TABLE: u32 = 255;
let literalLengthBits: u32 = NO_TABLE;
let offsetBits: u32 = NO_TABLE;
let matchLengthBits: u32 = NO_TABLE;
let sequenceCount: u32 = 0;

/** Reads what precedes the bits of the sequences (RFC 8878, 3.1.1.3.2.1); returns where those begin, or 0. */
function readTables(at: usize, end: usize): usize {
  if (at >= end) return 0;
  let from = at + 1;
  sequenceCount = load<u8>(at);
  if (sequenceCount == 0) return from;
  if (sequenceCount == 255) {
    sequenceCount = <u32>load<u16>(from) + 0x7f00;
    from += 2;
  } else if (sequenceCount > 127) {
    sequenceCount = ((sequenceCount - 128) << 8) + load<u8>(from);
    from += 1;
  }
  if (from >= end) return 0;
  const modes = <u32>load<u8>(from);
  if ((modes & 3) != 0) return 0;
  from = readTable(modes >>> 6, LITERAL_LENGTH, LITERAL_LENGTHS, from + 1, end, literalLengthBits);
  literalLengthBits = tableBits;
  if (from == 0) return 0;
  from = readTable((modes >>> 4) & 3, OFFSET, OFFSETS, from, end, offsetBits);
  offsetBits = tableBits;
  if (from == 0) return 0;
  from = readTable((modes >>> 2) & 3, MATCH_LENGTH, MATCH_LENGTHS, from, end, matchLengthBits);
  matchLengthBits = tableBits;
  return from;
}

/** Copies up to fifteen bytes more than asked for. */
// @ts-ignore: decorator
@inline
function copyAhead(to: usize, from: usize, length: usize): void {
  v128.store(to, v128.load(from));
  for (let done: usize = 16; done < length; done += 16) v128.store(to + done, v128.load(from + done));
}

/** Repeats what is less than sixteen bytes back. */
function copyNear(to: usize, distance: usize, length: usize): void {
  const end = to + length;
  if (distance >= 8) {
    for (let at = to; at < end; at += 8) store<u64>(at, load<u64>(at - distance));
  } else {
    for (let at = to; at < end; at++) store<u8>(at, load<u8>(at - distance));
  }
}

/** The distances of the last three matches that had one of their own. */
let recent1: usize = 1;
let recent2: usize = 4;
let recent3: usize = 8;

/** Offsets of more bits are left to libzstd: no block that the kernel is given reaches so far back. */
const MOST_OFFSET_BITS: u32 = 25;

/** Carries out the sequences of a block; returns where what is written ends, or 0. */
function runSequences(start: usize, from: usize, end: usize, at: usize, targetEnd: usize): usize {
  if (!openBits(from, end)) return 0;
  let to = at;
  let literal = literals;
  const literalEnd = literals + literalCount;
  let back1 = recent1;
  let back2 = recent2;
  let back3 = recent3;
  let lengthState = take(literalLengthBits);
  let offsetState = take(offsetBits);
  let matchState = take(matchLengthBits);
  let place = last - (used >>> 3);
  let taken = used & 7;
  for (let left = sequenceCount; left > 0; left--) {
    const lengths = load<u64>(<usize>lengthState << 3, LITERAL_LENGTHS);
    const offsets = load<u64>(<usize>offsetState << 3, OFFSETS);
    const matches = load<u64>(<usize>matchState << 3, MATCH_LENGTHS);
    let v = load<u64>(place) << <u64>taken;
    const offsetAdded = <u32>offsets >>> 24;
    if (offsetAdded > MOST_OFFSET_BITS) return 0;
    let distance = <usize>(<u32>(offsets >> 32) + <u32>((v >> 1) >> <u64>(63 - offsetAdded)));
    v <<= <u64>offsetAdded;
    const matchAdded = <u32>matches >>> 24;
    const matchLength = <usize>(<u32>(matches >> 32) + <u32>((v >> 1) >> <u64>(63 - matchAdded)));
    v <<= <u64>matchAdded;
    const lengthAdded = <u32>lengths >>> 24;
    const length = <usize>(<u32>(lengths >> 32) + <u32>((v >> 1) >> <u64>(63 - lengthAdded)));
    taken += offsetAdded + matchAdded + lengthAdded;
    place -= taken >>> 3;
    taken &= 7;
    if (left > 1) {
      v = load<u64>(place) << <u64>taken;
      const lengthBits = (<u32>lengths >>> 16) & 255;
      lengthState = (<u32>lengths & 0xffff) + <u32>((v >> 1) >> <u64>(63 - lengthBits));
      v <<= <u64>lengthBits;
      const matchBits = (<u32>matches >>> 16) & 255;
      matchState = (<u32>matches & 0xffff) + <u32>((v >> 1) >> <u64>(63 - matchBits));
      v <<= <u64>matchBits;
      const bits = (<u32>offsets >>> 16) & 255;
      offsetState = (<u32>offsets & 0xffff) + <u32>((v >> 1) >> <u64>(63 - bits));
      taken += lengthBits + matchBits + bits;
      place -= taken >>> 3;
      taken &= 7;
    }
    // A broken stream goes on before its beginning.
    if (place + 8 < from) return 0;
    if (distance > 3) {
      distance -= 3;
      back3 = back2;
      back2 = back1;
      back1 = distance;
    } else {
      const which = distance + <usize>(length == 0);
      distance = which == 1 ? back1 : which == 2 ? back2 : which == 3 ? back3 : back1 - 1;
      if (which > 2) back3 = back2;
      if (which > 1) back2 = back1;
      back1 = distance;
    }
    const next = to + length;
    const literalsLeft = literalEnd - literal;
    if (length > literalsLeft || next + matchLength > targetEnd || distance > next - start || distance == 0) return 0;
    copyAhead(to, literal, length);
    literal += length;
    if (distance >= 16) copyAhead(next, next - distance, matchLength);
    else copyNear(next, distance, matchLength);
    to = next + matchLength;
  }
  last = place;
  used = taken;
  if (bitsLeft(from) != 0) return 0;
  recent1 = back1;
  recent2 = back2;
  recent3 = back3;
  return writeLiterals(literal, literalEnd - literal, to, targetEnd);
}

function writeLiterals(from: usize, length: usize, to: usize, end: usize): usize {
  if (to + length > end) return 0;
  memory.copy(to, from, length);
  return to + length;
}

/** One compressed block; returns where what is written ends, or 0. */
function decodeBlock(start: usize, at: usize, end: usize, to: usize, targetEnd: usize): usize {
  const sequences = readLiterals(at, end);
  if (sequences == 0) return 0;
  const bits = readTables(sequences, end);
  if (bits == 0) return 0;
  if (sequenceCount > 0) return runSequences(start, bits, end, to, targetEnd);
  return bits == end ? writeLiterals(literals, literalCount, to, targetEnd) : 0;
}

/** Begins a frame (RFC 8878, 3.1.1.1); returns where its blocks begin, or 0. */
function openFrame(source: usize, end: usize): usize {
  if (end < source + 9 || load<u32>(source) != 0xfd2fb528) return 0;
  const head = <u32>load<u8>(source, 4);
  // A checksum, a dictionary, or what is reserved.
  if ((head & 0x0f) != 0) return 0;
  const isSingle = (head & 0x20) != 0;
  const sizeBytes: usize = head >>> 6 == 0 ? <usize>isSingle : <usize>1 << (head >>> 6);
  recent1 = 1;
  recent2 = 4;
  recent3 = 8;
  huffmanBits = 0;
  literalLengthBits = NO_TABLE;
  offsetBits = NO_TABLE;
  matchLengthBits = NO_TABLE;
  return source + 5 + <usize>!isSingle + sizeBytes;
}

/**
 * Decodes one frame, beside the first four pages. Both ranges are followed by sixteen bytes that may be read, and overwritten.
 * Returns the bytes written, or a negative number where the frame is broken, longer, or of a kind not known here.
 */
export function decodeZstd(source: usize, sourceLength: usize, target: usize, targetLength: usize): i32 {
  const sourceEnd = source + sourceLength;
  const end = target + targetLength;
  let at = openFrame(source, sourceEnd);
  if (at == 0) return BROKEN;
  let to = target;
  let isLast = false;
  while (!isLast) {
    if (at + 3 > sourceEnd) return BROKEN;
    const head = load<u32>(at) & 0xffffff;
    at += 3;
    isLast = (head & 1) != 0;
    const kind = (head >>> 1) & 3;
    const size = <usize>(head >>> 3);
    if (kind == 3) return BROKEN;
    const after = at + (kind == 1 ? 1 : size);
    if (after > sourceEnd) return BROKEN;
    if (kind == 2) {
      to = decodeBlock(target, at, after, to, end);
      if (to == 0) return BROKEN;
    } else {
      if (to + size > end) return BROKEN;
      if (kind == 0) memory.copy(to, at, size);
      else memory.fill(to, load<u8>(at), size);
      to += size;
    }
    at = after;
  }
  return at == sourceEnd ? <i32>(to - target) : BROKEN;
}
