import { createNoise } from '../noise.js';
import {
  add,
  contains,
  distance,
  distanceToLine,
  length,
  perpendicular,
  subtract,
  unit,
  type Point,
} from '../planar.js';
import { pointAt, type Frame } from './frame.js';
import type { Town } from './town.js';
import type { Village } from './villages.js';

export interface Road {
  readonly line: readonly Point[];
  readonly widthM: number;
  readonly kind: 'expressway' | 'main' | 'village';
}

/** A line between two points that wanders a little; ends are exact. */
function wander(from: Point, to: Point, swayM: number, noise: (share: number) => number): Point[] {
  const step = subtract(to, from);
  const steps = Math.max(4, Math.round(length(step) / 20));
  const side = perpendicular(unit(step));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const share = i / steps;
    return add(add(from, step, share), side, swayM * 4 * share * (1 - share) * noise(share));
  });
}

/** The part of a road after it last leaves the town's streets. */
function outsideTown(town: Town, line: readonly Point[]): readonly Point[] {
  const isInTown = (point: Point): boolean =>
    town.blocks.some(({ ring }) => contains(ring, point) || distanceToLine([...ring, ring[0]!], point) < 12);
  const last = line.findLastIndex(isInTown);
  return last < 0 ? line : line.slice(last);
}

/** An expressway past the town, main roads from it to every side, village roads that join each village to the net. */
export function createRoads(frame: Frame, town: Town, villages: readonly Village[]): Road[] {
  const random = frame.random.fork('roads');
  const sway = createNoise(random.integer(2 ** 31));
  const roads: { line: readonly Point[]; widthM: number; kind: Road['kind'] }[] = [];
  const side = frame.sideM;
  let row = 0;
  const join = (from: Point, to: Point, kind: Road['kind'], widthM: number, swayShare: number): void => {
    row += 3.7;
    const offset = row;
    const wave = Math.max(1.6, distance(from, to) / 1900);
    roads.push({ kind, widthM, line: wander(from, to, side * swayShare, (share) => sway(share * wave + offset, 0.5)) });
  };
  const expresswayT = random.range(-0.39, -0.36);
  join(pointAt(frame, expresswayT, -0.8), pointAt(frame, expresswayT + 0.03, 0.8), 'expressway', 30, 0.03);
  const ends: Point[] = [
    pointAt(frame, random.range(-0.2, -0.1), -0.75),
    pointAt(frame, random.range(-0.2, -0.1), 0.75),
    pointAt(frame, -0.75, random.range(-0.25, 0.25)),
    pointAt(frame, 0.75, random.range(-0.12, 0.12)),
    pointAt(frame, 0.3, (random.chance(0.5) ? 1 : -1) * 0.62),
  ];
  for (const end of ends) join(town.centre, end, 'main', 15, 0.035);
  for (const road of roads) if (road.kind === 'main') road.line = outsideTown(town, road.line);
  const net: Point[] = roads.slice(1).flatMap((road) => road.line);
  const waiting = [...villages].sort((a, b) => distance(a.centre, town.centre) - distance(b.centre, town.centre));
  for (const village of waiting) {
    let nearest = net[0]!;
    for (const point of net) if (distance(point, village.centre) < distance(nearest, village.centre)) nearest = point;
    join(village.centre, nearest, 'village', 6.5, 0.012);
    net.push(...roads[roads.length - 1]!.line);
  }
  return roads;
}
