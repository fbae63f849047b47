import type { PixelWindow } from '#domain/raster.js';
import { createJudgement, createLandCoverClassifier } from '../kernels/landCoverClassifier.js';
import { bandPlaces } from '../kernels/landCoverFeatures.js';
import { transitionGroup } from './transitionGroup.js';
import { coverOfWindow, type PixelRings } from '../kernels/polygonCover.js';
import type { PairModel } from '../scene-to-change/pairModel.js';
import { scorePair } from '../scene-to-change/pairModel.js';
import { rolesOfPair, type PairWindow } from '../scene-to-change/pairPixels.js';
import { hideThinClouds } from '../scene-to-change/thinCloud.js';
import { PIXEL_ROLE } from '../kernels/gaussianSmoothing.js';

/** Per-pixel outcome of a chunk, row-major over its window without halo. */
export interface ChunkPixels {
  readonly window: PixelWindow;
  /** Score of the scene that was used, NaN where not assessed or outside the watch area. */
  readonly score: Float32Array;
  /** Transition group of changed pixels, 0 elsewhere. */
  readonly group: Uint8Array;
  /** Codes of `PIXEL_STATE`. */
  readonly state: Uint8Array;
  /** Which of the before scenes was used; meaningful where assessed. */
  readonly scene: Uint8Array;
  /** Class codes of changed pixels, 0 elsewhere. */
  readonly fromCode: Uint8Array;
  readonly toCode: Uint8Array;
  /** Score over cut in thousandths, at most `HIGHEST_EXCESS`, of changed pixels. */
  readonly excess: Uint16Array;
}

export const PIXEL_STATE = { assessed: 0, notAssessed: 1, outside: 2 } as const;
export const HIGHEST_EXCESS = 50_000;

/** A part of a chunk that is read and judged at a time. */
export interface ChunkStrip {
  /** Inside the chunk's window. */
  readonly window: PixelWindow;
  /** The window with its halo, as far as the raster reaches; what the pair covers. */
  readonly read: PixelWindow;
}

/**
 * A chunk of which nothing is assessed yet.
 * @param clip rings of the watch area in pixels of the grid, or null: everything
 */
export function emptyChunk(window: PixelWindow, clip: PixelRings | null): ChunkPixels {
  const length = window.width * window.height;
  const state = new Uint8Array(length).fill(PIXEL_STATE.notAssessed);
  if (clip !== null) {
    const cover = coverOfWindow(clip, window);
    for (let i = 0; i < length; i++) if (cover[i] === 0) state[i] = PIXEL_STATE.outside;
  }
  return {
    window,
    score: new Float32Array(length).fill(NaN),
    group: new Uint8Array(length),
    state,
    scene: new Uint8Array(length),
    fromCode: new Uint8Array(length),
    toCode: new Uint8Array(length),
    excess: new Uint16Array(length),
  };
}

/** A pixel must show this share of the cut by itself: strong change does not spill over its edges by smoothing. */
const LEAST_OWN_SHARE = 0.6;

/**
 * Judges by one before scene the pixels of a strip that no earlier one assessed.
 * @param sceneIndex position of the before scene in the request
 * @returns how many pixels of the strip are still not assessed
 */
export function assessWithScene(
  chunk: ChunkPixels,
  { window, read }: ChunkStrip,
  pair: PairWindow,
  model: PairModel,
  sceneIndex: number,
): number {
  const roles = rolesOfPair(pair, model.cloudBufferPixels);
  if (model.radiometry !== null) {
    hideThinClouds(roles, pair, model.bands, model.radiometry.before, model.radiometry.after);
  }
  const { score: scores, own } = scorePair(model, pair, roles);
  const judge = createTransitionJudge(pair, model);
  const { cut } = model.cut;
  let waiting = 0;
  for (let row = 0; row < window.height; row++) {
    const source = (window.y - read.y + row) * read.width + (window.x - read.x);
    const target = (window.y - chunk.window.y + row) * chunk.window.width + (window.x - chunk.window.x);
    for (let column = 0; column < window.width; column++) {
      const i = target + column;
      if (chunk.state[i] !== PIXEL_STATE.notAssessed) continue;
      const place = source + column;
      if (roles[place] !== PIXEL_ROLE.seen) {
        waiting += 1;
        continue;
      }
      const score = scores[place]!;
      chunk.state[i] = PIXEL_STATE.assessed;
      chunk.scene[i] = sceneIndex;
      chunk.score[i] = score;
      if (score < cut || (own ?? scores)[place]! < LEAST_OWN_SHARE * cut) continue;
      judge(place, chunk, i);
      chunk.excess[i] = Math.min(HIGHEST_EXCESS, Math.round((1000 * score) / cut));
    }
  }
  return waiting;
}

/** Classifies one pixel of the pair before and after, and writes classes and group to the chunk. */
function createTransitionJudge(
  pair: PairWindow,
  model: PairModel,
): (place: number, chunk: ChunkPixels, target: number) => void {
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
