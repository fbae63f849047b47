import type { Plane } from './boxGaussian.js';

/**
 * White top-hat of a picture by line segments: what is brighter than its surroundings and shorter than the line,
 * averaged over four directions (0°, 45°, 90°, 135°). Roofs and slabs answer, fields do not. Beyond the edge there is
 * nothing to compare with.
 * @param lengthPixels odd
 * @source Huang & Zhang 2012, morphological building index, IEEE JSTARS 5; openings by van Herk 1992 / Gil & Werman 1993
 */
export function lineTopHat(values: Float32Array, plane: Plane, lengthPixels: number): Float32Array {
  const radius = (lengthPixels - 1) >> 1;
  const diagonal = Math.round(radius * Math.SQRT1_2);
  const out = Float32Array.from(values);
  for (const [dx, dy, reach] of [
    [1, 0, radius],
    [1, 1, diagonal],
    [0, 1, radius],
    [-1, 1, diagonal],
  ] as const) {
    subtractOpening(values, plane, dx, dy, reach, out);
  }
  return out;
}

/** Takes a quarter of the opening along every line of one direction from `out`. */
function subtractOpening(
  values: Float32Array,
  { width, height }: Plane,
  dx: number,
  dy: number,
  radius: number,
  out: Float32Array,
): void {
  const step = dy * width + dx;
  const longest = Math.max(width, height);
  const line = new Float32Array(longest);
  const eroded = new Float32Array(longest);
  const forward = new Float32Array(longest + 4 * radius + 2);
  const backward = new Float32Array(longest + 4 * radius + 2);
  const follow = (x: number, y: number): void => {
    const across = dx === 0 ? Infinity : dx > 0 ? width - x : x + 1;
    const count = Math.min(across, dy === 0 ? Infinity : height - y);
    const start = y * width + x;
    for (let i = 0, at = start; i < count; i++, at += step) line[i] = values[at]!;
    slidingMinimum(line, count, radius, forward, backward, eroded);
    slidingMaximum(eroded, count, radius, forward, backward, line);
    for (let i = 0, at = start; i < count; i++, at += step) out[at]! -= 0.25 * line[i]!;
  };
  if (dy === 0) {
    for (let y = 0; y < height; y++) follow(0, y);
    return;
  }
  for (let x = 0; x < width; x++) follow(x, 0);
  if (dx === 0) return;
  for (let y = 1; y < height; y++) follow(dx > 0 ? 0 : width - 1, y);
}

/** Minimum of 2 * radius + 1 samples round each, in three comparisons a sample whatever the radius. */
function slidingMinimum(
  line: Float32Array,
  count: number,
  radius: number,
  forward: Float32Array,
  backward: Float32Array,
  out: Float32Array,
): void {
  const size = 2 * radius + 1;
  const padded = Math.ceil((count + 2 * radius) / size) * size;
  forward.fill(Infinity, 0, padded);
  for (let i = 0; i < count; i++) forward[i + radius] = line[i]!;
  backward.set(forward.subarray(0, padded));
  for (let start = 0; start < padded; start += size) {
    for (let i = start + 1; i < start + size; i++) if (forward[i - 1]! < forward[i]!) forward[i] = forward[i - 1]!;
    for (let i = start + size - 2; i >= start; i--) if (backward[i + 1]! < backward[i]!) backward[i] = backward[i + 1]!;
  }
  for (let i = 0; i < count; i++) {
    const a = backward[i]!;
    const b = forward[i + size - 1]!;
    out[i] = a < b ? a : b;
  }
}

/** Maximum of 2 * radius + 1 samples round each. */
function slidingMaximum(
  line: Float32Array,
  count: number,
  radius: number,
  forward: Float32Array,
  backward: Float32Array,
  out: Float32Array,
): void {
  const size = 2 * radius + 1;
  const padded = Math.ceil((count + 2 * radius) / size) * size;
  forward.fill(-Infinity, 0, padded);
  for (let i = 0; i < count; i++) forward[i + radius] = line[i]!;
  backward.set(forward.subarray(0, padded));
  for (let start = 0; start < padded; start += size) {
    for (let i = start + 1; i < start + size; i++) if (forward[i - 1]! > forward[i]!) forward[i] = forward[i - 1]!;
    for (let i = start + size - 2; i >= start; i--) if (backward[i + 1]! > backward[i]!) backward[i] = backward[i + 1]!;
  }
  for (let i = 0; i < count; i++) {
    const a = backward[i]!;
    const b = forward[i + size - 1]!;
    out[i] = a > b ? a : b;
  }
}
