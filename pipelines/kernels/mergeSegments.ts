/**
 * Gives each segment below the minimum, smallest first, to its largest neighbour.
 * @param sizes pixels of each segment; those that took others in are larger afterwards
 * @param forEachMeeting calls back with each two segments that touch, as often as it likes
 * @returns where each segment ended
 */
export function mergeIntoNeighbours(
  sizes: Float64Array,
  minimumPixels: number,
  forEachMeeting: (meet: (a: number, b: number) => void) => void,
): Int32Array {
  const target = new Int32Array(sizes.length);
  for (let label = 0; label < target.length; label++) target[label] = label;
  const small = smallestFirst(sizes, minimumPixels);
  if (small.length === 0) return target;
  const neighbours = neighboursOf(forEachMeeting);
  const endOf = (label: number): number => {
    let at = label;
    while (target[at] !== at) at = target[at]!;
    return at;
  };
  for (const label of small) {
    if (target[label] !== label || sizes[label]! >= minimumPixels) continue;
    const own = neighbours.get(label) ?? new Set<number>();
    let best = -1;
    for (const neighbour of own) {
      const end = endOf(neighbour);
      if (end === label) continue;
      if (best < 0 || sizes[end]! > sizes[best]! || (sizes[end] === sizes[best] && end < best)) best = end;
    }
    if (best < 0) continue;
    target[label] = best;
    sizes[best]! += sizes[label]!;
    const inherited = neighbours.get(best)!;
    for (const neighbour of own) inherited.add(neighbour);
  }
  return target.map((_, label) => endOf(label));
}

function smallestFirst(sizes: Float64Array, minimumPixels: number): number[] {
  const small: number[] = [];
  for (let label = 0; label < sizes.length; label++) if (sizes[label]! < minimumPixels) small.push(label);
  return small.sort((a, b) => sizes[a]! - sizes[b]! || a - b);
}

/** Most segments lie alone: only those that meet another have a set. */
function neighboursOf(
  forEachMeeting: (meet: (a: number, b: number) => void) => void,
): ReadonlyMap<number, Set<number>> {
  const neighbours = new Map<number, Set<number>>();
  const of = (label: number): Set<number> => {
    const known = neighbours.get(label) ?? new Set<number>();
    neighbours.set(label, known);
    return known;
  };
  forEachMeeting((a, b) => {
    of(a).add(b);
    of(b).add(a);
  });
  return neighbours;
}
