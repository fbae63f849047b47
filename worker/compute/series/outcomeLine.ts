import type { PixelBreak } from '#domain/pixelSeries.js';
import { dateOfOrdinal, type IsoDate } from '#domain/time.js';
import type {
  Monitor,
  MonitorSettings,
  PixelOutcome,
  SeriesBreak,
  SeriesSegment,
} from '#pipelines/series-to-change/monitor.js';

/** Head of a breaks.json: what judged the series (file formats, version 1). */
export function methodOf(monitor: Monitor, settings: MonitorSettings, value: string): Record<string, unknown> {
  const defaults = Object.fromEntries(
    Object.entries(monitor.parameters).map(([name, description]) => [name, description.default]),
  );
  return {
    name: monitor.name,
    version: monitor.version,
    parameters: {
      ...defaults,
      ...settings.parameters,
      order: settings.order ?? monitor.defaultOrder,
      trend: settings.hasTrend,
      historyEnd: dayOrNull(settings.historyEndDay),
      value,
    },
  };
}

export interface PlacedOutcome {
  readonly id: string;
  readonly row: number;
  readonly col: number;
  readonly outcome: PixelOutcome;
}

/** One entry of `series`. Numbers that are not there are null. */
export function seriesEntry({ id, row, col, outcome }: PlacedOutcome): Record<string, unknown> {
  const { history } = outcome;
  return {
    id,
    row,
    col,
    notAssessed: outcome.notAssessed,
    breaks: outcome.breaks.map(breakEntry),
    history:
      history === null
        ? null
        : { from: dateOfOrdinal(history.fromDay), to: dateOfOrdinal(history.toDay), count: history.count },
    sigma: finiteOrNull(outcome.sigma),
    coefficients: outcome.coefficients,
    segments: outcome.segments.map(segmentEntry),
    ...(outcome.process === undefined ? {} : { process: finiteOrNull(outcome.process) }),
    ...(outcome.boundary === undefined ? {} : { boundary: finiteOrNull(outcome.boundary) }),
  };
}

export function breakEntry(found: SeriesBreak): PixelBreak {
  return {
    date: dateOfOrdinal(found.day),
    magnitude: finiteOrNull(found.magnitude),
    confirmed: found.isConfirmed,
    confirmations: found.confirmations,
    firstLook: dateOfOrdinal(found.firstLookDay),
    lastClear: dayOrNull(found.lastClearDay),
  };
}

/** Models of one band stand as they are, those of several by band. */
function segmentEntry({
  fromDay,
  toDay,
  breakDay,
  coefficients,
  rmse,
  ...more
}: SeriesSegment): Record<string, unknown> {
  const bands = Object.keys(coefficients);
  const [only] = bands;
  return {
    from: dateOfOrdinal(fromDay),
    to: dateOfOrdinal(toDay),
    breakOn: dayOrNull(breakDay),
    coefficients: bands.length === 1 ? coefficients[only!] : coefficients,
    rmse: bands.length === 1 ? rmse[only!] : rmse,
    ...(more.count === undefined ? {} : { count: more.count }),
    ...(more.quality === undefined ? {} : { quality: more.quality }),
    ...(more.magnitude === undefined ? {} : { magnitude: bands.length === 1 ? more.magnitude[only!] : more.magnitude }),
  };
}

const dayOrNull = (day: number | null): IsoDate | null => (day === null ? null : dateOfOrdinal(day));
const finiteOrNull = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);

/** One entry of `series` on one line. */
export const outcomeLine = (placed: PlacedOutcome): string => JSON.stringify(seriesEntry(placed));
