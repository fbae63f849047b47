import type { Speckle } from './speckleFilters.js';
import type { MaskedPlane } from './windowMoments.js';

/** Pixels round a window that its results depend on. */
export const REFINED_LEE_RADIUS = 3;

const SIDE = 2 * REFINED_LEE_RADIUS + 1;

/**
 * Lee's filter in half windows that follow edges: nine means of 3 × 3 pixels say in which of four directions the 7 × 7
 * window's edge runs and on which of its sides the pixel lies; only that half's 28 pixels are used. Keeps edges that
 * `leeFilter` leaves noisy. Pixels beyond the edge or unseen do not count. NaN where not seen.
 * @param plane linear intensity (or amplitude, with `looksOfAmplitude`), >= 0
 * @source Lee 1981, Computer Graphics and Image Processing 17, 24–32; weight as in `leeFilter`
 */
export function refinedLeeFilter(plane: MaskedPlane, { looks }: Speckle): Float32Array {
  const { values, isSeen, width, height } = plane;
  const speckleVariation = 1 / looks;
  const out = new Float32Array(width * height);
  const subMeans = new Float64Array(9);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      if (isSeen[pixel] === 0) {
        out[pixel] = NaN;
        continue;
      }
      fillSubMeans(plane, x, y, subMeans);
      const { mean, variance } = momentsOf(plane, x, y, HALF_WINDOWS[halfWindowOf(subMeans)]!);
      const variation = variance / (mean * mean);
      const weight = variation > speckleVariation ? (1 - speckleVariation / variation) / (1 + speckleVariation) : 0;
      out[pixel] = mean + weight * (values[pixel]! - mean);
    }
  }
  return out;
}

/** Unit vectors across the edge, from one side to the other: right, down, and the diagonals. */
const ACROSS = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;

/** Offsets (dx, dy) of each half window, its dividing line included: two per direction, the negative side first. */
const HALF_WINDOWS: readonly (readonly (readonly [number, number])[])[] = ACROSS.flatMap(([ax, ay]) =>
  [-1, 1].map((side) =>
    Array.from(
      { length: SIDE * SIDE },
      (_, k) => [(k % SIDE) - REFINED_LEE_RADIUS, Math.floor(k / SIDE) - REFINED_LEE_RADIUS] as const,
    ).filter(([dx, dy]) => side * (ax * dx + ay * dy) >= 0),
  ),
);

/** Means of the nine 3 × 3 blocks centred two pixels apart; a block without anything seen takes the middle one's. */
function fillSubMeans({ values, isSeen, width, height }: MaskedPlane, x: number, y: number, out: Float64Array): void {
  for (let block = 0; block < 9; block++) {
    const middleX = x + 2 * ((block % 3) - 1);
    const middleY = y + 2 * (Math.floor(block / 3) - 1);
    let sum = 0;
    let count = 0;
    for (let row = Math.max(0, middleY - 1); row <= Math.min(height - 1, middleY + 1); row++) {
      for (let column = Math.max(0, middleX - 1); column <= Math.min(width - 1, middleX + 1); column++) {
        const pixel = row * width + column;
        if (isSeen[pixel] === 0) continue;
        sum += values[pixel]!;
        count += 1;
      }
    }
    out[block] = count > 0 ? sum / count : NaN;
  }
  for (let block = 0; block < 9; block++) if (Number.isNaN(out[block]!)) out[block] = out[4]!;
}

/** The half window on the pixel's side of the strongest edge. */
function halfWindowOf(m: Float64Array): number {
  const gradients = [
    m[2]! + m[5]! + m[8]! - m[0]! - m[3]! - m[6]!,
    m[6]! + m[7]! + m[8]! - m[0]! - m[1]! - m[2]!,
    m[5]! + m[7]! + m[8]! - m[0]! - m[1]! - m[3]!,
    m[1]! + m[2]! + m[5]! - m[3]! - m[6]! - m[7]!,
  ];
  let direction = 0;
  for (let k = 1; k < 4; k++) if (Math.abs(gradients[k]!) > Math.abs(gradients[direction]!)) direction = k;
  const [ax, ay] = ACROSS[direction]!;
  const positive = m[4 + ax + 3 * ay]!;
  const negative = m[4 - ax - 3 * ay]!;
  const isPositive = Math.abs(positive - m[4]!) < Math.abs(negative - m[4]!);
  return 2 * direction + (isPositive ? 1 : 0);
}

function momentsOf(
  { values, isSeen, width, height }: MaskedPlane,
  x: number,
  y: number,
  offsets: readonly (readonly [number, number])[],
): { mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (const [dx, dy] of offsets) {
    const column = x + dx;
    const row = y + dy;
    if (column < 0 || row < 0 || column >= width || row >= height) continue;
    const pixel = row * width + column;
    if (isSeen[pixel] === 0) continue;
    const value = values[pixel]!;
    sum += value;
    squares += value * value;
    count += 1;
  }
  const mean = sum / count;
  return { mean, variance: Math.max(0, squares / count - mean * mean) };
}
