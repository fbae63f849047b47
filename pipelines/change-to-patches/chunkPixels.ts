import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import type { PixelWindow } from '#domain/raster.js';
import { createJudgement, createLandCoverClassifier } from '../kernels/landCoverClassifier.js';
import { bandPlaces } from '../kernels/landCoverFeatures.js';
import type { PartialLooks } from './partialLooks.js';
import { HIGHEST_EXCESS, PIXEL_STATE } from './pixelState.js';
import { transitionGroup } from './transitionGroup.js';
import { coverOfWindow, type PixelRings } from '../kernels/polygonCover.js';
import { DETECTORS } from '../scene-to-change/detectors.js';
import { judgePair, type PairModel } from '../scene-to-change/pairModel.js';
import type { PairWindow } from '../scene-to-change/pairPixels.js';
import { PIXEL_ROLE } from '../kernels/gaussianSmoothing.js';

/** Per-pixel outcome of a chunk, row-major over its window without halo. */
export interface ChunkPixels {
  readonly window: PixelWindow;
  /** Score of the scene that was used, NaN where not assessed or outside the watch area; null where not wanted. */
  readonly score: Float32Array | null;
  /** Transition group of changed pixels, 0 elsewhere. */
  readonly group: Uint8Array;
  /** Codes of `PIXEL_STATE`. */
  readonly state: Uint8Array;
  /** Which of the before scenes was used; meaningful where assessed. */
  readonly scene: Uint8Array;
  /** Class codes of changed pixels, 0 elsewhere. */
  readonly fromCode: Uint8Array;
  readonly toCode: Uint8Array;
  /** 1 where a changed pixel is certain enough to make its area count. */
  readonly isSeed: Uint8Array;
  /** Score over cut in thousandths, at most `HIGHEST_EXCESS`, of changed pixels. */
  readonly excess: Uint16Array;
  /** What the members of an ensemble say of changed pixels, bit k for member k; null without one. */
  readonly votes: Uint8Array | null;
}

/** A part of a chunk that is read and judged at a time. */
export interface ChunkStrip {
  /** Size of the whole raster. */
  readonly grid: { readonly width: number; readonly height: number };
  /** Inside the chunk's window. */
  readonly window: PixelWindow;
  /** What the pair covers: `readWindowOf` the window. */
  readonly read: PixelWindow;
  /** Looks of the before scenes so far; null or left out: what a newer scene showed is not looked at in an older one. */
  readonly looks?: PartialLooks | null;
}

/**
 * A chunk of which nothing is assessed yet.
 * @param clip rings of the watch area in pixels of the grid, or null: everything
 */
export function emptyChunk(
  window: PixelWindow,
  clip: PixelRings | null,
  {
    isScoreWanted = true,
    isEnsemble = false,
  }: { readonly isScoreWanted?: boolean; readonly isEnsemble?: boolean } = {},
): ChunkPixels {
  const length = window.width * window.height;
  const state = new Uint8Array(length).fill(PIXEL_STATE.notAssessed);
  if (clip !== null) {
    const cover = coverOfWindow(clip, window);
    for (let i = 0; i < length; i++) if (cover[i] === 0) state[i] = PIXEL_STATE.outside;
  }
  return {
    window,
    score: isScoreWanted ? new Float32Array(length).fill(NaN) : null,
    group: new Uint8Array(length),
    state,
    scene: new Uint8Array(length),
    fromCode: new Uint8Array(length),
    toCode: new Uint8Array(length),
    isSeed: new Uint8Array(length),
    excess: new Uint16Array(length),
    votes: isEnsemble ? new Uint8Array(length) : null,
  };
}

/**
 * Judges by one before scene the pixels of a strip that no earlier one assessed, and those near them that an earlier one found
 * unchanged: where they did change since this scene, they belong to a change that they touch, but make none by themselves.
 * @param sceneIndex position of the before scene in the request
 * @returns how many pixels are still not assessed: of the strip, or round it near enough to matter
 */
export function assessWithScene(
  chunk: ChunkPixels,
  strip: ChunkStrip,
  pair: PairWindow,
  model: PairModel,
  sceneIndex: number,
): number {
  const { window, read } = strip;
  const { roles, scores, isChanged, votes, isVeiledAfter } = judgePair(model, pair, strip);
  const judge = createTransitionJudge(pair, model);
  const { cut, seedCut } = model.cut;
  const mark = (place: number, i: number): void => {
    judge(place, chunk, i);
    chunk.scene[i] = sceneIndex;
    chunk.excess[i] = Math.min(HIGHEST_EXCESS, Math.round((1000 * scores[place]!) / cut));
    if (chunk.votes !== null && votes !== null) chunk.votes[i] = votes[place]!;
  };
  const nearHidden = sceneIndex > 0 ? (strip.looks?.nearHidden() ?? null) : null;
  let waiting = 0;
  for (let row = 0; row < window.height; row++) {
    const source = (window.y - read.y + row) * read.width + (window.x - read.x);
    const target = (window.y - chunk.window.y + row) * chunk.window.width + (window.x - chunk.window.x);
    for (let column = 0; column < window.width; column++) {
      const i = target + column;
      const place = source + column;
      if (chunk.state[i] !== PIXEL_STATE.notAssessed) {
        const isOpen = chunk.state[i] === PIXEL_STATE.assessed && chunk.group[i] === 0 && nearHidden?.[place] === 1;
        if (isOpen && isChanged[place] === 1 && roles[place] === PIXEL_ROLE.seen) mark(place, i);
        continue;
      }
      if (isVeiledAfter?.[place] === 1) {
        chunk.state[i] = PIXEL_STATE.veiled;
        continue;
      }
      if (roles[place] !== PIXEL_ROLE.seen) {
        waiting += 1;
        continue;
      }
      const score = scores[place]!;
      chunk.state[i] = PIXEL_STATE.assessed;
      chunk.scene[i] = sceneIndex;
      if (chunk.score !== null) chunk.score[i] = score;
      if (isChanged[place] === 0) continue;
      mark(place, i);
      chunk.isSeed[i] = score >= seedCut ? 1 : 0;
    }
  }
  const isHiddenNearby = strip.looks?.take(roles, isVeiledAfter) ?? false;
  return isHiddenNearby ? Math.max(1, waiting) : waiting;
}

/** Classifies one pixel of the pair before and after, and writes classes and group to the chunk. */
function createTransitionJudge(
  pair: PairWindow,
  model: PairModel,
): (place: number, chunk: ChunkPixels, target: number) => void {
  const { cover } = DETECTORS[model.detector];
  if (cover !== 'spectral') return stateCover(LAND_COVER_CLASSES.indexOf(cover.to));
  const classify = createLandCoverClassifier(bandPlaces(model.bands));
  const bandCount = model.bands.length;
  const reflectance = new Float64Array(bandCount);
  const judgement = createJudgement();
  const { radiometry } = model;
  if (radiometry === null) throw new TypeError('classes need the radiometry of the pair');
  const { before: calibrationBefore, after: calibrationAfter } = radiometry;
  return (place, chunk, target) => {
    for (let band = 0; band < bandCount; band++) {
      reflectance[band] = pair.before[band]![place]! * calibrationBefore.gain[band]! + calibrationBefore.offset[band]!;
    }
    classify(reflectance, judgement);
    const fromCode = judgement.code;
    for (let band = 0; band < bandCount; band++) {
      reflectance[band] = pair.after[band]![place]! * calibrationAfter.gain[band]! + calibrationAfter.offset[band]!;
    }
    classify(reflectance, judgement);
    chunk.fromCode[target] = fromCode;
    chunk.toCode[target] = judgement.code;
    chunk.group[target] = transitionGroup(fromCode, judgement.code);
  };
}

/** The detector itself says what the ground became; what it was before is not known. */
function stateCover(toCode: number): (place: number, chunk: ChunkPixels, target: number) => void {
  const fromCode = LAND_COVER_CLASSES.indexOf('unknown');
  const group = transitionGroup(fromCode, toCode);
  return (_, chunk, target) => {
    chunk.fromCode[target] = fromCode;
    chunk.toCode[target] = toCode;
    chunk.group[target] = group;
  };
}
