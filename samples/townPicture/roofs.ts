import type { CoverKind } from '../landscape/units.js';
import { centreOf, distance, dot, perpendicular, subtract, unit, add, type Point, type Ring } from '../planar.js';
import { avalanche } from '../random.js';
import { forRing, scalePixel, triangleWave, type Picture } from './picture.js';

/** A building as it stands on the day of the picture. */
export interface StandingBuilding {
  readonly ring: Ring;
  readonly kind: CoverKind;
  readonly heightM: number;
}

interface Frame {
  readonly centre: Point;
  readonly along: Point;
  readonly across: Point;
  readonly halfLength: number;
  readonly halfWidth: number;
}

function frameOf(ring: Ring): Frame {
  const [a, b, c] = ring as readonly [Point, Point, Point];
  const isLongFirst = distance(a, b) >= distance(b, c);
  const along = unit(isLongFirst ? subtract(b, a) : subtract(c, b));
  const [first, second] = [distance(a, b) / 2, distance(b, c) / 2];
  return {
    centre: centreOf(ring),
    along,
    across: perpendicular(along),
    halfLength: Math.max(first, second),
    halfWidth: Math.min(first, second),
  };
}

/** Ground that buildings keep from the sun: 1 on shaded pixels. */
export function castShadows(
  picture: Picture,
  buildings: readonly StandingBuilding[],
  towardsSun: Point,
  cotangent: number,
): Uint8Array {
  const shaded = new Uint8Array(picture.red.length);
  for (const { ring, heightM } of buildings) {
    const reach = heightM * cotangent;
    for (let step = 1; step <= Math.ceil(reach); step++) {
      const shift = Math.min(step, reach);
      const moved = ring.map((point) => add(point, towardsSun, -shift));
      forRing(picture.canvas, moved, (at) => {
        shaded[at] = 1;
      });
    }
  }
  return shaded;
}

/** Light and shade on a roof: pitched ones lit on the sunny side, flat ones with a parapet and stair heads, halls with ribs. */
export function drawRoof(picture: Picture, building: StandingBuilding, towardsSun: Point): void {
  const frame = frameOf(building.ring);
  const sunnySide = dot(frame.across, towardsSun) > 0 ? 1 : -1;
  const isPitched = building.kind === 'tileRoof' || building.kind === 'redRoof';
  const isHall = building.kind === 'blueRoof' || building.kind === 'brightRoof';
  forRing(picture.canvas, building.ring, (at, x, y) => {
    const offset: Point = [x - frame.centre[0], y - frame.centre[1]];
    const u = dot(offset, frame.along);
    const v = dot(offset, frame.across);
    const isSunny = v * sunnySide > 0;
    let factor = 1;
    if (isPitched) factor = Math.abs(v) < 0.6 ? 1.2 : isSunny ? 1.1 : 0.74;
    else if (isHall)
      factor = (isSunny ? 1.05 : 0.9) * (1 + 0.05 * triangleWave(u / 3)) * (Math.abs(v) < 0.7 ? 1.12 : 1);
    else factor = flatRoof(frame, u, v);
    const grain = (avalanche(at) & 255) / 255 - 0.5;
    scalePixel(picture, at, factor * (1 + 0.06 * grain));
  });
}

function flatRoof({ halfLength, halfWidth }: Frame, u: number, v: number): number {
  const toEdge = Math.min(halfLength - Math.abs(u), halfWidth - Math.abs(v));
  if (toEdge < 1) return 1.16;
  if (toEdge < 1.9) return 0.84;
  const stair = triangleWave(u / 24);
  if (stair > 0.72 && Math.abs(v) < halfWidth * 0.4) return v > 0 ? 0.78 : 1.12;
  return 1;
}
