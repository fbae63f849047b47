import { createNoise } from '../noise.js';
import {
  add,
  centreOf,
  contains,
  insetConvex,
  length,
  orientedRectangle,
  perpendicular,
  subtract,
  tilt,
  unit,
  type Point,
  type Ring,
} from '../planar.js';
import type { Random } from '../random.js';
import { buildingRows, type Building } from './buildingRows.js';
import { pointAt, type Frame } from './frame.js';
import type { CoverKind, UnitTable } from './units.js';
import { distanceToRiver, type Waters } from './water.js';

export const BLOCK_USES = ['dense', 'slabs', 'industry', 'park', 'school'] as const;
export type BlockUse = (typeof BLOCK_USES)[number];

export interface TownBlock {
  readonly ring: Ring;
  readonly use: BlockUse;
  readonly groundId: number;
  readonly buildings: readonly Building[];
  readonly lawns: readonly { readonly ring: Ring; readonly unitId: number }[];
}

export interface Town {
  readonly centre: Point;
  readonly axis: Point;
  readonly radiusM: number;
  readonly blocks: readonly TownBlock[];
}

/** Where the town lies: in the plain, below the river. */
export function townSite(frame: Frame): { centre: Point; radiusM: number } {
  const random = frame.random.fork('townSite');
  return { centre: pointAt(frame, random.range(-0.2, -0.18), random.range(-0.09, 0.09)), radiusM: frame.sideM * 0.1 };
}

function roofOf(random: Random, units: UnitTable, use: BlockUse): number {
  const kinds: readonly CoverKind[] =
    use === 'industry'
      ? ['blueRoof', 'brightRoof', 'concreteRoof', 'blueRoof', 'concreteRoof', 'tileRoof']
      : use === 'dense'
        ? ['tileRoof', 'concreteRoof', 'concreteRoof', 'redRoof', 'tileRoof']
        : ['concreteRoof', 'concreteRoof', 'redRoof', 'tileRoof'];
  return units.look(random.pick(kinds), random.integer(8), random.integer(8));
}

const LAYOUT: Readonly<
  Record<BlockUse, { size: [number, number]; gaps: [number, number]; keep: number; height: [number, number] }>
> = {
  dense: { size: [15, 11], gaps: [2, 3.5], keep: 0.95, height: [6, 14] },
  slabs: { size: [48, 13], gaps: [9, 19], keep: 0.95, height: [15, 36] },
  industry: { size: [58, 30], gaps: [8, 10], keep: 0.95, height: [8, 12] },
  school: { size: [40, 14], gaps: [6, 15], keep: 0.85, height: [12, 18] },
  park: { size: [16, 12], gaps: [60, 60], keep: 0.3, height: [5, 7] },
};

function createBlock(random: Random, units: UnitTable, ring: Ring, use: BlockUse, axis: Point): TownBlock {
  const layout = LAYOUT[use];
  const usable = insetConvex(ring, use === 'dense' ? 2 : 6);
  const ground: CoverKind =
    use === 'park' ? 'park' : use === 'industry' ? 'pavement' : use === 'slabs' ? 'urbanTree' : 'courtyard';
  const buildings = buildingRows(random, usable, axis, layout.size, layout.gaps, layout.keep).map((building) => ({
    ring: building,
    unitId: roofOf(random, units, use),
    heightM: random.range(...layout.height),
  }));
  const lawns: { ring: Ring; unitId: number }[] = [];
  if (use === 'slabs') {
    for (const { ring: footprint } of buildings) {
      lawns.push({
        ring: orientedRectangle(add(centreOf(footprint), perpendicular(axis), 9.5), axis, 26, 3),
        unitId: units.look('pavement', random.integer(8), 4),
      });
    }
  }
  const groundId = units.look(ground, random.integer(8), random.integer(8));
  if (use !== 'school') return { ring, use, groundId, buildings, lawns };
  const track = orientedRectangle(add(centreOf(ring), axis, -26), axis, 36, 24);
  lawns.push({ ring: track, unitId: units.look('redRoof', 3, 7) });
  lawns.push({
    ring: orientedRectangle(add(centreOf(ring), axis, -26), axis, 29, 17),
    unitId: units.look('sportsField', 4, 4),
  });
  const isClear = (building: Building): boolean =>
    !building.ring.some((corner) => contains(track, corner)) && !contains(track, centreOf(building.ring));
  return { ring, use, groundId, lawns, buildings: buildings.filter(isClear) };
}

/** A town of street blocks: a dense core, slabs of flats, industry on one flank, parks and schools. */
export function createTown(frame: Frame, waters: Waters, units: UnitTable): Town {
  const random = frame.random.fork('town');
  const { centre, radiusM } = townSite(frame);
  const axis = tilt(frame.along, random.range(-0.22, 0.22));
  const across = perpendicular(axis);
  const shape = createNoise(random.integer(2 ** 31));
  const industrySide = random.chance(0.5) ? 1 : -1;
  const cuts = (reach: number, size: number): number[] => {
    const list: number[] = [];
    for (let at = -reach; at <= reach; at += size * random.range(0.75, 1.25)) list.push(at);
    return list;
  };
  const us = cuts(radiusM * 1.45, 165);
  const vs = cuts(radiusM * 1.25, 118);
  const corner = (u: number, v: number): Point => {
    const bendM = 22 * shape(u / 900, v / 900);
    return add(add(centre, axis, u + bendM), across, v + 22 * shape(v / 800 + 9, u / 800));
  };
  const blocks: TownBlock[] = [];
  for (let i = 0; i + 1 < us.length; i++) {
    for (let j = 0; j + 1 < vs.length; j++) {
      const quad = [
        corner(us[i]!, vs[j]!),
        corner(us[i + 1]!, vs[j]!),
        corner(us[i + 1]!, vs[j + 1]!),
        corner(us[i]!, vs[j + 1]!),
      ];
      const middle = centreOf(quad);
      const offset = subtract(middle, centre);
      const u = (us[i]! + us[i + 1]!) / 2 / radiusM;
      const reach = length(offset) / radiusM;
      if (reach > 1 + 0.42 * shape(middle[0] / 500, middle[1] / 500)) continue;
      if (quad.some((point) => distanceToRiver(waters, point) < 26)) continue;
      const street = i % 3 === 0 || j % 3 === 0 ? 10 : 6;
      const use: BlockUse =
        u * industrySide > 0.5 && random.chance(0.8)
          ? 'industry'
          : random.chance(0.07)
            ? 'park'
            : random.chance(0.06)
              ? 'school'
              : reach < 0.42
                ? random.chance(0.7)
                  ? 'dense'
                  : 'slabs'
                : random.chance(0.66)
                  ? 'slabs'
                  : 'dense';
      blocks.push(createBlock(random, units, insetConvex(quad, street), use, unit(subtract(quad[1]!, quad[0]!))));
    }
  }
  return { centre, axis, radiusM, blocks };
}
