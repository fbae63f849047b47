import { createLandCoverCoder } from '../kernels/landCoverClassifier.js';
import { bandPlaces } from '../kernels/landCoverFeatures.js';
import {
  createExactScore,
  testTile,
  type FusedCounts,
  type FusedDifference,
  type FusedOutcome,
  type FusedSide,
  type TileSize,
} from '../scene-to-change/fusedDifference.js';
import type { Radiometry } from '../scene-to-change/radiometry.js';
import { HIGHEST_EXCESS } from './pixelState.js';

/** One tile of a pair, and by what it is judged. */
export interface TileTask {
  readonly test: FusedDifference;
  /** Names, in the order of both layouts' bands. */
  readonly bands: readonly string[];
  readonly radiometry: Radiometry;
  readonly before: FusedSide;
  readonly after: FusedSide;
  readonly size: TileSize;
}

/** What is known of a tile's pixels. */
export interface JudgedTile extends FusedCounts {
  /** `FUSED` codes, row-major, as wide as the tile is inside the image. */
  readonly codes: Uint8Array;
  /** Class codes of the changed pixels, in the order of `codes`. */
  readonly fromCode: Uint8Array;
  readonly toCode: Uint8Array;
  /** How far the score of each lies beyond the cut: score over cut, thousandths, at most `HIGHEST_EXCESS`. */
  readonly excess: Uint16Array;
}

/** A way to judge a tile; the outcome is good until the next one is judged. */
export type TileJudge = (task: TileTask) => JudgedTile;

/** Judges tiles in plain code: what any other way is held to. */
export function createTileJudge(): TileJudge {
  let scratch: FusedOutcome = { codes: new Uint8Array(0), words: new Uint16Array(0) };
  return (task) => {
    const { size, bands } = task;
    const pixels = size.columns * size.rows;
    const wordCount = 2 * bands.length * pixels;
    if (scratch.codes.length !== pixels || scratch.words.length < wordCount) {
      scratch = { codes: new Uint8Array(pixels), words: new Uint16Array(wordCount) };
    }
    scratch.codes.fill(0);
    const counts = testTile(task.test, task.before, task.after, size, scratch);
    return { ...counts, codes: scratch.codes, ...judgeChanged(task, scratch.words, counts.changed) };
  };
}

/** @param words of the changed pixels, as `testTile` leaves them */
function judgeChanged(
  { test, bands, radiometry, before, after }: TileTask,
  words: Uint16Array,
  count: number,
): Pick<JudgedTile, 'fromCode' | 'toCode' | 'excess'> {
  const fromCode = new Uint8Array(count);
  const toCode = new Uint8Array(count);
  const excess = new Uint16Array(count);
  const wasAt = classReader(bands, words, before.layout.scale, radiometry.before);
  const isAt = classReader(bands, words, after.layout.scale, radiometry.after);
  const scoreOf = createExactScore(test, before.layout.scale, after.layout.scale);
  const first = bands.indexOf(test.first);
  const second = bands.indexOf(test.second);
  for (let pixel = 0, at = 0; pixel < count; pixel++, at += 2 * bands.length) {
    const later = at + bands.length;
    fromCode[pixel] = wasAt(at);
    toCode[pixel] = isAt(later);
    const score = scoreOf(words[at + first]!, words[at + second]!, words[later + first]!, words[later + second]!);
    excess[pixel] = Math.min(HIGHEST_EXCESS, Math.round((1000 * score) / test.cut));
  }
  return { fromCode, toCode, excess };
}

/** Tells the class of the pixel whose words stand from a place on. */
export function classReader(
  bands: readonly string[],
  words: Uint16Array,
  scale: number,
  { gain, offset }: Radiometry['before'],
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
