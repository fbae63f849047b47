import { SUBPIXELS } from '../landscape/cover.js';
import { isInside, SCENE_CELL_M } from '../landscape/frame.js';
import type { Landscape } from '../landscape/landscape.js';
import { sampleField } from '../landscape/terrain.js';
import type { CoverKind } from '../landscape/units.js';
import { fillRing, scanRing, type Canvas } from '../paint.js';
import {
  add,
  areaOf,
  boundsOf,
  contains,
  distance,
  distanceBetween,
  length,
  orientedRectangle,
  perpendicular,
  subtract,
  unit,
  type Point,
  type Ring,
} from '../planar.js';
import { isInAny, type ControlLines } from '../plans/controlLines.js';
import type { Random } from '../random.js';
import type { EventPlan, SiteKind } from './catalogue.js';

/** A place for an event: its outline, and the directions in which it is laid out. */
export interface Site {
  readonly ring: Ring;
  readonly centre: Point;
  readonly axis: Point;
  readonly halfLengthM: number;
  readonly halfWidthM: number;
}

/** Patches of neighbouring events must not grow together. */
const APART_M = 75;
const EDGE_MARGIN_M = 230;
const ATTEMPTS = 6000;

const FIELD_KINDS: readonly CoverKind[] = ['cropland'];
const FOREST_KINDS: readonly CoverKind[] = ['evergreenForest', 'deciduousForest', 'bamboo'];
const HARMLESS_KINDS: readonly CoverKind[] = ['grass', 'track', 'scrub', 'concreteRoad', 'orchard', 'tea', 'urbanTree'];

interface Demand {
  readonly kinds: readonly CoverKind[];
  readonly share: number;
  /** Other kinds that may fill the rest. */
  readonly others: readonly CoverKind[];
}

const DEMANDS: Readonly<Record<SiteKind, Demand>> = {
  townField: { kinds: FIELD_KINDS, share: 0.82, others: HARMLESS_KINDS },
  ruralField: { kinds: FIELD_KINDS, share: 0.82, others: HARMLESS_KINDS },
  villageField: { kinds: FIELD_KINDS, share: 0.75, others: HARMLESS_KINDS },
  basicFarmland: { kinds: FIELD_KINDS, share: 0.85, others: HARMLESS_KINDS },
  redlineForest: { kinds: FOREST_KINDS, share: 0.9, others: HARMLESS_KINDS },
  futureRedlineForest: { kinds: [...FOREST_KINDS, 'scrub'], share: 0.85, others: HARMLESS_KINDS },
  openForest: { kinds: [...FOREST_KINDS, 'scrub'], share: 0.85, others: HARMLESS_KINDS },
  riverside: {
    kinds: ['cropland', 'grass', 'reeds', 'sandBar', 'pond', 'track', 'urbanTree'],
    share: 0.9,
    others: [...HARMLESS_KINDS, 'river', 'canal'],
  },
  veil: {
    kinds: ['cropland', 'grass', 'track', ...FOREST_KINDS, 'scrub', 'orchard', 'tea'],
    share: 0.8,
    others: [...HARMLESS_KINDS, 'pond', 'canal', 'reeds'],
  },
};

/** What sites are chosen against. */
export interface Ground {
  readonly landscape: Landscape;
  readonly lines: ControlLines;
  readonly cover: Canvas;
  /** Same size as the cover; 1 where permanent basic farmland could be. */
  readonly farmland: Canvas;
}

export function createGround(landscape: Landscape, lines: ControlLines, cover: Canvas): Ground {
  const farmland: Canvas = { ...cover, ids: new Uint16Array(cover.ids.length) };
  for (const block of lines.farmlandBlocks) fillRing(farmland, block.ring, 1);
  return { landscape, lines, cover, farmland };
}

/** Shares of the outline that lie on the demanded cover, on foreign cover, and on possible basic farmland. */
function composition(
  ground: Ground,
  ring: Ring,
  demand: Demand,
): { wanted: number; foreign: number; farmland: number } {
  const units = ground.landscape.units.units;
  let total = 0;
  let wanted = 0;
  let foreign = 0;
  let farmland = 0;
  scanRing(ground.cover, ring, (y, from, to) => {
    for (let x = from; x < to; x++) {
      const at = y * ground.cover.width + x;
      const { kind } = units[ground.cover.ids[at]!]!;
      total++;
      if (demand.kinds.includes(kind)) wanted++;
      else if (!demand.others.includes(kind)) foreign++;
      farmland += ground.farmland.ids[at]!;
    }
  });
  return total === 0
    ? { wanted: 0, foreign: 1, farmland: 0 }
    : { wanted: wanted / total, foreign: foreign / total, farmland: farmland / total };
}

/** Nobody builds on steep ground: rise over run of a site, with some give where a county has nothing better. */
const GENTLE_SLOPE = 0.12;

function slopeAt({ landscape }: Ground, { centre, axis, halfLengthM, halfWidthM }: Site): number {
  const at = (point: Point): number => sampleField(landscape.terrain.elevation, point);
  const across = perpendicular(axis);
  const along = at(add(centre, axis, halfLengthM)) - at(add(centre, axis, -halfLengthM));
  const sideways = at(add(centre, across, halfWidthM)) - at(add(centre, across, -halfWidthM));
  return length([along / (2 * halfLengthM), sideways / (2 * halfWidthM)]);
}

/** True where the outline lies as its kind demands against the control lines and settlements. */
function liesRight(ground: Ground, kind: SiteKind, site: Site): boolean {
  const { lines, landscape } = ground;
  const { ring, centre } = site;
  const wide = orientedRectangle(centre, site.axis, site.halfLengthM + 35, site.halfWidthM + 35);
  const all = (rings: readonly Ring[]): boolean => wide.every((point) => isInAny(rings, point));
  const none = (rings: readonly Ring[]): boolean => [...wide, ...ring, centre].every((point) => !isInAny(rings, point));
  const isRural = none([lines.growthBoundary]) && none([...lines.redline, lines.redlineAddition]);
  const toVillage = Math.min(...landscape.villages.map((village) => distance(village.centre, centre)));
  switch (kind) {
    case 'townField':
      return all([lines.growthBoundary]);
    case 'redlineForest':
      return all(lines.redline.slice(0, 1));
    case 'futureRedlineForest':
      return ring.every((point) => contains(lines.redlineAddition, point)) && none(lines.redline);
    case 'villageField':
      return isRural && toVillage < 420;
    case 'veil':
      return true;
    default:
      return isRural;
  }
}

const farmlandFits = (kind: SiteKind, share: number): boolean => {
  if (kind === 'basicFarmland') return share > 0.97;
  return kind === 'ruralField' || kind === 'villageField' ? share < 0.03 : true;
};

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

function candidate(random: Random, ground: Ground, plan: EventPlan, hectares: number): Site {
  const { landscape } = ground;
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
  const mayBend = plan.course === 'building' && plan.permit !== 'partOfSite' && plan.permit !== 'adjacentPair';
  return {
    ring: outline(random, centre, axis, halfLengthM, halfWidthM, mayBend),
    centre,
    axis,
    halfLengthM,
    halfWidthM,
  };
}

/** A strip of bank along some hundred metres of the river. */
function riversideCandidate(random: Random, { waters }: Landscape, hectares: number): Site {
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
    centre: [(minX + maxX) / 2, (minY + maxY) / 2],
    axis: [1, 0],
    halfLengthM: (maxX - minX) / 2,
    halfWidthM: (maxY - minY) / 2,
  };
}

/**
 * A site for a plan that fits the ground and keeps its distance from those taken. After many failures it tries smaller ones.
 * @throws RangeError where the county holds no such place, which is a defect of the landscape
 */
export function findSite(
  random: Random,
  ground: Ground,
  plan: EventPlan,
  hectares: number,
  taken: readonly Site[],
): Site {
  const demand = DEMANDS[plan.site];
  const { frame } = ground.landscape;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const shrink = 1 - 0.6 * (attempt / ATTEMPTS);
    const site = candidate(random, ground, plan, Math.max(0.45, hectares * shrink));
    if (!site.ring.every((point) => isInside(frame, point, EDGE_MARGIN_M))) continue;
    if (!liesRight(ground, plan.site, site)) continue;
    if (plan.course === 'building' && slopeAt(ground, site) > GENTLE_SLOPE + attempt / ATTEMPTS) continue;
    const reach = length([site.halfLengthM, site.halfWidthM]) + APART_M;
    const isFree = taken.every((other) => {
      const apart = distance(other.centre, site.centre);
      return apart > reach + other.halfLengthM + other.halfWidthM || distanceBetween(other.ring, site.ring) >= APART_M;
    });
    if (!isFree) continue;
    const found = composition(ground, site.ring, demand);
    if (
      found.wanted < demand.share ||
      found.foreign > (plan.site === 'riverside' || plan.site === 'veil' ? 0.05 : 0.002)
    )
      continue;
    if (farmlandFits(plan.site, found.farmland)) return site;
  }
  throw new RangeError(
    `no place for ${plan.name} in the county of seed ${frame.seed} at ${frame.sizePx} px (${SCENE_CELL_M / SUBPIXELS} m)`,
  );
}

/** Hectares for an event: the plan's range, smaller in small counties. */
export function drawHectares(random: Random, plan: EventPlan, sizePx: number): number {
  const [low, high] = plan.hectares;
  const scale = Math.min(1, Math.max(0.4, sizePx / 1000));
  return Math.max(0.5, (low + (high - low) * random.next() * random.next()) * scale);
}

export const siteAreaM2 = (site: Site): number => areaOf(site.ring);
