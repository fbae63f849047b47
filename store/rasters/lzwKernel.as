// AssemblyScript (compiled by setup/kernels.mjs): `decodeCodes` of lzw.ts for the usual order of bits, with the same outcome.

const CLEAR: u32 = 256;
const END: u32 = 257;
const FIRST_FREE: u32 = 258;
const STARTS: u32 = 4095 - 258 + 2;
/** The starts of strings, in the first page. */
const START_OF: usize = 1024;

/** Returns the bytes written. Eight bytes after the source may be read. */
export function decodeLzw(source: usize, sourceLength: usize, target: usize, targetLength: usize): i32 {
  const end = target + targetLength;
  const bits = <u64>sourceLength << 3;
  let to = target;
  let width: u32 = 9;
  let strings: u32 = 0;
  let wider: u32 = 512 - FIRST_FREE;
  for (let bit: u64 = 0; to < end && bit + width <= bits;) {
    const held = bswap<u32>(load<u32>(source + <usize>(bit >> 3)));
    const code = (held << (<u32>bit & 7)) >>> (32 - width);
    // As in lzw.ts: without a clear code at the beginning the first bytes are lost.
    if (bit == 0 && code != CLEAR) break;
    bit += width;
    if (code == CLEAR) {
      width = 9;
      strings = 0;
      wider = 512 - FIRST_FREE;
      continue;
    }
    if (strings < STARTS) store<u32>(START_OF + (<usize>strings << 2), to);
    if (code < 256) {
      store<u8>(to, <u8>code);
      to++;
    } else {
      const entry = code - FIRST_FREE;
      if (code == END || entry >= strings) break;
      const from = <usize>load<u32>(START_OF + (<usize>entry << 2));
      const length = <usize>load<u32>(START_OF + (<usize>entry << 2), 4) - from + 1;
      to = copy(from, to, min<usize>(length, end - to), end);
    }
    strings++;
    if (strings == wider && width < 12) {
      width++;
      wider = (1 << width) - FIRST_FREE;
    }
  }
  return <i32>(to - target);
}

/** Copies forwards: a string may overlap its own end. Returns where it ends. */
// @ts-ignore: decorator
@inline
function copy(from: usize, to: usize, length: usize, end: usize): usize {
  if (from + 16 <= to && to + length + 16 <= end) {
    for (let i: usize = 0; i < length; i += 16) v128.store(to + i, v128.load(from + i));
  } else {
    for (let i: usize = 0; i < length; i++) store<u8>(to + i, load<u8>(from + i));
  }
  return to + length;
}
