import type { Plane } from './boxGaussian.js';

export interface SegmentOptions {
  /** Larger values make larger segments; in units of the pictures' values times pixels. */
  readonly scale: number;
  /** Segments below this many pixels are merged into a neighbour. */
  readonly minimumPixels: number;
}

/**
 * Segments of a picture by graph merging, 8-connected: a number from 0 for each pixel. Deterministic: equal edges keep
 * the order of pixels and directions.
 * @param planes one or more planes of equal length; the edge weight is the Euclidean distance over them
 * @source Felzenszwalb & Huttenlocher 2004, Efficient graph-based image segmentation (IJCV 59)
 */
export function graphSegments(planes: readonly Float32Array[], plane: Plane, options: SegmentOptions): Int32Array {
  const { width, height } = plane;
  const pixels = width * height;
  const edges = sortedEdges(planes, plane);
  const parent = Int32Array.from({ length: pixels }, (_, i) => i);
  const size = new Int32Array(pixels).fill(1);
  const internal = new Float32Array(pixels);
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  const join = (a: number, b: number): number => {
    const [root, other] = size[a]! >= size[b]! ? [a, b] : [b, a];
    parent[other] = root;
    size[root]! += size[other]!;
    return root;
  };
  for (const edge of edges.order) {
    const a = find(edges.from[edge]!);
    const b = find(edges.to[edge]!);
    if (a === b) continue;
    const weight = edges.weight[edge]!;
    const limit = Math.min(internal[a]! + options.scale / size[a]!, internal[b]! + options.scale / size[b]!);
    if (weight <= limit) internal[join(a, b)] = weight;
  }
  for (const edge of edges.order) {
    const a = find(edges.from[edge]!);
    const b = find(edges.to[edge]!);
    if (a !== b && (size[a]! < options.minimumPixels || size[b]! < options.minimumPixels)) join(a, b);
  }
  return numbered(parent, find);
}

function sortedEdges(planes: readonly Float32Array[], { width, height }: Plane) {
  const capacity = 4 * width * height;
  const from = new Int32Array(capacity);
  const to = new Int32Array(capacity);
  const weight = new Float32Array(capacity);
  let n = 0;
  const add = (i: number, j: number): void => {
    let sum = 0;
    for (const values of planes) sum += (values[i]! - values[j]!) ** 2;
    from[n] = i;
    to[n] = j;
    weight[n++] = Math.sqrt(sum);
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (x + 1 < width) add(i, i + 1);
      if (y + 1 < height) add(i, i + width);
      if (x + 1 < width && y + 1 < height) add(i, i + width + 1);
      if (x > 0 && y + 1 < height) add(i, i + width - 1);
    }
  }
  return { from, to, weight, order: orderByWeight(weight.subarray(0, n)) };
}

/** Stable order of non-negative floats by radix sort on their bits, which order as the numbers do. */
function orderByWeight(weight: Float32Array): Uint32Array {
  const bits = new Uint32Array(weight.buffer, weight.byteOffset, weight.length);
  let order = Uint32Array.from(bits, (_, i) => i);
  let next = new Uint32Array(order.length);
  for (const shift of [0, 11, 22]) {
    const starts = new Uint32Array(2049);
    for (const i of order) starts[((bits[i]! >>> shift) & 2047) + 1]!++;
    for (let k = 1; k < starts.length; k++) starts[k]! += starts[k - 1]!;
    for (const i of order) next[starts[(bits[i]! >>> shift) & 2047]!++] = i;
    [order, next] = [next, order];
  }
  return order;
}

function numbered(parent: Int32Array, find: (i: number) => number): Int32Array {
  const numberOf = new Int32Array(parent.length).fill(-1);
  const out = new Int32Array(parent.length);
  let count = 0;
  for (let i = 0; i < parent.length; i++) {
    const root = find(i);
    if (numberOf[root]! < 0) numberOf[root] = count++;
    out[i] = numberOf[root]!;
  }
  return out;
}

/** Replaces every value by the mean of its segment. */
export function segmentMeans(values: Float32Array, segments: Int32Array): Float32Array {
  let count = 0;
  for (const segment of segments) count = Math.max(count, segment + 1);
  const sum = new Float64Array(count);
  const pixels = new Float64Array(count);
  for (let i = 0; i < values.length; i++) {
    sum[segments[i]!]! += values[i]!;
    pixels[segments[i]!]!++;
  }
  return Float32Array.from(segments, (segment) => sum[segment]! / pixels[segment]!);
}
