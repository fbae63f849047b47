import type { Plane } from './boxGaussian.js';

/** Opening of a 0/1 mask by a disk of this radius (pixels): removes what is narrower than the disk. Outside counts as 0. */
export function openByDisk(mask: Uint8Array, plane: Plane, radius: number): Uint8Array {
  if (radius <= 0) return mask.slice();
  const offsets = diskSpans(radius);
  return sweep(sweep(mask, plane, offsets, 'erode'), plane, offsets, 'dilate');
}

/**
 * Closing of a 0/1 mask by a disk of this radius (pixels): fills gaps and notches that are narrower than the disk. Outside
 * counts as 0 and takes part as if the plane went on, so that nothing grows along its edge.
 */
export function closeByDisk(mask: Uint8Array, plane: Plane, radius: number): Uint8Array {
  if (radius <= 0) return mask.slice();
  const { width, height } = plane;
  const wide = { width: width + 2 * radius, height: height + 2 * radius };
  const inner = new Uint8Array(wide.width * wide.height);
  for (let y = 0; y < height; y++) {
    inner.set(mask.subarray(y * width, (y + 1) * width), (y + radius) * wide.width + radius);
  }
  const offsets = diskSpans(radius);
  const closed = sweep(sweep(inner, wide, offsets, 'dilate'), wide, offsets, 'erode');
  const out = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) {
    const from = (y + radius) * wide.width + radius;
    out.set(closed.subarray(from, from + width), y * width);
  }
  return out;
}

/** Opening of a 0/1 mask by a square of `side` pixels, in time that does not depend on its size. Outside counts as 0. */
export function openBySquare(mask: Uint8Array, { width, height }: Plane, side: number): Uint8Array {
  const out = mask.slice();
  for (let y = 0; y < height; y++) keepCorners(out, y * width, 1, width, side);
  for (let x = 0; x < width; x++) keepCorners(out, x, width, height, side);
  for (let y = 0; y < height; y++) spread(out, y * width, 1, width, side);
  for (let x = 0; x < width; x++) spread(out, x, width, height, side);
  return out;
}

/** Leaves those of a line's marks that begin a stretch of at least `side` marks. */
function keepCorners(marks: Uint8Array, from: number, step: number, count: number, side: number): void {
  let length = 0;
  for (let i = count - 1; i >= 0; i--) {
    const at = from + i * step;
    length = marks[at] === 1 ? length + 1 : 0;
    marks[at] = length >= side ? 1 : 0;
  }
}

/** Marks the `side` places from each mark on. */
function spread(marks: Uint8Array, from: number, step: number, count: number, side: number): void {
  let left = 0;
  for (let i = 0; i < count; i++) {
    const at = from + i * step;
    if (marks[at] === 1) left = side;
    if (left > 0) marks[at] = 1;
    left -= 1;
  }
}

/** Everything within this many pixels of a 0/1 mask's pixels. Outside counts as 0. */
export function dilateByDisk(mask: Uint8Array, plane: Plane, radius: number): Uint8Array {
  return sweep(mask, plane, diskSpans(radius), 'dilate');
}

/** Half-widths of the disk's rows from -radius to radius. */
function diskSpans(radius: number): number[] {
  return Array.from({ length: 2 * radius + 1 }, (_, k) =>
    Math.floor(Math.sqrt(radius * radius + 0.5 - (k - radius) ** 2)),
  );
}

function sweep(
  mask: Uint8Array,
  { width, height }: Plane,
  spans: readonly number[],
  act: 'erode' | 'dilate',
): Uint8Array {
  const radius = (spans.length - 1) / 2;
  const out = new Uint8Array(mask.length);
  const prefix = prefixSums(mask, width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let keeps = act === 'erode';
      for (let k = -radius; k <= radius; k++) {
        const row = y + k;
        const half = spans[k + radius]!;
        const from = Math.max(0, x - half);
        const to = Math.min(width - 1, x + half);
        const inside =
          row < 0 || row >= height ? 0 : prefix[row * (width + 1) + to + 1]! - prefix[row * (width + 1) + from]!;
        if (act === 'erode' && inside < 2 * half + 1) {
          keeps = false;
          break;
        }
        if (act === 'dilate' && inside > 0) {
          keeps = true;
          break;
        }
      }
      out[y * width + x] = keeps ? 1 : 0;
    }
  }
  return out;
}

function prefixSums(mask: Uint8Array, width: number, height: number): Int32Array {
  const prefix = new Int32Array((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      prefix[y * (width + 1) + x + 1] = prefix[y * (width + 1) + x]! + mask[y * width + x]!;
  }
  return prefix;
}
