import {
  add,
  areaOf,
  boundsOf,
  centreOf,
  clipHalfPlane,
  distance,
  dot,
  insetConvex,
  perpendicular,
  subtract,
  tilt,
  unit,
  type Point,
  type Ring,
} from '../planar.js';
import type { Random } from '../random.js';
import { sharesOf, type Frame } from './frame.js';
import { sampleField, type Terrain } from './terrain.js';
import { CROPS, type Crop, type UnitTable } from './units.js';
import { distanceToRiver, type Waters } from './water.js';

export const BLOCK_THEMES = ['paddy', 'rape', 'mixed', 'vegetables', 'ponds', 'greenhouses', 'orchard', 'tea'] as const;
export type BlockTheme = (typeof BLOCK_THEMES)[number];

/** One field as farmed, with its own unit of ground. */
export interface Parcel {
  readonly ring: Ring;
  readonly unitId: number;
}

/** Fields between tracks and canals, worked in one direction. */
export interface FieldBlock {
  readonly ring: Ring;
  readonly theme: BlockTheme;
  readonly axis: Point;
  readonly parcels: readonly Parcel[];
}

export interface Border {
  readonly from: Point;
  readonly to: Point;
  readonly kind: 'canal' | 'farmRoad' | 'track';
}

export interface Farmland {
  readonly blocks: readonly FieldBlock[];
  /** The whole county in cells: the rings of the blocks and those of the land without fields. */
  readonly cells: readonly Ring[];
  readonly borders: readonly Border[];
}

const BLOCK_AREA_M2 = 90_000;
/** Hills steeper than this carry no fields. */
const HIGHEST_FIELDS = 0.5;

function longestSide(ring: Ring): Point {
  let best: Point = [1, 0];
  let bestLength = 0;
  for (let i = 0; i < ring.length; i++) {
    const from = ring[i]!;
    const to = ring[(i + 1) % ring.length]!;
    const size = distance(from, to);
    if (size > bestLength) {
      bestLength = size;
      best = unit(subtract(to, from));
    }
  }
  return best;
}

/** Extent of a ring along a direction: [smallest, largest] dot product. */
function extentAlong(ring: Ring, axis: Point): [number, number] {
  const shares = ring.map((point) => dot(point, axis));
  return [Math.min(...shares), Math.max(...shares)];
}

/** Splits the whole county into convex blocks of some hectares; every cut leaves a border. */
function splitBlocks(random: Random, county: Ring): { rings: Ring[]; borders: Border[] } {
  const rings: Ring[] = [];
  const borders: Border[] = [];
  const split = (ring: Ring): void => {
    const area = areaOf(ring);
    if (area < BLOCK_AREA_M2 * random.range(0.75, 1.5)) {
      rings.push(ring);
      return;
    }
    const bounds = boundsOf(ring);
    const isWide = bounds.maxX - bounds.minX > bounds.maxY - bounds.minY;
    const longest = longestSide(ring);
    const across = area > 3e6 ? ([isWide ? 1 : 0, isWide ? 0 : 1] as Point) : longest;
    const spread = extentAlong(ring, longest)[1] - extentAlong(ring, longest)[0];
    const depth = extentAlong(ring, perpendicular(longest))[1] - extentAlong(ring, perpendicular(longest))[0];
    const base = area > 3e6 || spread >= depth ? across : perpendicular(longest);
    const normal = tilt(base, random.range(-1, 1) * (area > 3e6 ? 0.4 : area > 6e5 ? 0.2 : 0.07));
    const [low, high] = extentAlong(ring, normal);
    const limit = low + (high - low) * random.range(0.38, 0.62);
    const near = clipHalfPlane(ring, normal, limit);
    const far = clipHalfPlane(ring, [-normal[0], -normal[1]], -limit);
    const onCut = near.filter((point) => Math.abs(dot(point, normal) - limit) < 1e-6);
    if (onCut.length >= 2) {
      borders.push({
        from: onCut[0]!,
        to: onCut[1]!,
        kind: area > 1.6e6 ? 'canal' : area > 4e5 ? 'farmRoad' : 'track',
      });
    }
    split(near);
    split(far);
  };
  split(county);
  return { rings, borders };
}

const PARCEL_SIZE: Readonly<Record<BlockTheme, readonly [lengthM: number, widthM: number]>> = {
  paddy: [125, 34],
  rape: [110, 30],
  mixed: [95, 26],
  vegetables: [80, 19],
  ponds: [120, 62],
  greenhouses: [90, 11],
  orchard: [110, 48],
  tea: [90, 15],
};

/** Cuts a convex ring into slices of about `size` metres along an axis. */
function slices(random: Random, ring: Ring, axis: Point, size: number): Ring[] {
  const [low, high] = extentAlong(ring, axis);
  const count = Math.max(1, Math.round((high - low) / size));
  const cuts = Array.from({ length: count + 1 }, (_, i) =>
    i === 0 || i === count
      ? low + ((high - low) * i) / count
      : low + ((high - low) * (i + random.range(-0.16, 0.16))) / count,
  );
  return cuts.slice(1).flatMap((to, i) => {
    const slice = clipHalfPlane(clipHalfPlane(ring, axis, to), [-axis[0], -axis[1]], -cuts[i]!);
    return slice.length === 0 ? [] : [slice];
  });
}

const CROP_WEIGHTS: Readonly<Record<'paddy' | 'rape' | 'mixed' | 'vegetables', readonly number[]>> = {
  paddy: [0.72, 0.9, 0.98],
  rape: [0.25, 0.9, 0.96],
  mixed: [0.35, 0.55, 0.8],
  vegetables: [0.1, 0.2, 0.25],
};

function pickCrop(random: Random, theme: keyof typeof CROP_WEIGHTS): Crop {
  const draw = random.next();
  const index = CROP_WEIGHTS[theme].findIndex((limit) => draw < limit);
  return CROPS[index < 0 ? 3 : index]!;
}

function parcelUnit(random: Random, units: UnitTable, theme: BlockTheme, blockTone: number, habit: number): number {
  const tone = blockTone * random.range(0.92, 1.08);
  const variant = random.next();
  if (theme === 'ponds')
    return random.chance(0.12) ? units.look('grass', random.integer(8), 4) : units.add({ kind: 'pond', tone, variant });
  if (theme === 'orchard' || theme === 'tea') return units.add({ kind: theme, tone, variant });
  if (theme === 'greenhouses' && random.chance(0.86)) return units.add({ kind: 'greenhouse', tone, variant });
  const cropTheme = theme === 'greenhouses' ? 'vegetables' : theme;
  const crop = pickCrop(random, cropTheme);
  const nextCrop = random.chance(0.12) ? pickCrop(random, 'mixed') : crop;
  return units.add({ kind: 'cropland', tone, variant, crop, nextCrop, lateDays: habit + random.range(-5, 5) });
}

function themeOf(
  frame: Frame,
  terrain: Terrain,
  waters: Waters,
  random: Random,
  centre: Point,
  townCentre: Point,
): BlockTheme {
  const hill = sampleField(terrain.hilliness, centre);
  const drift = sampleField(terrain.drift, centre);
  if (hill > 0.14) return random.chance(0.45) ? 'orchard' : random.chance(0.5) ? 'tea' : 'mixed';
  const toTown = distance(centre, townCentre) / frame.sideM;
  const toRiver = distanceToRiver(waters, centre) / frame.sideM;
  const { t } = sharesOf(frame, centre[0], centre[1]);
  if (toRiver < 0.05 && toTown > 0.2 && random.chance(0.3)) return 'ponds';
  if (toTown < 0.28 && random.chance(0.24)) return 'vegetables';
  if (toTown > 0.14 && toTown < 0.34 && random.chance(0.07)) return 'greenhouses';
  if (random.chance(0.04)) return 'orchard';
  if (drift + 0.5 * t > 0.12) return random.chance(0.75) ? 'rape' : 'mixed';
  return random.chance(0.72) ? 'paddy' : 'mixed';
}

/** The patchwork: blocks between canals and tracks, each cut into parallel parcels with one theme. */
export function createFarmland(
  frame: Frame,
  terrain: Terrain,
  waters: Waters,
  units: UnitTable,
  townCentre: Point,
): Farmland {
  const random = frame.random.fork('farmland');
  const side = frame.sideM;
  const split = splitBlocks(random.fork('blocks'), [
    [0, 0],
    [side, 0],
    [side, side],
    [0, side],
  ]);
  const blocks = split.rings.flatMap((ring, index): FieldBlock[] => {
    const own = random.fork(`block${index}`);
    const centre = centreOf(ring);
    if (sampleField(terrain.hilliness, centre) > HIGHEST_FIELDS) return [];
    const theme = themeOf(frame, terrain, waters, own, centre, townCentre);
    const axis = longestSide(ring);
    const [lengthM, widthM] = PARCEL_SIZE[theme];
    const blockTone = own.range(0.94, 1.06);
    const habit = own.range(-8, 8);
    const parcels = slices(own, insetConvex(ring, 3), axis, lengthM).flatMap((row) =>
      slices(own, row, perpendicular(axis), widthM * own.range(0.9, 1.2)).map((strip): Parcel => {
        const gap = theme === 'ponds' ? 5 : theme === 'greenhouses' ? 2.2 : 0.7;
        return { ring: insetConvex(strip, gap), unitId: parcelUnit(own, units, theme, blockTone, habit) };
      }),
    );
    return [{ ring, theme, axis, parcels: parcels.filter((parcel) => parcel.ring.length > 2) }];
  });
  const isInPlain = (border: Border): boolean =>
    [border.from, border.to, add(border.from, subtract(border.to, border.from), 0.5)].every(
      (point) => sampleField(terrain.hilliness, point) < 0.4,
    );
  return { blocks, cells: split.rings, borders: split.borders.filter(isInPlain) };
}
