import { NOT_ASSESSED } from '#domain/raster.js';
import { openBySquare } from '../kernels/binaryMorphology.js';
import { numberParameter, type Parameters } from './detector.js';
import type { PairWindow } from './pairPixels.js';

/** A recipe's screen for scenes that come without a quality band; values in the units of the scenes. */
export interface CloudScreen {
  /** Clouds: every visible band at or above it. 0: no screen for clouds. */
  readonly cloudsAbove: number;
  /** Shadows: every band at or below it. 0: no screen for shadows. */
  readonly shadowsBelow: number;
  /** Only what a square of this many pixels fits into counts: wider than any roof, pixels. */
  readonly side: number;
}

export function cloudScreenOf(parameters: Parameters): CloudScreen {
  return {
    cloudsAbove: numberParameter(parameters, 'screenCloudsAbove', 0),
    shadowsBelow: numberParameter(parameters, 'screenShadowsBelow', 0),
    side: numberParameter(parameters, 'screenSidePixels', 64),
  };
}

const isOn = ({ cloudsAbove, shadowsBelow }: CloudScreen): boolean => cloudsAbove > 0 || shadowsBelow > 0;

/** Pixels round a pixel that its screening depends on. */
export const screenReach = (screen: CloudScreen): number => (isOn(screen) ? screen.side - 1 : 0);

/** Bands of a cloud differ from their mean by less than this share of it, added up. */
const MOST_WHITENESS = 0.12;
const VISIBLE = ['blue', 'green', 'red'];

/**
 * The pair with clouds and shadows of either date marked as not assessed: white and bright (or dark) over a square that no
 * roof fills. Pixels that a quality band hides already stay as they are. With a screen for shadows, dark water is not assessed either.
 * @param bands names of the pair's bands; without a visible one no cloud is looked for
 * @source whiteness: Gómez-Chova et al. 2007, IEEE TGRS 45(12), 4105–4115, as in Zhu & Woodcock 2012, RSE 118, eq. 2
 */
export function screenClouds<P extends PairWindow>(pair: P, bands: readonly string[], screen: CloudScreen): P {
  if (!isOn(screen)) return pair;
  return {
    ...pair,
    reasonBefore: screened(pair, pair.before, pair.reasonBefore, bands, screen),
    reasonAfter: screened(pair, pair.after, pair.reasonAfter, bands, screen),
  };
}

function screened(
  plane: PairWindow,
  values: readonly Float32Array[],
  reason: Uint8Array,
  bands: readonly string[],
  { cloudsAbove, shadowsBelow, side }: CloudScreen,
): Uint8Array {
  const out = reason.slice();
  const mark = (isMarked: (i: number) => boolean, code: number): void => {
    const marked = Uint8Array.from(reason, (seen, i) => (seen === NOT_ASSESSED.clear && isMarked(i) ? 1 : 0));
    if (!marked.includes(1)) return;
    const opened = openBySquare(marked, plane, side);
    for (let i = 0; i < out.length; i++) if (opened[i] === 1) out[i] = code;
  };
  const visible = values.filter((_, band) => VISIBLE.includes(bands[band]!));
  if (cloudsAbove > 0 && visible.length > 0) mark((i) => isCloud(visible, i, cloudsAbove), NOT_ASSESSED.cloud);
  if (shadowsBelow > 0) mark((i) => values.every((band) => band[i]! <= shadowsBelow), NOT_ASSESSED.shadow);
  return out;
}

function isCloud(visible: readonly Float32Array[], i: number, least: number): boolean {
  let sum = 0;
  for (const band of visible) {
    if (band[i]! < least) return false;
    sum += band[i]!;
  }
  const mean = sum / visible.length;
  let apart = 0;
  for (const band of visible) apart += Math.abs(band[i]! - mean);
  return apart <= MOST_WHITENESS * mean;
}
