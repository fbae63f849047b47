import { createNoise } from '../noise.js';
import { distanceToLine, type Point } from '../planar.js';
import { pointAt, type Frame } from './frame.js';

export interface WaterCourse {
  readonly line: readonly Point[];
  /** Width of each segment of the line, metres. */
  readonly widths: readonly number[];
}

export interface Waters {
  readonly river: WaterCourse;
  /** A side arm that leaves the river and comes back. */
  readonly arm: WaterCourse;
  readonly streams: readonly WaterCourse[];
}

/** Where the river crosses the valley axis, share of the side below the centre. */
const RIVER_T = -0.06;

function course(steps: number, at: (share: number) => Point, widthAt: (share: number) => number): WaterCourse {
  const line = Array.from({ length: steps + 1 }, (_, i) => at(i / steps));
  return { line, widths: Array.from({ length: steps }, (_, i) => widthAt((i + 0.5) / steps)) };
}

/** A meandering river along the valley, a side arm, and streams from the hills into it. */
export function createWaters(frame: Frame): Waters {
  const random = frame.random.fork('waters');
  const bend = createNoise(random.integer(2 ** 31));
  const vary = createNoise(random.integer(2 ** 31));
  const bends = frame.sideM / 1700;
  const riverT = (s: number): number =>
    RIVER_T +
    0.055 * bend(s * 2.3, 0.5) +
    Math.min(0.05, 0.3 / bends) * bend(s * bends, 7.5) +
    (0.035 / bends) * bend(s * bends * 3, 3.5);
  const riverWidth = Math.min(95, Math.max(44, frame.sideM * 0.0085));
  const sOf = (share: number): number => -0.78 + 1.56 * share;
  const river = course(
    360,
    (share) => pointAt(frame, riverT(sOf(share)), sOf(share)),
    (share) => riverWidth * (1 + 0.35 * vary(sOf(share) * 9, 0.5)),
  );
  const armFrom = random.chance(0.5) ? random.range(0.22, 0.3) : random.range(-0.42, -0.34);
  const armLength = 0.13;
  const arm = course(
    60,
    (share) => {
      const s = armFrom + armLength * share;
      const bulge = 4 * share * (1 - share);
      return pointAt(frame, riverT(s) + bulge * (0.028 + 0.006 * vary(s * 20, 4.5)), s);
    },
    () => riverWidth * 0.42,
  );
  const streams = [-0.3, -0.02, 0.27].map((base) => {
    const foot = base + random.range(-0.06, 0.06);
    const sway = random.range(0, 50);
    return course(
      120,
      (share) => {
        const s = foot + 0.05 * (1 - share) * bend(share * 2.1 + sway, 1.5) + 0.012 * bend(share * 9 + sway, 2.5);
        return pointAt(frame, 0.75 + (riverT(foot) - 0.75) * share, s);
      },
      (share) => 7 + 9 * share,
    );
  });
  return { river, arm, streams };
}

/** Metres from a point to the nearest bank of the river or its arm (negative in the water). */
export function distanceToRiver(waters: Waters, point: Point): number {
  const toRiver = distanceToLine(waters.river.line, point) - 40;
  return Math.min(toRiver, distanceToLine(waters.arm.line, point) - 20);
}
