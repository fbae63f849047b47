/** Text that is gathered as bytes: numbers go in without becoming strings first. */
export interface TextBytes {
  /** Bytes so far. */
  readonly length: number;
  text(value: string): void;
  /** A finite number, as `JSON.stringify` writes it. */
  number(value: number): void;
  /** Arrays of arrays … of finite numbers, as `JSON.stringify` writes them: the coordinates of a geometry. */
  nested(values: Nested): void;
  /** Hands on what was gathered: a view, good until the next call of another method. */
  take(): Uint8Array;
}

export type Nested = readonly (number | Nested)[];

/** Numbers of at most so many decimals are written digit by digit. */
const DECIMALS = 9;
const UNIT = 10 ** DECIMALS;
/** Up to this value such a number has 15 digits, so that its decimal writing is the shortest that gives it back. */
const MOST = 1e6;
/** Below this, JSON writes exponents. */
const LEAST = 1e-6;
/** The longest number that JavaScript writes has 25 characters. */
const ROOM_OF_NUMBER = 32;

const ZERO = 48;
const DOT = 46;
const MINUS = 45;
const COMMA = 44;
const OPENING = 91;
const CLOSING = 93;

/** The three digits of 0 to 999. */
const TRIPLES = Uint8Array.from({ length: 3000 }, (_, i) => ZERO + (Math.floor(i / 3 / 10 ** (2 - (i % 3))) % 10));

/** @param expected bytes for which there is room from the start */
export function createTextBytes(expected = 1 << 16): TextBytes {
  let bytes = Buffer.allocUnsafe(expected);
  let at = 0;

  const makeRoom = (count: number): void => {
    if (at + count <= bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * bytes.length, at + count));
    larger.set(bytes.subarray(0, at));
    bytes = larger;
  };

  const triple = (value: number): void => {
    bytes[at] = TRIPLES[3 * value]!;
    bytes[at + 1] = TRIPLES[3 * value + 1]!;
    bytes[at + 2] = TRIPLES[3 * value + 2]!;
    at += 3;
  };

  /** A whole number, 0 to 999,999. */
  const whole = (value: number): void => {
    const start = at;
    if (value >= 1000) triple(Math.floor(value / 1000));
    triple(value % 1000);
    let zeros = 0;
    while (start + zeros < at - 1 && bytes[start + zeros] === ZERO) zeros += 1;
    if (zeros === 0) return;
    bytes.copyWithin(start, start + zeros, at);
    at -= zeros;
  };

  /** What follows the dot, in units of the last decimal. */
  const decimals = (value: number): void => {
    if (value === 0) return;
    bytes[at++] = DOT;
    triple(Math.floor(value / 1e6));
    triple(Math.floor(value / 1e3) % 1000);
    triple(value % 1000);
    while (bytes[at - 1] === ZERO) at -= 1;
  };

  const number = (value: number): void => {
    makeRoom(ROOM_OF_NUMBER);
    const size = Math.abs(value);
    const units = Math.round(size * UNIT);
    const isPlain = size < MOST && (size >= LEAST || size === 0) && units / UNIT === size;
    if (!isPlain) {
      at += bytes.write(JSON.stringify(value), at, 'latin1');
      return;
    }
    if (value < 0) bytes[at++] = MINUS;
    const before = Math.floor(units / UNIT);
    whole(before);
    decimals(units - before * UNIT);
  };

  const mark = (code: number): void => {
    makeRoom(1);
    bytes[at++] = code;
  };

  const nested = (values: Nested): void => {
    mark(OPENING);
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (i > 0) mark(COMMA);
      if (typeof value === 'number') number(value);
      else nested(value);
    }
    mark(CLOSING);
  };

  return {
    get length() {
      return at;
    },
    text(value) {
      makeRoom(3 * value.length);
      at += bytes.write(value, at, 'utf8');
    },
    number,
    nested,
    take() {
      const taken = bytes.subarray(0, at);
      at = 0;
      return taken;
    },
  };
}
