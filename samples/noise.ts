import { avalanche } from './random.js';

/** Bound once: looking a global up in every pixel costs more than the arithmetic where code runs in a sandbox. */
const { imul, floor, abs } = Math;

/** Smooth noise over the plane, about −1…1, lattice spacing 1. Additions and products only: the same on every machine. */
export type Noise2 = (x: number, y: number) => number;

const GRADIENTS_X = [1, -1, 1, -1, 1.41, -1.41, 0, 0];
const GRADIENTS_Y = [1, 1, -1, -1, 0, 0, 1.41, -1.41];

/** Gradient noise with a quintic fade. @source K. Perlin, Improving Noise, 2002; hash and gradients differ. */
export function createNoise(seed: number): Noise2 {
  const salt = avalanche(seed);
  const corner = (ix: number, iy: number, dx: number, dy: number): number => {
    const direction = avalanche(imul(ix, 0x27d4eb2d) ^ imul(iy, 0x165667b1) ^ salt) & 7;
    return GRADIENTS_X[direction]! * dx + GRADIENTS_Y[direction]! * dy;
  };
  return (x, y) => {
    const ix = floor(x);
    const iy = floor(y);
    const dx = x - ix;
    const dy = y - iy;
    const fx = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
    const fy = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
    const top = corner(ix, iy, dx, dy) * (1 - fx) + corner(ix + 1, iy, dx - 1, dy) * fx;
    const bottom = corner(ix, iy + 1, dx, dy - 1) * (1 - fx) + corner(ix + 1, iy + 1, dx - 1, dy - 1) * fx;
    return top * (1 - fy) + bottom * fy;
  };
}

/** Sum of octaves, each twice as fine and half as strong; about −1…1. */
export function fractal(noise: Noise2, x: number, y: number, octaves: number): number {
  let sum = 0;
  let strength = 0.5;
  for (let octave = 0; octave < octaves; octave++) {
    sum += strength * noise(x + octave * 17.31, y - octave * 9.17);
    x *= 2;
    y *= 2;
    strength *= 0.5;
  }
  return sum * 1.5;
}

/** Sharp crests: octaves of 1 − |noise|, each weighted by the one before. 0…about 1. */
export function ridged(noise: Noise2, x: number, y: number, octaves: number): number {
  let sum = 0;
  let strength = 0.55;
  let weight = 1;
  for (let octave = 0; octave < octaves; octave++) {
    let crest = 1 - abs(noise(x + octave * 31.7, y + octave * 11.3)) * 1.25;
    if (crest < 0) crest = 0;
    crest *= crest * weight;
    weight = crest > 1 ? 1 : crest;
    sum += crest * strength;
    x *= 2;
    y *= 2;
    strength *= 0.5;
  }
  return sum;
}

/** 0 below `from`, 1 above `to`, a smooth cubic between. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = (value - from) / (to - from);
  if (t <= 0) return 0;
  return t >= 1 ? 1 : t * t * (3 - 2 * t);
}
