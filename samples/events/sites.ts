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
  type Point,
  type Ring,
} from '../planar.js';
import { isInAny, type ControlLines } from '../plans/controlLines.js';
import type { Random } from '../random.js';
import type { EventPlan, SiteKind } from './eventPlan.js';
import { candidate, type Placed } from './siteCandidates.js';

/** A place for an event that was taken. */
export interface Site extends Placed {
  /** Ground that other events keep away from. */
  readonly claims: readonly Ring[];
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

function slopeAt({ landscape }: Ground, { centre, axis, halfLengthM, halfWidthM }: Placed): number {
  const at = (point: Point): number => sampleField(landscape.terrain.elevation, point);
  const across = perpendicular(axis);
  const along = at(add(centre, axis, halfLengthM)) - at(add(centre, axis, -halfLengthM));
  const sideways = at(add(centre, across, halfWidthM)) - at(add(centre, across, -halfWidthM));
  return length([along / (2 * halfLengthM), sideways / (2 * halfWidthM)]);
}

/** True where the outline lies as its kind demands against the control lines and settlements. */
function liesRight(ground: Ground, kind: SiteKind, site: Placed): boolean {
  const { lines, landscape } = ground;
  const { ring, centre } = site;
  const wide = orientedRectangle(centre, site.axis, site.halfLengthM + 35, site.halfWidthM + 35);
  const all = (rings: readonly Ring[]): boolean => wide.every((point) => isInAny(rings, point));
  const none = (rings: readonly Ring[]): boolean => [...wide, ...ring, centre].every((point) => !isInAny(rings, point));
  const isRural = none([lines.growthBoundary]) && none([...lines.redline, lines.redlineAddition]);
  const toVillage = Math.min(...landscape.villages.map((village) => distance(village.centre, centre)));
  switch (kind) {
    case 'townField':
      return all([lines.growthBoundary]) && (site.beside ?? []).every((point) => contains(lines.growthBoundary, point));
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

/** So much of the ground of a permit beside an event must be as open as the event's own. */
const OPEN_SHARE_BESIDE = 0.5;

/**
 * Ground that other events keep away from: the site, that of a permit beside it, and the farmland blocks that make an event one on
 * basic farmland, which the plan would leave out if anything else happened near them.
 */
function claimsOf(site: Placed, kind: SiteKind, { lines }: Ground): readonly Ring[] {
  const blocks =
    kind === 'basicFarmland'
      ? lines.farmlandBlocks.map(({ ring }) => ring).filter((ring) => distanceBetween(ring, site.ring) === 0)
      : [];
  return [site.ring, ...(site.beside === null ? [] : [site.beside]), ...blocks];
}

function areApart(claims: readonly Ring[], others: readonly Ring[]): boolean {
  return claims.every((a) => others.every((b) => boxesAreApart(a, b) || distanceBetween(a, b) >= APART_M));
}

function boxesAreApart(a: Ring, b: Ring): boolean {
  const [first, second] = [boundsOf(a), boundsOf(b)];
  return (
    first.minX - second.maxX >= APART_M ||
    second.minX - first.maxX >= APART_M ||
    first.minY - second.maxY >= APART_M ||
    second.minY - first.maxY >= APART_M
  );
}

/**
 * A site for a plan that fits the ground and keeps its distance from those taken. After many failures it tries smaller ones, then the
 * plan's second choice.
 * @throws RangeError where the county holds no such place, which is a defect of the landscape
 */
export function findSite(
  random: Random,
  ground: Ground,
  plan: EventPlan,
  hectares: number,
  taken: readonly Site[],
): Site {
  const site =
    trySites(random, ground, plan, { hectares, taken }) ??
    (plan.elsewhere === null
      ? null
      : trySites(random.fork('elsewhere'), ground, { ...plan, site: plan.elsewhere }, { hectares, taken }));
  if (site !== null) return site;
  const { seed, sizePx } = ground.landscape.frame;
  throw new RangeError(
    `no place for ${plan.name} in the county of seed ${seed} at ${sizePx} px (${SCENE_CELL_M / SUBPIXELS} m)`,
  );
}

function trySites(
  random: Random,
  ground: Ground,
  plan: EventPlan,
  { hectares, taken }: { readonly hectares: number; readonly taken: readonly Site[] },
): Site | null {
  const demand = DEMANDS[plan.site];
  const { frame } = ground.landscape;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const shrink = 1 - 0.6 * (attempt / ATTEMPTS);
    const site = candidate(random, ground.landscape, plan, Math.max(0.45, hectares * shrink));
    const corners = [...site.ring, ...(site.beside ?? [])];
    if (!corners.every((point) => isInside(frame, point, EDGE_MARGIN_M))) continue;
    if (!liesRight(ground, plan.site, site)) continue;
    if (plan.course === 'building' && slopeAt(ground, site) > GENTLE_SLOPE + attempt / ATTEMPTS) continue;
    const claims = claimsOf(site, plan.site, ground);
    if (!taken.every((other) => areApart(claims, other.claims))) continue;
    if (site.beside !== null && composition(ground, site.beside, demand).wanted < OPEN_SHARE_BESIDE) continue;
    const found = composition(ground, site.ring, demand);
    if (
      found.wanted < demand.share ||
      found.foreign > (plan.site === 'riverside' || plan.site === 'veil' ? 0.05 : 0.002)
    )
      continue;
    if (farmlandFits(plan.site, found.farmland)) return { ...site, claims };
  }
  return null;
}

/** Hectares for an event: the plan's range, smaller in small counties. */
export function drawHectares(random: Random, plan: EventPlan, sizePx: number): number {
  const [low, high] = plan.hectares;
  const scale = Math.min(1, Math.max(0.4, sizePx / 1000));
  return Math.max(0.5, (low + (high - low) * random.next() * random.next()) * scale);
}

export const siteAreaM2 = (site: Site): number => areaOf(site.ring);
