import { LAND_COVER_CLASSES, type LandCoverClass } from '#domain/landCover.js';
import type { PixelWindow } from '#domain/raster.js';
import { labelAreas } from '../kernels/runLabels.js';
import { filterRuns, noRuns, runsOfCodes, type RunLengths } from '../kernels/runLengths.js';
import { HIGHEST_EXCESS, PIXEL_STATE } from './pixelState.js';
import { withoutInnerSpecks, type ChunkResult } from './chunkResult.js';
import { CLASS_COUNT, createPartTable } from './partTable.js';
import { transitionGroup } from './transitionGroup.js';

export interface MaskChunkInput {
  readonly window: PixelWindow;
  /** Samples of the window, row-major. */
  readonly values: ArrayLike<number>;
  /** 1 where the sample holds data; null: wherever it is not `nodata`. */
  readonly valid: Uint8Array | null;
  readonly nodata: number | null;
  /** What the mask calls change: this value, or everything but 0. */
  readonly changeValue: number | null;
  readonly fromClass: LandCoverClass;
  readonly toClass: LandCoverClass;
  readonly connectivity: 4 | 8;
  readonly minimumPixels: number;
}

/** A window of a change mask that was made elsewhere, as the chunk of a pair: every changed pixel is certain. */
export function maskChunk(input: MaskChunkInput): ChunkResult {
  const { window, fromClass, toClass, connectivity } = input;
  const { changed, unknown } = runsOfMask(input);
  const runs = withoutInnerSpecks(changed, input);
  const { labelOf, count } = labelAreas(runs, connectivity, 'all');
  const parts = createPartTable(count, { sceneCount: 1, memberCount: 0 });
  const fromCode = LAND_COVER_CLASSES.indexOf(fromClass);
  const toCode = LAND_COVER_CLASSES.indexOf(toClass);
  parts.group.fill(transitionGroup(fromCode, toCode));
  for (let run = 0; run < runs.count; run++) {
    const part = labelOf[run]!;
    const pixels = runs.end[run]! - runs.start[run]!;
    parts.pixels[part]! += pixels;
    parts.byFromClass[part * CLASS_COUNT + fromCode]! += pixels;
    parts.byToClass[part * CLASS_COUNT + toCode]! += pixels;
  }
  for (let part = 0; part < count; part++) {
    parts.seeds[part] = parts.pixels[part]!;
    parts.byScene[part] = parts.pixels[part]!;
    parts.excess[part] = parts.pixels[part]! * HIGHEST_EXCESS;
  }
  return { window, runs: { ...runs, owner: labelOf }, parts, unknown };
}

/** Codes of pixels where the samples themselves do not do. */
const CODE = { none: 0, change: 1, unseen: 2 } as const;

function runsOfMask(input: MaskChunkInput): { changed: RunLengths; unknown: RunLengths } {
  const { values, valid, nodata, changeValue } = input;
  const { width, height } = input.window;
  const isPlain = valid === null && nodata !== 0 && changeValue === null && values instanceof Uint8Array;
  const marked = runsOfCodes(isPlain ? values : codesOf(input), width, height);
  const unseen = isPlain ? nodata : CODE.unseen;
  const { owner, count } = marked;
  let unseenCount = 0;
  let isOneValue = true;
  const firstValue = owner[0];
  for (let run = 0; run < count; run++) {
    if (owner[run] === unseen) unseenCount += 1;
    if (owner[run] !== firstValue) isOneValue = false;
    // Values that differ are one change all the same: their runs are joined below.
    owner[run] = owner[run] === unseen ? CODE.unseen : CODE.change;
  }
  if (unseenCount === 0 && isOneValue) return { changed: marked, unknown: noRuns(width, height) };
  const unknown = filterRuns(marked, (run) => owner[run] === CODE.unseen);
  unknown.owner.fill(PIXEL_STATE.notAssessed);
  return { changed: filterRuns(marked, (run) => owner[run] === CODE.change), unknown };
}

function codesOf({ window, values, valid, nodata, changeValue }: MaskChunkInput): Uint8Array {
  const codes = new Uint8Array(window.width * window.height);
  for (let i = 0; i < codes.length; i++) {
    const value = values[i]!;
    const isSeen = valid === null ? value !== nodata : valid[i] === 1;
    if (!isSeen) codes[i] = CODE.unseen;
    else if (changeValue === null ? value !== 0 : value === changeValue) codes[i] = CODE.change;
  }
  return codes;
}
