import type { PixelWindow } from '#domain/raster.js';
import { createLandCoverCoder } from '../kernels/landCoverClassifier.js';
import { bandPlaces } from '../kernels/landCoverFeatures.js';
import { labelAreas } from '../kernels/runLabels.js';
import { collectRuns, type RunLengths } from '../kernels/runLengths.js';
import {
  createExactScore,
  FUSED,
  testTile,
  type FusedDifference,
  type FusedOutcome,
  type FusedSide,
  type TileTester,
} from '../scene-to-change/fusedDifference.js';
import type { PairModel } from '../scene-to-change/pairModel.js';
import { HIGHEST_EXCESS, PIXEL_STATE } from './pixelState.js';
import type { ChunkResult } from './chunkResult.js';
import { CLASS_COUNT, createPartTable } from './partTable.js';
import { transitionGroup } from './transitionGroup.js';

export interface FusedChunkInput {
  readonly window: PixelWindow;
  /** Width of the tile in its file, the part outside the image included. */
  readonly tileWidth: number;
  readonly before: FusedSide;
  readonly after: FusedSide;
  readonly model: PairModel;
  readonly test: FusedDifference;
  readonly connectivity: 4 | 8;
  readonly minimumPixels: number;
  readonly sceneCount: number;
  /** How tiles are tested; default `testTile`. */
  readonly tester?: TileTester;
  /** Scratch for the outcome, at least as large as the tile; its codes are zeros, and are again afterwards. */
  readonly scratch: FusedOutcome;
}

/**
 * A chunk that is one tile of both files, from words to runs and parts: what `summariseChunk` makes of the general path, bit for
 * bit, without a plane per band. Classes are told only of pixels that survive.
 */
export function fusedChunk(input: FusedChunkInput): ChunkResult {
  const { window, before, after, test, tileWidth, scratch } = input;
  const { width, height } = window;
  const counts = (input.tester ?? testTile)(
    test,
    before,
    after,
    { width: tileWidth, columns: width, rows: height },
    scratch,
  );
  const { changed, unknown } = runsOfOutcome(scratch.codes, width, height, counts);
  if (counts.changed + counts.notSeen > 0) scratch.codes.fill(0, 0, width * height);
  return { window, ...partsOf(withoutInnerSpecks(changed, input), input), unknown };
}

/** Changed runs, and where the first pixel of each stands among the changed pixels of the tile. */
interface PlacedRuns {
  readonly runs: RunLengths;
  readonly place: Int32Array;
}

function runsOfOutcome(
  codes: Uint8Array,
  width: number,
  height: number,
  counts: { readonly changed: number; readonly notSeen: number },
): { readonly changed: RunLengths; readonly unknown: RunLengths } {
  const changed = collectRuns(width, height);
  const unknown = collectRuns(width, height);
  for (let y = 0; y < height; y++) {
    const row = codes.subarray(y * width, (y + 1) * width);
    if (counts.changed > 0) pushRuns(row, FUSED.changed, 1, changed);
    if (counts.notSeen > 0) pushRuns(row, FUSED.notSeen, PIXEL_STATE.notAssessed, unknown);
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

/** What is known of the pixels of some runs, in their order. */
interface JudgedPixels {
  /** Split where the transition group changes; the owner is the group. */
  readonly runs: RunLengths;
  readonly fromCode: Uint8Array;
  readonly toCode: Uint8Array;
  readonly excess: Uint16Array;
}

function partsOf(kept: PlacedRuns, input: FusedChunkInput): Pick<ChunkResult, 'runs' | 'parts'> {
  const { runs, fromCode, toCode, excess } = judgeRuns(kept, input);
  const { labelOf, count: partCount } = labelAreas(runs, input.connectivity, 'owner');
  const parts = createPartTable(partCount, { sceneCount: input.sceneCount, memberCount: 0 });
  let pixel = 0;
  for (let run = 0; run < runs.count; run++) {
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
  return { runs: { ...runs, owner: labelOf }, parts };
}

/** Tells the classes of every pixel of the runs before and after, and how far its score lies beyond the cut. */
function judgeRuns({ runs: kept, place }: PlacedRuns, input: FusedChunkInput): JudgedPixels {
  const { window, before, after, model, test, scratch } = input;
  const { radiometry, bands } = model;
  if (radiometry === null) throw new TypeError('classes need the radiometry of the pair');
  let count = 0;
  for (let run = 0; run < kept.count; run++) count += kept.end[run]! - kept.start[run]!;
  const fromCode = new Uint8Array(count);
  const toCode = new Uint8Array(count);
  const excess = new Uint16Array(count);
  const { words } = scratch;
  const stride = 2 * bands.length;
  const wasAt = classReader(bands, words, before.layout.scale, radiometry.before);
  const isAt = classReader(bands, words, after.layout.scale, radiometry.after);
  const scoreOf = createExactScore(test, before.layout.scale, after.layout.scale);
  const first = bands.indexOf(test.first);
  const second = bands.indexOf(test.second);
  const runs = collectRuns(window.width, window.height);
  let pixel = 0;
  for (let y = 0; y < window.height; y++) {
    for (let run = kept.rowStart[y]!; run < kept.rowStart[y + 1]!; run++) {
      let open = kept.start[run]!;
      let group = 0;
      let at = place[run]! * stride;
      for (let x = open; x < kept.end[run]!; x++, pixel++, at += stride) {
        const later = at + bands.length;
        const was = wasAt(at);
        const is = isAt(later);
        fromCode[pixel] = was;
        toCode[pixel] = is;
        const score = scoreOf(words[at + first]!, words[at + second]!, words[later + first]!, words[later + second]!);
        excess[pixel] = Math.min(HIGHEST_EXCESS, Math.round((1000 * score) / test.cut));
        const own = transitionGroup(was, is);
        if (group !== 0 && own !== group) {
          runs.push(open, x, group);
          open = x;
        }
        group = own;
      }
      runs.push(open, kept.end[run]!, group);
    }
    runs.endRow();
  }
  return { runs: runs.finish(), fromCode, toCode, excess };
}

/** Tells the class of the pixel whose words stand from a place on. */
function classReader(
  bands: readonly string[],
  words: Uint16Array,
  scale: number,
  { gain, offset }: Calibration,
): (at: number) => number {
  const codeOf = coderFor(bands);
  const count = bands.length;
  const reflectance = new Float64Array(count);
  const gains = Float64Array.from(gain);
  const offsets = Float64Array.from(offset);
  return (at) => {
    for (let band = 0; band < count; band++) {
      reflectance[band] = Math.fround(words[at + band]! * scale) * gains[band]! + offsets[band]!;
    }
    return codeOf(reflectance);
  };
}

let lastCoder: { readonly bands: string; readonly codeOf: ReturnType<typeof createLandCoverCoder> } | null = null;

/** Chunks of one run have the same bands: what is made of the classes once serves them all. */
function coderFor(bands: readonly string[]): ReturnType<typeof createLandCoverCoder> {
  const key = bands.join();
  if (lastCoder?.bands !== key) lastCoder = { bands: key, codeOf: createLandCoverCoder(bandPlaces(bands)) };
  return lastCoder.codeOf;
}

interface Calibration {
  readonly gain: readonly number[];
  readonly offset: readonly number[];
}
