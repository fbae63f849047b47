import type { Calibration } from './reflectance.js';

/** A pair, row-major over a window, with how its values become reflectance. */
export interface EdgePair {
  readonly width: number;
  readonly height: number;
  readonly before: readonly Float32Array[];
  readonly after: readonly Float32Array[];
  readonly isSeen: Uint8Array;
  readonly calibration: { readonly before: Calibration; readonly after: Calibration };
}

/** Pixels round an edge in which what is new and what stayed are looked for. */
const RADIUS = 4;
/** Ground that was alike before stayed alike: reflectance, root of the sum of squares over the bands. */
const ALIKE = 0.04;
/** Sum of likenesses below which too little of the ground that stayed is like the pixel. */
const LEAST_ALIKE = 0.3;
/** New and old ground must differ by this much for a mixture of both to be told, reflectance as above. */
const LEAST_DIFFERENCE = 0.05;
/** What is left of a pixel besides the mixture, as a share of that difference: more is something else. */
const MOST_RESIDUAL = 0.3;

/** Pixels round a pixel that its share depends on. */
export const MIXTURE_REACH = RADIUS + 2;

const OFFSETS: readonly (readonly [dx: number, dy: number])[] = Array.from(
  { length: (2 * RADIUS + 1) ** 2 },
  (_, i) => [(i % (2 * RADIUS + 1)) - RADIUS, Math.floor(i / (2 * RADIUS + 1)) - RADIUS] as const,
).filter(([dx, dy]) => dx * dx + dy * dy <= RADIUS * RADIUS + 0.5);

const PLACE = { edge: 0, inside: 1, away: 2 } as const;

/** Mixed pixels lie along edges, one beside the other: one that is mixed itself is no ground for a mixture beside it. */
const WHOLE = 0.25;

/**
 * Share of the new cover in every seen pixel beside an edge of what changed, on either side, row-major, not limited to 0–1; NaN
 * elsewhere and where it cannot be told. A pixel at an edge is a mixture of what is new (mean of the changed pixels nearby that
 * have changed neighbours on all sides) and of what it would be without (mean of the unchanged pixels nearby, weighted by how like
 * it they were before; where there are none, what it was before); its share is the least-squares one of that linear mixture.
 * @param mask 0/1; what is outside the window counts as unseen
 * @source linear mixing: Settle & Drake 1993, Linear mixing and the estimation of ground cover proportions, IJRS 14(6), 1159–1177,
 * with two components of each pixel's own surroundings; likeness as in bilateral filtering, Tomasi & Manduchi 1998
 */
export function edgeShares(mask: Uint8Array, pair: EdgePair): Float32Array {
  const { width, height, isSeen } = pair;
  const places = placesOf(mask, pair);
  const shareAt = createMixture(places, pair);
  const shares = new Float32Array(mask.length).fill(NaN);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (places[i] !== PLACE.edge || isSeen[i] === 0) continue;
      if (mask[i] === 0 && neighbours(mask, x, y, pair) === 0) continue;
      shares[i] = shareAt(x, y);
    }
  }
  return shares;
}

/**
 * Whether a pixel has a neighbour, of four, that is wholly (or for all that is known) on a side of the edge.
 * @param side 1 for what changed, 0 for what stayed
 */
export function touchesWhole(
  i: number,
  side: 0 | 1,
  { mask, shares, width }: { readonly mask: Uint8Array; readonly shares: Float32Array; readonly width: number },
): boolean {
  const x = i % width;
  const isWhole = (at: number): boolean => mask[at] === side && !(Math.abs(shares[at]! - 0.5) < 0.5 - WHOLE);
  return (
    (x > 0 && isWhole(i - 1)) ||
    (x < width - 1 && isWhole(i + 1)) ||
    (i >= width && isWhole(i - width)) ||
    (i + width < mask.length && isWhole(i + width))
  );
}

/** Inside: changed with all four neighbours; away: seen, and no changed pixel beside it, not even at a corner. */
function placesOf(mask: Uint8Array, { width, height, isSeen }: EdgePair): Uint8Array {
  const places = new Uint8Array(mask.length);
  for (let i = 0; i < places.length; i++) places[i] = isSeen[i] === 1 ? PLACE.away : PLACE.edge;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (mask[y * width + x] === 0) continue;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        places.fill(PLACE.edge, v * width + Math.max(0, x - 1), v * width + Math.min(width - 1, x + 1) + 1);
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (mask[i] === 1 && isSeen[i] === 1 && neighbours(mask, x, y, { width, height }) === 4) places[i] = PLACE.inside;
    }
  }
  return places;
}

function neighbours(
  mask: Uint8Array,
  x: number,
  y: number,
  { width, height }: Pick<EdgePair, 'width' | 'height'>,
): number {
  const i = y * width + x;
  const west = x > 0 ? mask[i - 1]! : 0;
  const east = x < width - 1 ? mask[i + 1]! : 0;
  const north = y > 0 ? mask[i - width]! : 0;
  const south = y < height - 1 ? mask[i + width]! : 0;
  return west + east + north + south;
}

/** Share of the new cover in a pixel, not limited to 0–1; NaN where it cannot be told. */
function createMixture(places: Uint8Array, pair: EdgePair): (x: number, y: number) => number {
  const { width, height, before, after, calibration } = pair;
  const bands = after.length;
  const gainBefore = Float64Array.from(calibration.before.gain);
  const gainAfter = Float64Array.from(calibration.after.gain);
  const fresh = new Float64Array(bands);
  const stayed = new Float64Array(bands);
  const likeness = (a: number, b: number): number => {
    let square = 0;
    for (let band = 0; band < bands; band++)
      square += ((before[band]![a]! - before[band]![b]!) * gainBefore[band]!) ** 2;
    return Math.exp(-square / (2 * ALIKE * ALIKE));
  };
  /** Mean reflectance of what is new and of what stayed; false where nothing new is near. */
  const lookAround = (x: number, y: number): boolean => {
    const i = y * width + x;
    let inside = 0;
    let weight = 0;
    fresh.fill(0);
    stayed.fill(0);
    for (const [dx, dy] of OFFSETS) {
      const [u, v] = [x + dx, y + dy];
      if (u < 0 || v < 0 || u >= width || v >= height) continue;
      const at = v * width + u;
      if (places[at] === PLACE.edge) continue;
      const isInside = places[at] === PLACE.inside;
      const own = isInside ? 1 : likeness(at, i);
      const sums = isInside ? fresh : stayed;
      if (isInside) inside += 1;
      else weight += own;
      for (let band = 0; band < bands; band++) sums[band]! += own * after[band]![at]!;
    }
    for (let band = 0; band < bands; band++) {
      const scale = gainAfter[band]!;
      const offset = calibration.after.offset[band]!;
      fresh[band] = (fresh[band]! / inside) * scale + offset;
      stayed[band] =
        weight < LEAST_ALIKE
          ? before[band]![i]! * gainBefore[band]! + calibration.before.offset[band]!
          : (stayed[band]! / weight) * scale + offset;
    }
    return inside > 0;
  };
  return (x, y) => {
    if (!lookAround(x, y)) return NaN;
    const i = y * width + x;
    let along = 0;
    let difference = 0;
    let square = 0;
    for (let band = 0; band < bands; band++) {
      const towards = fresh[band]! - stayed[band]!;
      const own = after[band]![i]! * gainAfter[band]! + calibration.after.offset[band]! - stayed[band]!;
      along += own * towards;
      difference += towards * towards;
      square += own * own;
    }
    if (difference < LEAST_DIFFERENCE * LEAST_DIFFERENCE) return NaN;
    const share = along / difference;
    const mixed = Math.max(0, Math.min(1, share));
    const residual = square - 2 * mixed * along + mixed * mixed * difference;
    return residual > MOST_RESIDUAL * MOST_RESIDUAL * difference ? NaN : share;
  };
}
