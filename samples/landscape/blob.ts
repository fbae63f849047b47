import type { Noise2 } from '../noise.js';
import { add, unit, type Point } from '../planar.js';

/** A closed outline around a centre whose radius varies smoothly between about 0.75 and 1.25 of `radius`. */
export function blob(noise: Noise2, centre: Point, radius: number, corners = 40, roughness = 0.32): Point[] {
  const ring: Point[] = [];
  for (let side = 0; side < 4; side++) {
    for (let i = 0; i < corners / 4; i++) {
      const share = (i / (corners / 4)) * 2 - 1;
      const edge: Point = side === 0 ? [share, -1] : side === 1 ? [1, share] : side === 2 ? [-share, 1] : [-1, -share];
      const towards = unit(edge);
      ring.push(add(centre, towards, radius * (1 + roughness * noise(towards[0] * 1.4, towards[1] * 1.4) * 1.3)));
    }
  }
  return ring;
}
