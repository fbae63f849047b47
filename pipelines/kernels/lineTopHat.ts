import type { Plane } from './boxGaussian.js';

/**
 * White top-hat of a picture by line segments: what is brighter than its surroundings and shorter than the line,
 * averaged over four directions (0°, 45°, 90°, 135°). Roofs and slabs answer, fields do not.
 * @source Huang & Zhang 2012, morphological building index (IEEE JSTARS 5); openings by van Herk 1992 / Gil & Werman 1993
 */
export function lineTopHat(values: Float32Array, plane: Plane, lengthPixels: number): Float32Array {
  const radius = (lengthPixels - 1) >> 1;
  const out = new Float32Array(values.length);
  const directions: readonly (readonly [number, number, number])[] = [
    [1, 0, radius],
    [1, 1, Math.round(radius * Math.SQRT1_2)],
    [0, 1, radius],
    [-1, 1, Math.round(radius * Math.SQRT1_2)],
  ];
  for (const [dx, dy, reach] of directions) {
    const opened = directionalOpening(values, plane, dx, dy, reach);
    for (let i = 0; i < out.length; i++) out[i]! += (values[i]! - opened[i]!) / directions.length;
  }
  return out;
}

/** Erosion, then dilation, along every line of the picture in one direction. */
function directionalOpening(values: Float32Array, { width, height }: Plane, dx: number, dy: number, radius: number): Float32Array {
  const out = new Float32Array(values.length);
  const line = new Float64Array(Math.max(width, height));
  const scratch = new LineScratch(line.length, radius);
  for (const [x0, y0] of lineStarts(width, height, dx, dy)) {
    let n = 0;
    for (let x = x0, y = y0; x >= 0 && x < width && y < height; x += dx, y += dy) line[n++] = values[y * width + x]!;
    scratch.extreme(line, n, Math.min, Infinity);
    scratch.extreme(line, n, Math.max, -Infinity);
    n = 0;
    for (let x = x0, y = y0; x >= 0 && x < width && y < height; x += dx, y += dy) out[y * width + x] = line[n++]!;
  }
  return out;
}

function* lineStarts(width: number, height: number, dx: number, dy: number): Generator<readonly [number, number]> {
  if (dy === 0) {
    for (let y = 0; y < height; y++) yield [0, y];
    return;
  }
  for (let x = 0; x < width; x++) yield [x, 0];
  if (dx === 0) return;
  for (let y = 1; y < height; y++) yield [dx > 0 ? 0 : width - 1, y];
}

/** Sliding minimum or maximum of 2 * radius + 1 samples, in three comparisons a sample whatever the radius. */
class LineScratch {
  private readonly forward: Float64Array;
  private readonly backward: Float64Array;
  constructor(
    longest: number,
    private readonly radius: number,
  ) {
    this.forward = new Float64Array(longest + 4 * radius + 2);
    this.backward = new Float64Array(longest + 4 * radius + 2);
  }

  extreme(line: Float64Array, n: number, pick: (a: number, b: number) => number, neutral: number): void {
    const { forward, backward, radius } = this;
    const size = 2 * radius + 1;
    const padded = Math.ceil((n + 2 * radius) / size) * size;
    const at = (i: number): number => (i >= radius && i < n + radius ? line[i - radius]! : neutral);
    for (let i = 0; i < padded; i++) forward[i] = i % size === 0 ? at(i) : pick(forward[i - 1]!, at(i));
    for (let i = padded - 1; i >= 0; i--) backward[i] = i % size === size - 1 ? at(i) : pick(backward[i + 1]!, at(i));
    for (let i = 0; i < n; i++) line[i] = pick(backward[i]!, forward[i + size - 1]!);
  }
}
