import { followedSeries, type FollowedValue } from './followedValue.js';
import type { Monitor, MonitorSettings, PixelOutcome, PixelSeries } from './monitor.js';

/** Several looks over a window, date by date: sample `date * pixels + pixel`. */
export interface BlockLooks {
  readonly pixels: number;
  readonly dates: number;
  readonly bands: readonly string[];
  /** Physical units; NaN where a band says nothing. */
  readonly values: readonly Float32Array[];
  /** Codes of `NOT_ASSESSED`. */
  readonly reason: Uint8Array;
}

/** Pixels whose looks are brought together at a time: few enough to stay in the cache. */
const PIXELS_AT_ONCE = 64;

/**
 * Hands every pixel's series to `visit`, in the order of the pixels. The series is scratch memory that the next one
 * overwrites.
 */
export function forEachPixel(
  block: BlockLooks,
  days: Int32Array,
  visit: (pixel: number, series: PixelSeries) => void,
): void {
  const { pixels, dates, bands, values, reason } = block;
  const cutValues = bands.map(() => new Float64Array(PIXELS_AT_ONCE * dates));
  const cutReason = new Uint8Array(PIXELS_AT_ONCE * dates);
  const series = Array.from({ length: PIXELS_AT_ONCE }, (_, k): PixelSeries => ({
    days,
    bands,
    values: cutValues.map((own) => own.subarray(k * dates, (k + 1) * dates)),
    reason: cutReason.subarray(k * dates, (k + 1) * dates),
  }));
  for (let first = 0; first < pixels; first += PIXELS_AT_ONCE) {
    const count = Math.min(PIXELS_AT_ONCE, pixels - first);
    for (let date = 0; date < dates; date++) {
      const from = date * pixels + first;
      for (let k = 0; k < count; k++) cutReason[k * dates + date] = reason[from + k]!;
      for (let band = 0; band < bands.length; band++) {
        const [to, own] = [cutValues[band]!, values[band]!];
        for (let k = 0; k < count; k++) to[k * dates + date] = own[from + k]!;
      }
    }
    for (let k = 0; k < count; k++) visit(first + k, series[k]!);
  }
}

export interface BlockWatchRequest {
  readonly monitor: Monitor;
  readonly settings: MonitorSettings;
  readonly followed: FollowedValue;
  readonly days: Int32Array;
  /** As in `SeriesDates`. */
  readonly sensors?: readonly string[];
}

/** Watches every pixel of a block, in the order of the pixels. */
export function watchBlock(
  block: BlockLooks,
  { monitor, settings, followed, days, sensors }: BlockWatchRequest,
  visit: (pixel: number, outcome: PixelOutcome) => void,
): void {
  const names = followed.kind === 'index' ? [followed.index] : followed.bands;
  const watch = monitor.prepare({ days, bands: names, ...(sensors && { sensors }) }, settings);
  forEachPixel(block, days, (pixel, series) => visit(pixel, watch(followedSeries(series, followed))));
}
