import type { Plane } from './boxGaussian.js';

const { sqrt } = Math;

export interface SegmentOptions {
  /** Larger values make larger segments; in units of the pictures' values times pixels. */
  readonly scale: number;
  /** Segments below this many pixels are merged into a neighbour. */
  readonly minimumPixels: number;
}

/**
 * Segments of a picture by graph merging, 8-connected, once for each of the options: a number from 0 for each pixel.
 * Deterministic: edges that are (almost) equal keep the order of pixels and directions.
 * @param planes one or more planes of equal length; the edge weight is the Euclidean distance over them
 * @param isSeen pixels with 0 stay alone
 * @source Felzenszwalb & Huttenlocher 2004, Efficient graph-based image segmentation, IJCV 59
 */
export function graphSegments(
  planes: readonly Float32Array[],
  plane: Plane,
  isSeen: Uint8Array,
  options: readonly SegmentOptions[],
): Int32Array[] {
  const weight = edgeWeights(planes, plane, isSeen);
  const order = orderByWeight(weight);
  return options.map((option) => mergeAlong(order, weight, plane, option));
}

/** Edge `4 * i + direction` leads from pixel i to its neighbour on the right, below, below right, below left. */
const DIRECTIONS = 4;
const NO_EDGE = Infinity;

function edgeWeights(planes: readonly Float32Array[], { width, height }: Plane, isSeen: Uint8Array): Float32Array {
  const weight = new Float32Array(DIRECTIONS * width * height);
  const steps = [1, width, width + 1, width - 1];
  for (const values of planes) {
    for (let direction = 0; direction < DIRECTIONS; direction++) {
      const step = steps[direction]!;
      const count = values.length - step;
      for (let i = 0; i < count; i++) {
        const difference = values[i]! - values[i + step]!;
        weight[DIRECTIONS * i + direction]! += difference * difference;
      }
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      for (let direction = 0; direction < DIRECTIONS; direction++) {
        const edge = DIRECTIONS * i + direction;
        const isInside =
          (direction === 0 || y + 1 < height) &&
          (direction === 1 || (direction === 3 ? x > 0 : x + 1 < width)) &&
          isSeen[i] === 1 &&
          isSeen[i + steps[direction]!] === 1;
        weight[edge] = isInside ? sqrt(weight[edge]!) : NO_EDGE;
      }
    }
  }
  return weight;
}

/** Bits of a float that are left out in sorting: two in a thousand are as good as equal. */
const DROPPED_BITS = 14;

/** Stable order of the edges that exist by a counting sort on the leading bits, which order as the numbers do. */
function orderByWeight(weight: Float32Array): Uint32Array {
  const bits = new Uint32Array(weight.buffer, weight.byteOffset, weight.length);
  const end = bitsOf(NO_EDGE) >>> DROPPED_BITS;
  const starts = new Uint32Array(end + 2);
  for (let i = 0; i < bits.length; i++) starts[(bits[i]! >>> DROPPED_BITS) + 1]! += 1;
  const count = bits.length - starts[end + 1]!;
  for (let k = 1; k < starts.length; k++) starts[k]! += starts[k - 1]!;
  const order = new Uint32Array(count);
  for (let i = 0; i < bits.length; i++) {
    const key = bits[i]! >>> DROPPED_BITS;
    if (key < end) order[starts[key]!++] = i;
  }
  return order;
}

const bitsOf = (value: number): number => new Uint32Array(Float32Array.of(value).buffer)[0]!;

function mergeAlong(
  order: Uint32Array,
  weight: Float32Array,
  { width, height }: Plane,
  { scale, minimumPixels }: SegmentOptions,
): Int32Array {
  const pixels = width * height;
  const steps = Int32Array.of(1, width, width + 1, width - 1);
  const parent = new Int32Array(pixels);
  for (let i = 0; i < pixels; i++) parent[i] = i;
  const size = new Int32Array(pixels).fill(1);
  /** Heaviest edge inside each segment plus `scale / size`: what an edge may weigh at most to merge it. */
  const limit = new Float32Array(pixels).fill(scale);
  for (let k = 0; k < order.length; k++) {
    const edge = order[k]!;
    const pixel = edge >>> 2;
    const a = rootOf(parent, pixel);
    const b = rootOf(parent, pixel + steps[edge & 3]!);
    if (a === b) continue;
    const w = weight[edge]!;
    if (w > limit[a]! || w > limit[b]!) continue;
    const root = size[a]! >= size[b]! ? a : b;
    parent[root === a ? b : a] = root;
    size[root] = size[a]! + size[b]!;
    limit[root] = w + scale / size[root];
  }
  for (let k = 0; k < order.length; k++) {
    const edge = order[k]!;
    const pixel = edge >>> 2;
    const a = rootOf(parent, pixel);
    const b = rootOf(parent, pixel + steps[edge & 3]!);
    if (a === b || (size[a]! >= minimumPixels && size[b]! >= minimumPixels)) continue;
    const root = size[a]! >= size[b]! ? a : b;
    parent[root === a ? b : a] = root;
    size[root] = size[a]! + size[b]!;
  }
  return numbered(parent);
}

function rootOf(parent: Int32Array, pixel: number): number {
  let at = pixel;
  let above = parent[at]!;
  while (above !== at) {
    const next = parent[above]!;
    parent[at] = next;
    at = next;
    above = parent[at]!;
  }
  return at;
}

function numbered(parent: Int32Array): Int32Array {
  const numberOf = new Int32Array(parent.length).fill(-1);
  const out = new Int32Array(parent.length);
  let count = 0;
  for (let i = 0; i < parent.length; i++) {
    const root = rootOf(parent, i);
    if (numberOf[root]! < 0) numberOf[root] = count++;
    out[i] = numberOf[root]!;
  }
  return out;
}

/** Mean over several segmentations of the mean of each pixel's segment. */
export function segmentMeans(values: Float32Array, segmentations: readonly Int32Array[]): Float32Array {
  const out = new Float32Array(values.length);
  for (const segments of segmentations) {
    let count = 0;
    for (let i = 0; i < segments.length; i++) if (segments[i]! >= count) count = segments[i]! + 1;
    const sum = new Float64Array(count);
    const pixels = new Float64Array(count);
    for (let i = 0; i < values.length; i++) {
      const segment = segments[i]!;
      sum[segment]! += values[i]!;
      pixels[segment]! += 1;
    }
    for (let segment = 0; segment < count; segment++) sum[segment]! /= pixels[segment]! * segmentations.length;
    for (let i = 0; i < out.length; i++) out[i]! += sum[segments[i]!]!;
  }
  return out;
}
