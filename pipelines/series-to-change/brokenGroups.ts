import { createDisjointSets, type DisjointSets } from '../kernels/disjointSets.js';
import { collectRuns, type RunLengths } from '../kernels/runLengths.js';
import { BROKEN } from './brokenPixels.js';

/** Broken pixels that belong together in space and time. Days count from 1970-01-01. */
export interface BrokenGroup {
  readonly pixels: number;
  /** Last clear look before, and first look after. */
  readonly onsetFrom: number;
  readonly onsetTo: number;
  /** Medians over the pixels. */
  readonly magnitude: number;
  readonly confirmations: number;
}

export interface BrokenGroups {
  /** Each run's owner is the number of its group. */
  readonly runs: RunLengths;
  readonly groups: readonly BrokenGroup[];
}

export interface GroupingOptions {
  readonly width: number;
  readonly height: number;
  readonly connectivity: 4 | 8;
  /** Neighbours belong together where their first looks are at most this many days apart. */
  readonly groupDays: number;
}

/** @param broken `BrokenPixels.sorted()`: by row and column */
export function groupBroken(broken: Float64Array, options: GroupingOptions): BrokenGroups {
  const count = broken.length / BROKEN.fields;
  const sets = createDisjointSets(count);
  joinNeighbours(broken, sets, options);
  const numberOf = new Map<number, number>();
  const members: number[][] = [];
  const runs = collectRuns(options.width, options.height);
  let row = 0;
  for (let k = 0; k < count; k++) {
    const root = sets.rootOf(k);
    let group = numberOf.get(root);
    if (group === undefined) {
      group = members.length;
      numberOf.set(root, group);
      members.push([]);
    }
    members[group]!.push(k);
    for (; row < broken[k * BROKEN.fields + BROKEN.row]!; row++) runs.endRow();
    const column = broken[k * BROKEN.fields + BROKEN.column]!;
    runs.push(column, column + 1, group);
  }
  for (; row < options.height; row++) runs.endRow();
  return { runs: runs.finish(), groups: members.map((own) => groupOf(broken, own)) };
}

function joinNeighbours(broken: Float64Array, sets: DisjointSets, { connectivity, groupDays }: GroupingOptions): void {
  const count = broken.length / BROKEN.fields;
  const of = (k: number, field: number): number => broken[k * BROKEN.fields + field]!;
  const isNear = (a: number, b: number): boolean =>
    Math.abs(of(a, BROKEN.firstLook) - of(b, BROKEN.firstLook)) <= groupDays &&
    of(a, BROKEN.magnitude) > 0 === of(b, BROKEN.magnitude) > 0;
  const reach = connectivity === 8 ? 1 : 0;
  let above = 0;
  for (let k = 0; k < count; k++) {
    const [row, column] = [of(k, BROKEN.row), of(k, BROKEN.column)];
    if (k > 0 && of(k - 1, BROKEN.row) === row && of(k - 1, BROKEN.column) === column - 1 && isNear(k - 1, k))
      sets.join(k - 1, k);
    while (
      of(above, BROKEN.row) < row - 1 ||
      (of(above, BROKEN.row) === row - 1 && of(above, BROKEN.column) < column - reach)
    )
      above++;
    for (let other = above; of(other, BROKEN.row) === row - 1 && of(other, BROKEN.column) <= column + reach; other++) {
      if (isNear(other, k)) sets.join(other, k);
    }
  }
}

/**
 * The onset of a group: its pixels changed together, but clouds hid each for a time of its own. The middle of their first
 * looks; and the middle of their last clear looks, or the latest of those before it where the middle is not.
 */
function groupOf(broken: Float64Array, own: readonly number[]): BrokenGroup {
  const column = (field: number): Float64Array =>
    Float64Array.from(own, (k) => broken[k * BROKEN.fields + field]!).sort();
  const middle = (sorted: Float64Array): number => sorted[sorted.length >> 1]!;
  const onsetTo = middle(column(BROKEN.firstLook));
  const lastClear = column(BROKEN.lastClear).filter((day) => day < onsetTo);
  return {
    pixels: own.length,
    onsetTo,
    onsetFrom: lastClear.length === 0 ? onsetTo - 1 : middle(lastClear),
    magnitude: middle(column(BROKEN.magnitude)),
    confirmations: middle(column(BROKEN.confirmations)),
  };
}
