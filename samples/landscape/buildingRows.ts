import { contains, dot, orientedRectangle, perpendicular, type Point, type Ring } from '../planar.js';
import type { Random } from '../random.js';

export interface Building {
  readonly ring: Ring;
  readonly unitId: number;
  readonly heightM: number;
}

/** Rows of about equal buildings along an axis, as many as the ring holds. Sizes and gaps in metres: along, across. */
export function buildingRows(
  random: Random,
  block: Ring,
  axis: Point,
  size: readonly [number, number],
  gaps: readonly [number, number],
  keep: number,
): Ring[] {
  const side = perpendicular(axis);
  const spread = (towards: Point): [number, number] => {
    const shares = block.map((corner) => dot(corner, towards));
    return [Math.min(...shares), Math.max(...shares)];
  };
  const [lowU, highU] = spread(axis);
  const [lowV, highV] = spread(side);
  const stepU = size[0] + gaps[0];
  const stepV = size[1] + gaps[1];
  const slackU = (highU - lowU + gaps[0]) % stepU;
  const slackV = (highV - lowV + gaps[1]) % stepV;
  const built: Ring[] = [];
  for (let v = lowV + slackV / 2 + size[1] / 2; v < highV; v += stepV) {
    for (let u = lowU + slackU / 2 + size[0] / 2; u < highU; u += stepU) {
      const at: Point = [axis[0] * u + side[0] * v, axis[1] * u + side[1] * v + random.range(-1, 1)];
      const halfLength = (size[0] / 2) * random.range(0.8, 1);
      const halfWidth = (size[1] / 2) * random.range(0.85, 1);
      const ring = orientedRectangle(at, axis, halfLength, halfWidth);
      if (random.chance(keep) && ring.every((corner) => contains(block, corner))) built.push(ring);
    }
  }
  return built;
}
