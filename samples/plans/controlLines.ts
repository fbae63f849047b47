import { createNoise, smoothstep } from '../noise.js';
import { centreOf, clipRectangle, contains, distance, type Point, type Ring } from '../planar.js';
import { pointAt, type Frame } from '../landscape/frame.js';
import type { FieldBlock } from '../landscape/fields.js';
import type { Landscape } from '../landscape/landscape.js';
import { blob } from '../landscape/blob.js';
import { isolatedHills, sampleField } from '../landscape/terrain.js';

/** The three control lines, in county metres; events are placed against them. */
export interface ControlLines {
  readonly redline: readonly Ring[];
  /** What the version of 2026 adds below the older line. */
  readonly redlineAddition: Ring;
  readonly growthBoundary: Ring;
  /** Blocks fit to be permanent basic farmland. */
  readonly farmlandBlocks: readonly FieldBlock[];
}

/** Share of the side at which the redline runs through the hills. */
const REDLINE_T = 0.3;
const ADDITION_DEPTH = 0.075;

export function createControlLines(landscape: Landscape): ControlLines {
  const { frame, town, villages, farmland, terrain } = landscape;
  const random = frame.random.fork('controlLines');
  const wave = createNoise(random.integer(2 ** 31));
  const lineT = (s: number): number => REDLINE_T + 0.025 * wave(s * 4, 0.5) + 0.008 * wave(s * 17, 3.5);
  const additionSide = random.chance(0.5) ? 1 : -1;
  const additionT = (s: number): number =>
    lineT(s) - ADDITION_DEPTH * smoothstep(0.06, 0.16, s * additionSide) * smoothstep(0.48, 0.4, s * additionSide);
  const clip = (ring: Ring): Point[] => clipRectangle(ring, 0, 0, frame.sideM, frame.sideM);
  const steps = Array.from({ length: 91 }, (_, i) => -0.9 + i * 0.02);
  const hills = clip([
    ...steps.map((s) => pointAt(frame, lineT(s), s)),
    pointAt(frame, 0.9, 0.9),
    pointAt(frame, 0.9, -0.9),
  ]);
  const inAddition = steps.filter((s) => lineT(s) - additionT(s) > 1e-4);
  const redlineAddition = clip([
    ...inAddition.map((s) => pointAt(frame, additionT(s), s)),
    ...inAddition.toReversed().map((s) => pointAt(frame, lineT(s), s)),
  ]);
  const lone = isolatedHills(frame)[0]!;
  const growthBoundary = blob(createNoise(random.integer(2 ** 31)), town.centre, town.radiusM * 1.95, 48, 0.16);
  const pattern = createNoise(random.integer(2 ** 31));
  const farmlandBlocks = farmland.blocks.filter((block) => {
    const centre = centreOf(block.ring);
    if (!['paddy', 'rape', 'mixed', 'vegetables'].includes(block.theme)) return false;
    if (sampleField(terrain.hilliness, centre) > 0.08) return false;
    if (
      block.ring.some((point) => contains(growthBoundary, point)) ||
      distance(centre, town.centre) < town.radiusM * 2.2
    )
      return false;
    if (villages.some((village) => distance(village.centre, centre) < 420)) return false;
    return pattern(centre[0] / 1500, centre[1] / 1500) > -0.12;
  });
  return {
    redline: [hills, blob(wave, lone.centre, lone.radius * 0.8, 32, 0.2)],
    redlineAddition,
    growthBoundary,
    farmlandBlocks,
  };
}

/** True where the point lies in one of the rings. */
export const isInAny = (rings: readonly Ring[], point: Point): boolean => rings.some((ring) => contains(ring, point));

/** Unused by events, used by layers: the frame's own outline, a little inside the image. */
export function countyOutline(frame: Frame): Point[] {
  const wave = createNoise(frame.random.fork('countyOutline').integer(2 ** 31));
  const side = frame.sideM;
  const ring: Point[] = [];
  const steps = 16;
  for (let edge = 0; edge < 4; edge++) {
    for (let i = 0; i < steps; i++) {
      const along = (side * i) / steps;
      const inset = 40 + 50 * (1 + wave(edge * 9.3 + i * 0.37, 0.5));
      if (edge === 0) ring.push([Math.max(inset, along), inset]);
      else if (edge === 1) ring.push([side - inset, Math.max(inset, along)]);
      else if (edge === 2) ring.push([Math.min(side - inset, side - along), side - inset]);
      else ring.push([inset, Math.min(side - inset, side - along)]);
    }
  }
  return ring;
}
