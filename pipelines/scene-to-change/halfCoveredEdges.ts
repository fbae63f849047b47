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

/** An edge moves by one pixel in each round, at most. */
const ROUNDS = 3;
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

/** Pixels round a window that its edges depend on. */
export const EDGE_REACH = ROUNDS * (RADIUS + 2);

const OFFSETS: readonly (readonly [dx: number, dy: number])[] = Array.from(
  { length: (2 * RADIUS + 1) ** 2 },
  (_, i) => [(i % (2 * RADIUS + 1)) - RADIUS, Math.floor(i / (2 * RADIUS + 1)) - RADIUS] as const,
).filter(([dx, dy]) => dx * dx + dy * dy <= RADIUS * RADIUS + 0.5);

const PLACE = { edge: 0, inside: 1, away: 2 } as const;

/**
 * Draws the edges of changed areas where the new cover fills half of a pixel, so that areas counted in pixels are not too small or
 * too large by how sharply a score tells the change. A pixel at an edge is a mixture of what is new (mean of the changed pixels
 * nearby that have changed neighbours on all sides) and of what it would be without (mean of the unchanged pixels nearby, weighted by
 * how like it they were before); its share is the least-squares one of that linear mixture. Pixels that are no such mixture, or of
 * which nothing can be told, stay as they are.
 * @param changed 0/1; what is outside the window counts as unseen
 * @source linear mixing: Settle & Drake 1993, Linear mixing and the estimation of ground cover proportions, IJRS 14(6), 1159–1177,
 * with two components of each pixel's own surroundings; likeness as in bilateral filtering, Tomasi & Manduchi 1998
 */
export function halfCoveredEdges(changed: Uint8Array, pair: EdgePair): Uint8Array {
  let mask = changed;
  for (let round = 0; round < ROUNDS; round++) {
    const next = moveEdges(mask, pair);
    if (next === null) break;
    mask = next;
  }
  return mask;
}

/** The mask with each edge moved by one pixel where its share says so; null where nothing moves. */
function moveEdges(mask: Uint8Array, pair: EdgePair): Uint8Array | null {
  const { width, height, isSeen } = pair;
  const places = placesOf(mask, pair);
  const shareAt = createMixture(places, pair);
  let next: Uint8Array | null = null;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (places[i] !== PLACE.edge || isSeen[i] === 0) continue;
      const isNear = mask[i] === 1 || neighbours(mask, x, y, pair) > 0;
      const share = isNear ? shareAt(x, y) : null;
      if (share === null) continue;
      const is = share >= 0.5 ? 1 : 0;
      if (is === mask[i]) continue;
      next ??= mask.slice();
      next[i] = is;
    }
  }
  return next;
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

/** Share of the new cover in a pixel, not limited to 0–1; null where it cannot be told. */
function createMixture(places: Uint8Array, pair: EdgePair): (x: number, y: number) => number | null {
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
  return (x, y) => {
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
    if (inside === 0 || weight < LEAST_ALIKE) return null;
    let along = 0;
    let difference = 0;
    let square = 0;
    for (let band = 0; band < bands; band++) {
      const towards = (fresh[band]! / inside - stayed[band]! / weight) * gainAfter[band]!;
      const own = (after[band]![i]! - stayed[band]! / weight) * gainAfter[band]!;
      along += own * towards;
      difference += towards * towards;
      square += own * own;
    }
    if (difference < LEAST_DIFFERENCE * LEAST_DIFFERENCE) return null;
    const share = along / difference;
    const mixed = Math.max(0, Math.min(1, share));
    const residual = square - 2 * mixed * along + mixed * mixed * difference;
    return residual > MOST_RESIDUAL * MOST_RESIDUAL * difference ? null : share;
  };
}
