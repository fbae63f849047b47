import { createNoise, type Noise2 } from '../noise.js';
import {
  add,
  centreOf,
  contains,
  distance,
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
import { isInside, pointAt, sharesOf, type Frame } from './frame.js';
import { sampleField, type Terrain } from './terrain.js';
import type { CoverKind, UnitTable } from './units.js';
import { distanceToRiver, type Waters } from './water.js';

export interface Building {
  readonly ring: Ring;
  readonly unitId: number;
  readonly heightM: number;
}

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

export interface Village {
  readonly centre: Point;
  readonly outline: Ring;
  readonly groundId: number;
  readonly houses: readonly Building[];
  readonly trees: readonly { readonly at: Point; readonly radiusM: number }[];
}

/** Where the town lies: in the plain, below the river. */
export function townSite(frame: Frame): { centre: Point; radiusM: number } {
  const random = frame.random.fork('townSite');
  return { centre: pointAt(frame, random.range(-0.2, -0.18), random.range(-0.09, 0.09)), radiusM: frame.sideM * 0.1 };
}

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

function roofOf(random: Random, units: UnitTable, use: BlockUse): number {
  const kinds: readonly CoverKind[] =
    use === 'industry'
      ? ['blueRoof', 'brightRoof', 'concreteRoof', 'blueRoof', 'concreteRoof', 'tileRoof']
      : use === 'dense'
        ? ['tileRoof', 'concreteRoof', 'concreteRoof', 'redRoof', 'tileRoof']
        : ['concreteRoof', 'concreteRoof', 'redRoof', 'tileRoof'];
  return units.look(random.pick(kinds), random.integer(8), random.integer(8));
}

/** Rows of equal buildings along the block's axis. */
function rows(
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

const LAYOUT: Readonly<
  Record<BlockUse, { size: [number, number]; gaps: [number, number]; keep: number; height: [number, number] }>
> = {
  dense: { size: [17, 13], gaps: [3, 5], keep: 0.93, height: [6, 14] },
  slabs: { size: [48, 13], gaps: [9, 19], keep: 0.95, height: [15, 36] },
  industry: { size: [78, 34], gaps: [10, 13], keep: 0.95, height: [8, 12] },
  school: { size: [44, 15], gaps: [14, 26], keep: 0.55, height: [12, 18] },
  park: { size: [16, 12], gaps: [60, 60], keep: 0.3, height: [5, 7] },
};

function createBlock(random: Random, units: UnitTable, ring: Ring, use: BlockUse, axis: Point): TownBlock {
  const layout = LAYOUT[use];
  const usable = insetConvex(ring, use === 'dense' ? 2 : 6);
  const ground: CoverKind =
    use === 'park' ? 'park' : use === 'industry' ? 'pavement' : use === 'slabs' ? 'urbanTree' : 'courtyard';
  const buildings = rows(random, usable, axis, layout.size, layout.gaps, layout.keep).map((building) => ({
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
  if (use === 'school') {
    const field = orientedRectangle(centreOf(ring), axis, 46, 26);
    lawns.push({ ring: field, unitId: units.look('redRoof', 3, 7) });
    lawns.push({ ring: orientedRectangle(centreOf(ring), axis, 38, 19), unitId: units.look('sportsField', 4, 4) });
    return {
      ring,
      use,
      groundId: units.look(ground, random.integer(8), random.integer(8)),
      lawns,
      buildings: buildings.filter(({ ring: b }) => !b.some((p) => contains(field, p)) && !contains(field, centreOf(b))),
    };
  }
  return { ring, use, groundId: units.look(ground, random.integer(8), random.integer(8)), buildings, lawns };
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

function createVillage(random: Random, units: UnitTable, centre: Point, radiusM: number, axis: Point): Village {
  const outline = blob(createNoise(random.integer(2 ** 31)), centre, radiusM, 28, 0.45);
  const houses = rows(random, outline, axis, [13, 10], [3.5, 8], 0.86)
    .filter(() => random.chance(0.94))
    .map((ring) => ({
      ring,
      unitId: units.look(
        random.pick(['tileRoof', 'concreteRoof', 'tileRoof', 'redRoof', 'concreteRoof'] as const),
        random.integer(8),
        random.integer(8),
      ),
      heightM: random.range(4, 9),
    }));
  const trees = Array.from({ length: Math.round(radiusM * 0.9) }, () => ({
    at: add(add(centre, axis, radiusM * random.normal() * 0.6), perpendicular(axis), radiusM * random.normal() * 0.6),
    radiusM: random.range(3, 7),
  }));
  return { centre, outline, groundId: units.look('courtyard', random.integer(8), random.integer(8)), houses, trees };
}

/** Villages in the plain and the foothills, kept apart from each other, the town and the water. */
export function createVillages(frame: Frame, terrain: Terrain, waters: Waters, units: UnitTable): Village[] {
  const random = frame.random.fork('villages');
  const town = townSite(frame);
  const wanted = Math.max(4, Math.round((frame.sideM * frame.sideM) / 5.2e6));
  const spacing = Math.max(520, frame.sideM * 0.065);
  const radius = Math.min(170, Math.max(85, frame.sideM * 0.014));
  const villages: Village[] = [];
  for (let attempt = 0; attempt < 4000 && villages.length < wanted; attempt++) {
    const centre: Point = [random.range(0, frame.sideM), random.range(0, frame.sideM)];
    const { t } = sharesOf(frame, centre[0], centre[1]);
    if (!isInside(frame, centre, radius * 1.7) || t > 0.34) continue;
    if (sampleField(terrain.hilliness, centre) > 0.13 || distanceToRiver(waters, centre) < radius * 1.4) continue;
    if (distance(centre, town.centre) < town.radiusM * 2.15 + radius) continue;
    if (villages.some((village) => distance(village.centre, centre) < spacing)) continue;
    villages.push(
      createVillage(
        random,
        units,
        centre,
        radius * random.range(0.7, 1.25),
        tilt(frame.along, random.range(-0.5, 0.5)),
      ),
    );
  }
  return villages;
}
