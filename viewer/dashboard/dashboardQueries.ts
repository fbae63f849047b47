import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { bodyOf, client } from '../api/client.js';
import type { components } from '../api/schema.js';
import { trendSpan } from '../state/dashboardSpan.js';

export type AlertStatistics = components['schemas']['AlertStatistics'];
export type IndicatorRow = components['schemas']['IndicatorRow'];
export type AlertSum = components['schemas']['AlertSum'];

type SpanQuery = Readonly<Record<string, string>>;

export const useAlertStatistics = (query: SpanQuery) =>
  useQuery({
    queryKey: ['alerts', 'statistics', query],
    queryFn: () => bodyOf(client.GET('/v1/statistics/alerts', { params: { query } })),
    placeholderData: keepPreviousData,
  });

/** @param cut rows for the whole region or each county; parts of the period */
export const useIndicators = (
  query: SpanQuery,
  cut: { readonly level: 'region' | 'county'; readonly step: 'whole' | 'month' },
) =>
  useQuery({
    queryKey: ['alerts', 'indicators', query, cut],
    queryFn: async () =>
      (await bodyOf(client.GET('/v1/indicators', { params: { query: { ...query, ...cut } } }))).items,
    placeholderData: keepPreviousData,
  });

/** The last twelve months of the region, month by month. */
export const useTrend = (adminCode: string, to: string) =>
  useIndicators({ ...trendSpan(to), ...(adminCode === '' ? {} : { adminCode }) }, { level: 'region', step: 'month' });

export const indicatorsCsvHref = (query: SpanQuery): string =>
  `/v1/indicators.csv?${new URLSearchParams({ ...query, level: 'county' }).toString()}`;
