import { add, centreOf, contains, orientedRectangle, perpendicular, type Point, type Ring } from '../planar.js';
import type { Random } from '../random.js';

export interface Building {
  readonly ring: Ring;
  readonly unitId: number;
  readonly heightM: number;
}

/** Rows of equal buildings along the block's axis. */
export function buildingRows(
  random: Random,
  block: Ring,
  axis: Point,
  size: readonly [number, number],
  gaps: readonly [number, number],
  keep: number,
): Ring[] {
  const centre = centreOf(block);
  const side = perpendicular(axis);
  const built: Ring[] = [];
  const reach = 150;
  const stepAlong = size[0] + gaps[0];
  const stepAcross = size[1] + gaps[1];
  for (let v = -reach + random.range(0, stepAcross); v < reach; v += stepAcross) {
    for (let u = -reach + random.range(0, stepAlong * 0.3); u < reach; u += stepAlong) {
      const at = add(add(centre, axis, u), side, v + random.range(-1, 1));
      const ring = orientedRectangle(
        at,
        axis,
        (size[0] / 2) * random.range(0.8, 1.05),
        (size[1] / 2) * random.range(0.85, 1.1),
      );
      if (random.chance(keep) && ring.every((corner) => contains(block, corner))) built.push(ring);
    }
  }
  return built;
}
