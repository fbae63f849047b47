import type { CrossSpectrum } from '../kernels/crossSpectrum.js';
import {
  crossSpectra,
  leastSignificance,
  peakShift,
  type BlockPair,
  type CommonShift,
} from '../kernels/subpixelShift.js';

/** Pixels of the before grid: content of the after scene lies this far right and down of where the before scene has it. */
export interface PixelShift {
  readonly x: number;
  readonly y: number;
}

export const NO_SHIFT: PixelShift = { x: 0, y: 0 };

/** How the scenes were found to lie on each other. Plain JSON. */
export interface Registration {
  /** What is taken off when the after scene is read. */
  readonly corrected: PixelShift;
  /** What is left after that, measured again. */
  readonly rest: PixelShift;
  /** Median distance of single blocks' shifts from the common one, pixels; 0 where too few blocks speak for themselves. */
  readonly spread: number;
  /** Height of the common correlation peak in standard deviations of what unrelated scenes give. */
  readonly significance: number;
  /** Blocks with texture on both dates. */
  readonly blocks: number;
}

/** One look at the blocks. */
export interface ShiftMeasure extends CommonShift {
  readonly spread: number;
}

/** Shifts beyond this are refused rather than sought. */
export const MOST_SOUGHT_PIXELS = 48;
/** Once a shift was taken off, what is left is near. */
const NEAR_PIXELS = 6;
/** Pixels are moved only for a peak that stands out by so much more than chance; a far one, by so much more again. */
const SURE_SIGNIFICANCE = 2;
const FAR_SIGNIFICANCE = 4;
/** Single blocks are asked for their own shift within this distance of the common one. */
const BLOCK_REACH = 3;
const FEWEST_SPEAKING_BLOCKS = 3;

/**
 * The common shift of the blocks where one stands out; null where none does: too little texture, or nothing in common.
 * @param blocks of one size, `size * size` pixels long; null: nothing could be seen there
 * @param isFirst whether nothing was taken off yet, so that the shift may be large
 */
export function measureShift(
  blocks: readonly (BlockPair | null)[],
  size: number,
  isFirst: boolean,
): ShiftMeasure | null {
  const seen = blocks.filter((block): block is BlockPair => block !== null);
  const spectra = crossSpectra(seen, size);
  const near = believedPeak(spectra, size, Math.min(NEAR_PIXELS, size / 4), SURE_SIGNIFICANCE);
  if (!isFirst) return near && withSpread(spectra, size, near);
  const far = believedPeak(spectra, size, Math.min(MOST_SOUGHT_PIXELS, Math.floor(size * FAR_SHARE)), FAR_SIGNIFICANCE);
  const isFarBetter = far !== null && (near === null || far.significance > near.significance + SURE_SIGNIFICANCE);
  const found = isFarBetter ? far : near;
  return found && withSpread(spectra, size, found);
}

/** Blocks that are moved further than this share of their side have too little in common. */
const FAR_SHARE = 0.4;

function believedPeak(
  spectra: readonly CrossSpectrum[],
  size: number,
  reach: number,
  margin: number,
): CommonShift | null {
  const peak = peakShift(spectra, size, reach);
  return peak !== null && peak.significance >= leastSignificance(reach) + margin ? peak : null;
}

function withSpread(spectra: readonly CrossSpectrum[], size: number, common: CommonShift): ShiftMeasure {
  const reach = Math.ceil(Math.max(Math.abs(common.x), Math.abs(common.y))) + BLOCK_REACH;
  // Far away, the blocks' edges are what most of them have in common: only a later look tells.
  if (reach > NEAR_PIXELS + BLOCK_REACH) return { ...common, spread: 0 };
  const distances = spectra.flatMap((spectrum) => {
    const own = believedPeak([spectrum], size, reach, 0);
    return own === null ? [] : [Math.hypot(own.x - common.x, own.y - common.y)];
  });
  if (distances.length < FEWEST_SPEAKING_BLOCKS) return { ...common, spread: 0 };
  return { ...common, spread: distances.toSorted((a, b) => a - b)[distances.length >> 1]! };
}

/** Less than this (pixels, along each axis) is left alone: interpolation would cost more than it mends. */
const LEFT_ALONE_PIXELS = 0.12;
/** Where pixels are interpolated anyway, they may as well lie right. */
const SETTLED_PIXELS = 0.04;

/**
 * What to take off besides what already is, whole pixels along an axis where those are near enough; null where the scenes
 * lie close enough.
 */
export function nextCorrection(found: PixelShift, already: PixelShift): PixelShift | null {
  const snap = (value: number): number => {
    const whole = Math.round(value);
    return Math.abs(value - whole) <= LEFT_ALONE_PIXELS ? whole : value;
  };
  const next = { x: snap(already.x + found.x), y: snap(already.y + found.y) };
  const move = Math.max(Math.abs(next.x - already.x), Math.abs(next.y - already.y));
  return move <= SETTLED_PIXELS ? null : next;
}

/** What the edges of patches may be off by, pixels. */
export const residualPixels = ({ rest, spread }: Registration): number => Math.hypot(rest.x, rest.y, spread);
