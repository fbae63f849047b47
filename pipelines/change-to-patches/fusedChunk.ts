import type { PixelWindow } from '#domain/raster.js';
import { labelAreas } from '../kernels/runLabels.js';
import { collectRuns, type RunLengths } from '../kernels/runLengths.js';
import { FUSED } from '../scene-to-change/fusedDifference.js';
import type { ChunkResult } from './chunkResult.js';
import type { JudgedTile } from './judgedTile.js';
import { CLASS_COUNT, createPartTable } from './partTable.js';
import { PIXEL_STATE } from './pixelState.js';
import { transitionGroup } from './transitionGroup.js';

export interface FusedChunkInput {
  readonly window: PixelWindow;
  /** The window's pixels. */
  readonly tile: JudgedTile;
  readonly connectivity: 4 | 8;
  readonly minimumPixels: number;
  readonly sceneCount: number;
}

/**
 * A chunk that is one tile of both files, from judged pixels to runs and parts: what `summariseChunk` makes of the general path, bit
 * for bit.
 */
export function fusedChunk(input: FusedChunkInput): ChunkResult {
  const { window, tile } = input;
  const { changed, unknown } = runsOfTile(tile, window.width, window.height);
  return { window, ...partsOf(withoutInnerSpecks(changed, input), input), unknown };
}

/** Changed runs, and where the first pixel of each stands among the changed pixels of the tile. */
interface PlacedRuns {
  readonly runs: RunLengths;
  readonly place: Int32Array;
}

function runsOfTile(
  { codes, changed: changedPixels, notSeen }: JudgedTile,
  width: number,
  height: number,
): { readonly changed: RunLengths; readonly unknown: RunLengths } {
  const changed = collectRuns(width, height);
  const unknown = collectRuns(width, height);
  for (let y = 0; y < height; y++) {
    const row = codes.subarray(y * width, (y + 1) * width);
    if (changedPixels > 0) pushRuns(row, FUSED.changed, 1, changed);
    if (notSeen > 0) pushRuns(row, FUSED.notSeen, PIXEL_STATE.notAssessed, unknown);
    changed.endRow();
    unknown.endRow();
  }
  return { changed: changed.finish(), unknown: unknown.finish() };
}

function pushRuns(row: Uint8Array, code: number, owner: number, runs: ReturnType<typeof collectRuns>): void {
  for (let first = row.indexOf(code); first >= 0;) {
    let end = first + 1;
    while (end < row.length && row[end] === code) end += 1;
    runs.push(first, end, owner);
    first = row.indexOf(code, end);
  }
}

/** Changed areas that touch the window's edge or are large enough to survive the sieve. */
function withoutInnerSpecks(runs: RunLengths, { connectivity, minimumPixels }: FusedChunkInput): PlacedRuns {
  const { width, height, rowStart, start, end } = runs;
  const { labelOf, count: areaCount } = labelAreas(runs, connectivity, 'all');
  const size = new Float64Array(areaCount);
  const isAtEdge = new Uint8Array(areaCount);
  for (let y = 0; y < height; y++) {
    for (let run = rowStart[y]!; run < rowStart[y + 1]!; run++) {
      const area = labelOf[run]!;
      size[area]! += end[run]! - start[run]!;
      if (y === 0 || y === height - 1 || start[run] === 0 || end[run] === width) isAtEdge[area] = 1;
    }
  }
  const kept = collectRuns(width, height);
  const place = new Int32Array(runs.count);
  let count = 0;
  let pixel = 0;
  for (let y = 0; y < height; y++) {
    for (let run = rowStart[y]!; run < rowStart[y + 1]!; run++) {
      const area = labelOf[run]!;
      if (isAtEdge[area] === 1 || size[area]! >= minimumPixels) {
        kept.push(start[run]!, end[run]!, 1);
        place[count++] = pixel;
      }
      pixel += end[run]! - start[run]!;
    }
    kept.endRow();
  }
  return { runs: kept.finish(), place };
}

function partsOf(kept: PlacedRuns, input: FusedChunkInput): Pick<ChunkResult, 'runs' | 'parts'> {
  const { fromCode, toCode, excess } = input.tile;
  const runs = splitByGroup(kept, input.tile);
  const { labelOf, count: partCount } = labelAreas(runs, input.connectivity, 'owner');
  const parts = createPartTable(partCount, { sceneCount: input.sceneCount, memberCount: 0 });
  for (let y = 0, whole = 0; y < runs.height; y++) {
    for (let run = runs.rowStart[y]!, pixel = 0; run < runs.rowStart[y + 1]!; run++) {
      // Pieces of a run follow each other; after a gap the next run begins, at its own place.
      const isPiece = run > runs.rowStart[y]! && runs.start[run] === runs.end[run - 1];
      if (!isPiece) pixel = kept.place[whole++]!;
      const part = labelOf[run]!;
      const count = runs.end[run]! - runs.start[run]!;
      parts.group[part] = runs.owner[run]!;
      parts.pixels[part]! += count;
      // Every score that reaches a fixed cut is a seed.
      parts.seeds[part]! += count;
      parts.byScene[part * input.sceneCount]! += count;
      for (const last = pixel + count; pixel < last; pixel++) {
        parts.excess[part]! += excess[pixel]!;
        parts.byFromClass[part * CLASS_COUNT + fromCode[pixel]!]! += 1;
        parts.byToClass[part * CLASS_COUNT + toCode[pixel]!]! += 1;
      }
    }
  }
  return { runs: { ...runs, owner: labelOf }, parts };
}

/** Runs split where the transition group changes; the owner is the group. */
function splitByGroup({ runs: kept, place }: PlacedRuns, { fromCode, toCode }: JudgedTile): RunLengths {
  const runs = collectRuns(kept.width, kept.height, 2 * kept.count);
  for (let y = 0; y < kept.height; y++) {
    for (let run = kept.rowStart[y]!; run < kept.rowStart[y + 1]!; run++) {
      const end = kept.end[run]!;
      let open = kept.start[run]!;
      let pixel = place[run]!;
      let group = groupOf[CLASS_COUNT * fromCode[pixel]! + toCode[pixel]!]!;
      for (let x = open + 1; x < end; x++) {
        pixel += 1;
        const own = groupOf[CLASS_COUNT * fromCode[pixel]! + toCode[pixel]!]!;
        if (own === group) continue;
        runs.push(open, x, group);
        open = x;
        group = own;
      }
      runs.push(open, end, group);
    }
    runs.endRow();
  }
  return runs.finish();
}

/** Transition group by class codes before and after. */
const groupOf = Uint8Array.from({ length: CLASS_COUNT ** 2 }, (_, pair) =>
  transitionGroup(Math.floor(pair / CLASS_COUNT), pair % CLASS_COUNT),
);
