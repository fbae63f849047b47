/** Bound once: looking a global up in every pixel costs more than the arithmetic where code runs in a sandbox. */
const { imul, floor } = Math;
/** A seeded stream of numbers. Forks by name are independent, so adding a consumer never disturbs another. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform in [from, to). */
  range(from: number, to: number): number;
  /** Uniform integer in [0, count). */
  integer(count: number): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** About standard normal: the sum of four uniforms, scaled; |value| < 3.47. No transcendental function. */
  normal(): number;
  fork(name: string): Random;
}

/** 32 bits of a text (FNV-1a with a final avalanche). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = imul(hash ^ text.charCodeAt(i), 0x01000193);
  return avalanche(hash);
}

/** Mixes the bits of an integer so that neighbours share nothing (murmur3 finaliser). Unsigned 32 bits. */
export function avalanche(value: number): number {
  let h = value | 0;
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * sfc32, a small fast chaotic generator: integer arithmetic only, hence the same numbers on every machine.
 * @source Chris Doty-Humphrey, PractRand 0.94, sfc32; seeded with four hashes of the seed text, first 12 outputs dropped.
 */
export function createRandom(seed: string | number): Random {
  const text = String(seed);
  let a = hashText(`a${text}`);
  let b = hashText(`b${text}`);
  let c = hashText(`c${text}`);
  let counter = 1;
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) draw();
  return {
    next: draw,
    range: (from, to) => from + (to - from) * draw(),
    integer: (count) => floor(draw() * count),
    pick: (list) => list[floor(draw() * list.length)]!,
    chance: (probability) => draw() < probability,
    normal: () => (draw() + draw() + draw() + draw() - 2) * 1.7320508075688772,
    fork: (name) => createRandom(`${text}/${name}`),
  };
}
