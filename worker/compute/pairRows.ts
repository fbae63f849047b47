import type { PixelWindow } from '#domain/raster.js';
import type { PairWindow } from '#pipelines/scene-to-change/pairPixels.js';
import { readPair, type PairRead } from './readPair.js';

/**
 * Reads windows of a pair that follow each other downwards. Rows that the window before held are copied, not read again:
 * each block of the files is decoded once for a chunk, however thin its strips are.
 */
export function createPairReader(pair: Omit<PairRead, 'window'>): (window: PixelWindow) => Promise<PairWindow> {
  let last: { readonly window: PixelWindow; readonly pair: PairWindow } | null = null;
  return async (window) => {
    const kept = last === null ? 0 : sharedRows(last.window, window);
    const isAllKept = kept === window.height;
    const rest = { ...window, y: window.y + kept, height: window.height - kept };
    const fresh = isAllKept ? null : await readPair({ ...pair, window: rest });
    const whole = kept === 0 ? fresh! : joinRows(last!.pair, fresh, kept, window);
    last = { window, pair: whole };
    return whole;
  };
}

/** Rows at the top of `next` that stand at the bottom of `last`. */
function sharedRows(last: PixelWindow, next: PixelWindow): number {
  if (last.x !== next.x || last.width !== next.width || next.y < last.y) return 0;
  return Math.max(0, Math.min(next.height, last.y + last.height - next.y));
}

/** The last `kept` rows of what was read before, and what was read now. */
function joinRows(before: PairWindow, fresh: PairWindow | null, kept: number, window: PixelWindow): PairWindow {
  const { width, height } = window;
  const from = (before.height - kept) * width;
  const stack = <T extends Float32Array | Uint8Array>(target: T, upper: T, lower: T | undefined): T => {
    target.set(upper.subarray(from));
    if (lower !== undefined) target.set(lower, kept * width);
    return target;
  };
  const floats = (upper: readonly Float32Array[], lower: readonly Float32Array[] | undefined): Float32Array[] =>
    upper.map((band, i) => stack(new Float32Array(width * height), band, lower?.[i]));
  return {
    width,
    height,
    before: floats(before.before, fresh?.before),
    after: floats(before.after, fresh?.after),
    reasonBefore: stack(new Uint8Array(width * height), before.reasonBefore, fresh?.reasonBefore),
    reasonAfter: stack(new Uint8Array(width * height), before.reasonAfter, fresh?.reasonAfter),
  };
}
