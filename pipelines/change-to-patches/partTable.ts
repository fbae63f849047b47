import { LAND_COVER_CLASSES } from '#domain/landCover.js';

/** Number of land-cover classes: places of a row of `byFromClass` and `byToClass`. */
export const CLASS_COUNT = LAND_COVER_CLASSES.length;

/**
 * Whole-number sums over the changed pixels of parts of patches, a column each: adding them in any order gives the same. Noise
 * makes a part of every few pixels, so that an object each would fill the memory.
 */
export interface PartTable {
  readonly count: number;
  /** Before scenes: places of a row of `byScene`. */
  readonly sceneCount: number;
  /** Members of the ensemble: places of a row of `byMember`; 0 without one. */
  readonly memberCount: number;
  /** Transition group of each part. Columns are at least `count` long. */
  readonly group: Uint8Array;
  readonly pixels: Float64Array;
  /** Pixels that suffice to make the area they are in count as changed. */
  readonly seeds: Float64Array;
  /** Sum of scores over their cut, thousandths. */
  readonly excess: Float64Array;
  /** Pixels by before scene, row by row of `sceneCount`. */
  readonly byScene: Float64Array | Uint32Array;
  /** Pixels that each member calls changed, row by row of `memberCount`. */
  readonly byMember: Float64Array | Uint32Array;
  /** Pixels by class code before and after, row by row of `CLASS_COUNT`. */
  readonly byFromClass: Float64Array | Uint32Array;
  readonly byToClass: Float64Array | Uint32Array;
}

/** A table of parts with nothing in them. @param counts `wide` where a part may have more than 4 · 10⁹ pixels */
export function createPartTable(
  count: number,
  { sceneCount, memberCount }: Pick<PartTable, 'sceneCount' | 'memberCount'>,
  counts: 'narrow' | 'wide' = 'narrow',
): PartTable {
  const column = counts === 'wide' ? Float64Array : Uint32Array;
  return {
    count,
    sceneCount,
    memberCount,
    group: new Uint8Array(count),
    pixels: new Float64Array(count),
    seeds: new Float64Array(count),
    excess: new Float64Array(count),
    byScene: new column(count * sceneCount),
    byMember: new column(count * memberCount),
    byFromClass: new column(count * CLASS_COUNT),
    byToClass: new column(count * CLASS_COUNT),
  };
}

/** Adds a part's sums to those of another table's row; groups are left alone. */
export function addPart(to: PartTable, row: number, from: PartTable, part: number): void {
  to.pixels[row]! += from.pixels[part]!;
  to.seeds[row]! += from.seeds[part]!;
  to.excess[row]! += from.excess[part]!;
  addRow(to.byScene, row, from.byScene, part, from.sceneCount);
  addRow(to.byMember, row, from.byMember, part, from.memberCount);
  addRow(to.byFromClass, row, from.byFromClass, part, CLASS_COUNT);
  addRow(to.byToClass, row, from.byToClass, part, CLASS_COUNT);
}

function addRow(
  to: Float64Array | Uint32Array,
  row: number,
  from: Float64Array | Uint32Array,
  part: number,
  width: number,
): void {
  for (let i = 0; i < width; i++) to[row * width + i]! += from[part * width + i]!;
}

/** Parts of many chunks, one after the other. */
export interface PartCollector {
  count(): number;
  /** Appends the parts of a table; their numbers go on from `count()`. */
  append(parts: PartTable): void;
  /** Leaves out parts and closes the gaps. @param numberOf new number of each part, ascending, or -1 */
  renumber(numberOf: Int32Array, count: number): void;
  table(): PartTable;
}

export function collectParts(rows: Pick<PartTable, 'sceneCount' | 'memberCount'>): PartCollector {
  let capacity = 64;
  let columns = createPartTable(capacity, rows);
  let count = 0;
  const growTo = (needed: number): void => {
    if (needed <= capacity) return;
    capacity = Math.max(needed, Math.ceil(1.5 * capacity));
    const larger = createPartTable(capacity, rows);
    copyParts(larger, 0, columns, count);
    columns = larger;
  };
  return {
    count: () => count,
    append(parts) {
      growTo(count + parts.count);
      copyParts(columns, count, parts, parts.count);
      count += parts.count;
    },
    renumber(numberOf, newCount) {
      for (let part = 0; part < count; part++) {
        const place = numberOf[part]!;
        if (place >= 0 && place !== part) movePart(columns, place, part);
      }
      count = newCount;
    },
    table: () => ({ ...columns, count }),
  };
}

function copyParts(to: PartTable, at: number, from: PartTable, count: number): void {
  const { sceneCount, memberCount } = to;
  to.group.set(from.group.subarray(0, count), at);
  to.pixels.set(from.pixels.subarray(0, count), at);
  to.seeds.set(from.seeds.subarray(0, count), at);
  to.excess.set(from.excess.subarray(0, count), at);
  to.byScene.set(from.byScene.subarray(0, count * sceneCount), at * sceneCount);
  to.byMember.set(from.byMember.subarray(0, count * memberCount), at * memberCount);
  to.byFromClass.set(from.byFromClass.subarray(0, count * CLASS_COUNT), at * CLASS_COUNT);
  to.byToClass.set(from.byToClass.subarray(0, count * CLASS_COUNT), at * CLASS_COUNT);
}

function movePart({ sceneCount, memberCount, ...columns }: PartTable, to: number, from: number): void {
  columns.group[to] = columns.group[from]!;
  columns.pixels[to] = columns.pixels[from]!;
  columns.seeds[to] = columns.seeds[from]!;
  columns.excess[to] = columns.excess[from]!;
  columns.byScene.copyWithin(to * sceneCount, from * sceneCount, (from + 1) * sceneCount);
  columns.byMember.copyWithin(to * memberCount, from * memberCount, (from + 1) * memberCount);
  columns.byFromClass.copyWithin(to * CLASS_COUNT, from * CLASS_COUNT, (from + 1) * CLASS_COUNT);
  columns.byToClass.copyWithin(to * CLASS_COUNT, from * CLASS_COUNT, (from + 1) * CLASS_COUNT);
}
