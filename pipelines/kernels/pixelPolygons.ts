import { joinInto, rootIn } from './disjointSets.js';
import { forEachContact, type RunLengths } from './runLengths.js';

/** A closed ring of pixel corners: x, y, x, y …, without repeating the first; only corners where the direction turns. */
export type CornerRing = Int32Array;

/** One polygon along pixel edges: exterior first, then holes. */
export interface PixelPolygon {
  readonly rings: readonly CornerRing[];
  /** Pixels inside, holes taken off. */
  readonly pixels: number;
}

/** Outlines one raster of runs after the other, in memory that is used again. */
export type Outliner = (runs: RunLengths) => PixelPolygon[];

/**
 * The exact outline of the marked pixels, owners ignored: one polygon per 4-connected area, holes kept. Exteriors run
 * counter-clockwise on a map (rows go south), holes clockwise. Rings are simple: where two pixels of one area meet only
 * at a corner, the rings pass on either side of it and may touch there (allowed between rings of one polygon by OGC
 * simple features). Same output as `gdal_polygonize`, polygon for polygon.
 * @param runs runs that touch within a row must have been joined
 */
export function tracePixelPolygons(runs: RunLengths): PixelPolygon[] {
  return createOutliner()(runs);
}

/** What is known of each run, or of each of its two edges, while a raster is outlined. */
interface Scratch {
  /** Number of the 4-connected area of each run: its first run. */
  readonly areaOf: Int32Array;
  readonly rowOf: Int32Array;
  /** Place of each area's polygon in the outcome, by its first run. */
  readonly polygonOf: Int32Array;
  /** The end of an edge that each end of an edge leads on to. */
  readonly link: Int32Array;
  /** 1 where an edge belongs to a ring already. */
  readonly seen: Uint8Array;
}

const scratchFor = (runs: number): Scratch => ({
  areaOf: new Int32Array(runs),
  rowOf: new Int32Array(runs),
  polygonOf: new Int32Array(runs),
  link: new Int32Array(4 * runs),
  seen: new Uint8Array(2 * runs),
});

export function createOutliner(): Outliner {
  let size = 256;
  let scratch = scratchFor(size);
  const corners = createCornerList();
  return (runs) => {
    if (runs.count > size) {
      size = Math.max(runs.count, 2 * size);
      scratch = scratchFor(size);
    }
    findAreas(runs, scratch);
    linkEnds(runs, scratch);
    return traceRings(runs, scratch, corners);
  };
}

function findAreas(runs: RunLengths, { areaOf, rowOf }: Scratch): void {
  for (let run = 0; run < runs.count; run++) areaOf[run] = run;
  forEachContact(runs, 4, (a, b) => joinInto(areaOf, a, b));
  for (let run = 0; run < runs.count; run++) areaOf[run] = rootIn(areaOf, run);
  for (let y = 0; y < runs.height; y++) rowOf.fill(y, runs.rowStart[y]!, runs.rowStart[y + 1]!);
}

/*
 * Every run has two vertical edges: 2i on its left, 2i + 1 on its right. An edge has a top end (2e) and a bottom end
 * (2e + 1). Along each horizontal grid line the ends that lie on it, ordered by column, are joined in pairs: that is the
 * horizontal part of the outline. Following the links walks round the rings.
 *
 *        x0        x1
 *   y    +---------+        top ends of edges 2i and 2i + 1
 *        |  run i  |
 *   y+1  +---------+        bottom ends
 */
function linkEnds(runs: RunLengths, { areaOf, link }: Scratch): void {
  const { rowStart, start, end, height } = runs;
  for (let y = 0; y <= height; y++) {
    let above = y > 0 ? 2 * rowStart[y - 1]! : 0;
    const aboveEnd = y > 0 ? 2 * rowStart[y]! : 0;
    let below = y < height ? 2 * rowStart[y]! : 0;
    const belowEnd = y < height ? 2 * rowStart[y + 1]! : 0;
    let open = -1;
    while (above < aboveEnd || below < belowEnd) {
      const columnAbove = above < aboveEnd ? columnOf(above, start, end) : BEYOND;
      const columnBelow = below < belowEnd ? columnOf(below, start, end) : BEYOND;
      let takeAbove = columnAbove < columnBelow;
      if (columnAbove === columnBelow) {
        // Four rings' ends meet here. Diagonal pixels of one area: keep the corner inside; of two: keep them apart.
        takeAbove = (above & 1) === 1;
        const isDiagonal = (above & 1) !== (below & 1);
        if (isDiagonal && areaOf[above >> 1] === areaOf[below >> 1]) takeAbove = !takeAbove;
      }
      const here = takeAbove ? 2 * above++ + 1 : 2 * below++;
      if (open < 0) open = here;
      else {
        link[open] = here;
        link[here] = open;
        open = -1;
      }
    }
  }
}

/** Right of every column. */
const BEYOND = 0x7fff_ffff;

const columnOf = (edge: number, start: Int32Array, end: Int32Array): number =>
  (edge & 1) === 1 ? end[edge >> 1]! : start[edge >> 1]!;

function traceRings(runs: RunLengths, scratch: Scratch, corners: CornerList): PixelPolygon[] {
  const { areaOf, polygonOf, seen } = scratch;
  seen.fill(0, 0, 2 * runs.count);
  polygonOf.fill(-1, 0, runs.count);
  const polygons: { rings: CornerRing[]; pixels: number }[] = [];
  for (let edge = 0; edge < 2 * runs.count; edge += 2) {
    if (seen[edge] === 1) continue;
    const pixels = walkRing(edge, runs, scratch, corners);
    const area = areaOf[edge >> 1]!;
    let place = polygonOf[area]!;
    if (place < 0) {
      place = polygons.push({ rings: [], pixels: 0 }) - 1;
      polygonOf[area] = place;
    }
    const polygon = polygons[place]!;
    if (pixels > 0) polygon.rings.unshift(corners.ring());
    else polygon.rings.push(corners.ring());
    polygon.pixels += pixels;
  }
  return polygons;
}

/**
 * Collects the corners of the ring of a left edge, walked downwards: counter-clockwise round an area, clockwise round a hole.
 * The first edge of a ring lies in its topmost row, so that its top end is a corner and the ring closes without a collinear
 * point.
 * @returns pixels inside, negative for holes
 */
function walkRing(
  first: number,
  { start, end }: RunLengths,
  { rowOf, link, seen }: Scratch,
  corners: CornerList,
): number {
  corners.clear();
  let pixels = 0;
  let edge = first;
  let isDown = true;
  do {
    seen[edge] = 1;
    const x = columnOf(edge, start, end);
    const top = rowOf[edge >> 1]!;
    const from = isDown ? top : top + 1;
    const to = isDown ? top + 1 : top;
    corners.addEdge(x, from, to);
    pixels -= x * (to - from);
    const next: number = link[2 * edge + (isDown ? 1 : 0)]!;
    edge = next >> 1;
    isDown = (next & 1) === 0;
  } while (edge !== first);
  return pixels;
}

interface CornerList {
  clear(): void;
  /** Adds a vertical edge; one that goes on in the column of the last one makes that longer. */
  addEdge(x: number, from: number, to: number): void;
  /** A copy of the corners so far. */
  ring(): CornerRing;
}

function createCornerList(): CornerList {
  let corners = new Int32Array(1024);
  let length = 0;
  return {
    clear: () => void (length = 0),
    addEdge(x, from, to) {
      if (length > 0 && corners[length - 2] === x) {
        corners[length - 1] = to;
        return;
      }
      if (length + 4 > corners.length) {
        const larger = new Int32Array(2 * corners.length);
        larger.set(corners);
        corners = larger;
      }
      corners[length] = x;
      corners[length + 1] = from;
      corners[length + 2] = x;
      corners[length + 3] = to;
      length += 4;
    },
    ring: () => corners.slice(0, length),
  };
}
