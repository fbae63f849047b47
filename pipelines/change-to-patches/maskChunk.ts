import { LAND_COVER_CLASSES, type LandCoverClass } from '#domain/landCover.js';
import type { PixelWindow } from '#domain/raster.js';
import { labelAreas } from '../kernels/runLabels.js';
import { collectRuns, forEachEqualRun, type RunLengths } from '../kernels/runLengths.js';
import { HIGHEST_EXCESS, PIXEL_STATE } from './pixelState.js';
import { withoutInnerSpecks, type ChunkResult } from './chunkResult.js';
import { CLASS_COUNT, createPartTable } from './partTable.js';
import { transitionGroup } from './transitionGroup.js';

export interface MaskChunkInput {
  readonly window: PixelWindow;
  /** Samples of the window, row-major. */
  readonly values: ArrayLike<number>;
  /** True: each sample, of 8 bits, is the difference from the one to the left, modulo 256. */
  readonly isDifferenced: boolean;
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

/** What a sample says. */
const CODE = { none: 0, change: 1, unseen: 2 } as const;

function runsOfMask(input: MaskChunkInput): { changed: RunLengths; unknown: RunLengths } {
  const { values, valid, isDifferenced, nodata, changeValue } = input;
  const { width, height } = input.window;
  const changed = collectRuns(width, height);
  const unknown = collectRuns(width, height);
  const push = (start: number, end: number, code: number): void => {
    if (code === CODE.change) changed.push(start, end, CODE.change);
    else if (code === CODE.unseen) unknown.push(start, end, PIXEL_STATE.notAssessed);
  };
  const isByte = values instanceof Uint8Array && (valid === null || !valid.includes(0));
  // Values that differ are one change all the same: touching runs are joined.
  const codeOf = isByte
    ? Uint8Array.from({ length: 256 }, (_, value) => codeOfValue(value, valid === null ? nodata : null, changeValue))
    : null;
  const row = isByte ? values : codesOf(input);
  forEachEqualRun(
    row,
    { width, height, isDifferenced },
    {
      visit: codeOf === null ? push : (start, end, value) => push(start, end, codeOf[value]!),
      endRow() {
        changed.endRow();
        unknown.endRow();
      },
    },
  );
  return { changed: changed.finish(), unknown: unknown.finish() };
}

function codeOfValue(value: number, nodata: number | null, changeValue: number | null): number {
  if (value === nodata) return CODE.unseen;
  return (changeValue === null ? value !== 0 : value === changeValue) ? CODE.change : CODE.none;
}

function codesOf({ window, values, valid, nodata, changeValue }: MaskChunkInput): Uint8Array {
  const codes = new Uint8Array(window.width * window.height);
  for (let i = 0; i < codes.length; i++) {
    const isSeen = valid === null || valid[i] === 1;
    // Where validity is given, it has the last word on nodata.
    codes[i] = isSeen ? codeOfValue(values[i]!, valid === null ? nodata : null, changeValue) : CODE.unseen;
  }
  return codes;
}
