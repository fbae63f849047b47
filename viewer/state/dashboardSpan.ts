import { dateOfOrdinal, ordinalOf, type IsoDate } from '#domain/time.js';

/** What the dashboard counts: alerts raised, and land taken, between two days, both inclusive. */
export interface DashboardSpan {
  /** A day; '' for no beginning. */
  readonly from: string;
  readonly to: IsoDate;
  /** '' for all that the reader sees. */
  readonly adminCode: string;
}

export const SPAN_PRESETS = ['all', 'thisYear', 'lastYear', 'last90'] as const;
export type SpanPreset = (typeof SPAN_PRESETS)[number];

/** The days of a preset. @param today the office's day */
export function presetSpan(preset: SpanPreset, today: IsoDate): Pick<DashboardSpan, 'from' | 'to'> {
  const year = Number(today.slice(0, 4));
  switch (preset) {
    case 'all':
      return { from: '', to: today };
    case 'thisYear':
      return { from: `${year}-01-01`, to: today };
    case 'lastYear':
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
    case 'last90':
      return { from: dateOfOrdinal(ordinalOf(today) - 89), to: today };
  }
}

/** Reads the span from the page's address; what does not make sense there falls back to everything until today. */
export function spanFromSearch(search: URLSearchParams, today: IsoDate): DashboardSpan {
  const from = dayOr(search.get('from'), '');
  const to = dayOr(search.get('to'), today);
  const adminCode = search.get('adminCode') ?? '';
  return {
    from: from <= to ? from : '',
    to,
    adminCode: /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(adminCode) ? adminCode : '',
  };
}

/** The span as parameters of the address and of the API alike. */
export function spanToQuery({ from, to, adminCode }: DashboardSpan, today: IsoDate): Record<string, string> {
  return {
    ...(from === '' ? {} : { from }),
    ...(to === today ? {} : { to }),
    ...(adminCode === '' ? {} : { adminCode }),
  };
}

/** The twelve months that end with a day: what the trend shows. */
export function trendSpan(to: IsoDate): { readonly from: IsoDate; readonly to: IsoDate } {
  const month = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1 - 11;
  return { from: `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`, to };
}

const dayOr = <T extends string>(text: string | null, otherwise: T): string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : otherwise;
