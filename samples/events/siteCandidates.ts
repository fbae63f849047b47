import type { Landscape } from '../landscape/landscape.js';
import {
  add,
  boundsOf,
  distance,
  orientedRectangle,
  perpendicular,
  subtract,
  unit,
  type Point,
  type Ring,
} from '../planar.js';
import type { Random } from '../random.js';
import type { EventPlan } from './eventPlan.js';

/** A place for an event: its outline, and the directions in which it is laid out. */
export interface Placed {
  readonly ring: Ring;
  /** Ground of a permit that lies beside it; null where the plan has none. */
  readonly beside: Ring | null;
  readonly centre: Point;
  readonly axis: Point;
  readonly halfLengthM: number;
  readonly halfWidthM: number;
}

/** Between an event and the permit beside it: clearly apart at 10 m, and clearly near. */
const GAP_BESIDE_M = 24;

/** As large as the event, along its axis. */
function besideOf(centre: Point, axis: Point, halfLengthM: number, halfWidthM: number): Ring {
  const away = 2 * 1.06 * halfLengthM + GAP_BESIDE_M;
  return orientedRectangle(add(centre, axis, away), axis, halfLengthM, halfWidthM);
}

/** A slightly irregular quadrilateral, or an L of two wings. */
function outline(
  random: Random,
  centre: Point,
  axis: Point,
  halfLength: number,
  halfWidth: number,
  mayBend: boolean,
): Point[] {
  const [a, b, c, d] = orientedRectangle(centre, axis, halfLength, halfWidth) as [Point, Point, Point, Point];
  const side = perpendicular(axis);
  const nudge = (point: Point): Point =>
    add(add(point, axis, random.range(-0.06, 0.06) * halfLength), side, random.range(-0.06, 0.06) * halfWidth);
  if (!mayBend || random.chance(0.6)) return [nudge(a), nudge(b), nudge(c), nudge(d)];
  const cutU = halfLength * random.range(0.65, 0.85);
  const cutV = halfWidth * random.range(0.6, 0.85);
  return [
    nudge(a),
    nudge(b),
    add(c, side, -cutV),
    add(add(c, side, -cutV), axis, -cutU),
    add(c, axis, -cutU),
    nudge(d),
  ];
}

/** A place drawn at random where a plan's kind of site could be; whether it fits the ground is asked of it afterwards. */
export function candidate(random: Random, landscape: Landscape, plan: EventPlan, hectares: number): Placed {
  if (plan.site === 'riverside') return riversideCandidate(random, landscape, hectares);
  const isField = plan.site.endsWith('Field') || plan.site === 'basicFarmland';
  const ratio = random.range(1.1, 1.9);
  const halfWidthM = Math.sqrt((hectares * 10_000) / ratio) / 2;
  const halfLengthM = halfWidthM * ratio;
  const block = random.pick(landscape.farmland.blocks);
  const side = landscape.frame.sideM;
  const [x, y] = isField
    ? block.ring.reduce((sum, point) => add(sum, point, 1 / block.ring.length), [0, 0] as Point)
    : [0, 0];
  const centre: Point = isField
    ? [x + random.range(-110, 110), y + random.range(-110, 110)]
    : [random.range(0, side), random.range(0, side)];
  const axis = isField ? block.axis : unit([random.range(-1, 1), random.range(-1, 1)]);
  const mayBend =
    plan.course === 'building' &&
    plan.permit !== 'partOfSite' &&
    plan.permit !== 'adjacentPair' &&
    plan.permit !== 'unusedBeside';
  return {
    ring: outline(random, centre, axis, halfLengthM, halfWidthM, mayBend),
    beside: plan.permit === 'unusedBeside' ? besideOf(centre, axis, halfLengthM, halfWidthM) : null,
    centre,
    axis,
    halfLengthM,
    halfWidthM,
  };
}

/** A strip of bank along some hundred metres of the river. */
function riversideCandidate(random: Random, { waters }: Landscape, hectares: number): Placed {
  const { line, widths } = waters.river;
  const bank = random.chance(0.5) ? 1 : -1;
  const depth = random.range(70, 110);
  const from = random.integer(line.length - 40);
  let to = from + 2;
  while (to < line.length - 1 && distance(line[from]!, line[to]!) * depth < hectares * 10_000) to++;
  const section = line.slice(from, to + 1);
  const offset = (i: number, metres: number): Point => {
    const along = unit(subtract(line[Math.min(line.length - 1, from + i + 1)]!, line[Math.max(0, from + i - 1)]!));
    return add(section[i]!, perpendicular(along), bank * metres);
  };
  const near = section.map((_, i) => offset(i, widths[Math.min(widths.length - 1, from + i)]! / 2 + 4));
  const far = section.map((_, i) =>
    offset(i, widths[Math.min(widths.length - 1, from + i)]! / 2 + 4 + depth * (0.75 + (0.25 * ((i * 7) % 5)) / 4)),
  );
  const ring = [...near, ...far.toReversed()];
  const { minX, maxX, minY, maxY } = boundsOf(ring);
  return {
    ring,
    beside: null,
    centre: [(minX + maxX) / 2, (minY + maxY) / 2],
    axis: [1, 0],
    halfLengthM: (maxX - minX) / 2,
    halfWidthM: (maxY - minY) / 2,
  };
}
