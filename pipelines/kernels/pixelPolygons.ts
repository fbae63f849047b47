import { createDisjointSets } from './disjointSets.js';
import { forEachContact, type RunLengths } from './runLengths.js';

/** A closed ring of pixel corners: x, y, x, y …, without repeating the first; only corners where the direction turns. */
export type CornerRing = Int32Array;

/** One polygon along pixel edges: exterior first, then holes. */
export interface PixelPolygon {
  readonly rings: readonly CornerRing[];
  /** Pixels inside, holes taken off. */
  readonly pixels: number;
}

/**
 * The exact outline of the marked pixels, owners ignored: one polygon per 4-connected area, holes kept. Exteriors run
 * counter-clockwise on a map (rows go south), holes clockwise. Rings are simple: where two pixels of one area meet only
 * at a corner, the rings pass on either side of it and may touch there (allowed between rings of one polygon by OGC
 * simple features). Same output as `gdal_polygonize`, polygon for polygon.
 * @param runs runs that touch within a row must have been joined
 */
export function tracePixelPolygons(runs: RunLengths): PixelPolygon[] {
  const areas = createDisjointSets(runs.count);
  forEachContact(runs, 4, (a, b) => areas.join(a, b));
  const areaOf = new Int32Array(runs.count);
  for (let i = 0; i < runs.count; i++) areaOf[i] = areas.rootOf(i);
  return traceRings(runs, areaOf, linkEnds(runs, areaOf));
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
function linkEnds(runs: RunLengths, areaOf: Int32Array): Int32Array {
  const { rowStart, start, end, height } = runs;
  const link = new Int32Array(4 * runs.count);
  const columnOf = (edge: number): number => ((edge & 1) === 1 ? end[edge >> 1]! : start[edge >> 1]!);
  for (let y = 0; y <= height; y++) {
    let above = y > 0 ? 2 * rowStart[y - 1]! : 0;
    const aboveEnd = y > 0 ? 2 * rowStart[y]! : 0;
    let below = y < height ? 2 * rowStart[y]! : 0;
    const belowEnd = y < height ? 2 * rowStart[y + 1]! : 0;
    let open = -1;
    while (above < aboveEnd || below < belowEnd) {
      const columnAbove = above < aboveEnd ? columnOf(above) : Infinity;
      const columnBelow = below < belowEnd ? columnOf(below) : Infinity;
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
  return link;
}

function traceRings(runs: RunLengths, areaOf: Int32Array, link: Int32Array): PixelPolygon[] {
  const { rowStart, start, end, height } = runs;
  const seen = new Uint8Array(2 * runs.count);
  const polygonOf = new Map<number, { rings: CornerRing[]; pixels: number }>();
  const rowOf = new Int32Array(runs.count);
  for (let y = 0; y < height; y++) rowOf.fill(y, rowStart[y]!, rowStart[y + 1]!);

  // Left edges walked downwards: counter-clockwise round an area, clockwise round a hole. The first edge of a ring lies in
  // its topmost row, so that its top end is a corner and the ring closes without a collinear point.
  const walk = (first: number): { ring: CornerRing; pixels: number } => {
    const corners: number[] = [];
    let pixels = 0;
    let edge = first;
    let isDown = true;
    do {
      seen[edge] = 1;
      const run = edge >> 1;
      const x = (edge & 1) === 1 ? end[run]! : start[run]!;
      const top = rowOf[run]!;
      const from = isDown ? top : top + 1;
      const to = isDown ? top + 1 : top;
      if (corners.length > 0 && corners.at(-2) === x) corners[corners.length - 1] = to;
      else corners.push(x, from, x, to);
      pixels -= x * (to - from);
      const next: number = link[2 * edge + (isDown ? 1 : 0)]!;
      edge = next >> 1;
      isDown = (next & 1) === 0;
    } while (edge !== first);
    return { ring: Int32Array.from(corners), pixels };
  };

  for (let edge = 0; edge < 2 * runs.count; edge += 2) {
    if (seen[edge] === 1) continue;
    const { ring, pixels } = walk(edge);
    const area = areaOf[edge >> 1]!;
    const polygon = polygonOf.get(area) ?? { rings: [], pixels: 0 };
    polygonOf.set(area, polygon);
    if (pixels > 0) polygon.rings.unshift(ring);
    else polygon.rings.push(ring);
    polygon.pixels += pixels;
  }
  return [...polygonOf.values()];
}
