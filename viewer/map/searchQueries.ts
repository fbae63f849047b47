import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { bodyOf, client } from '../api/client.js';
import type { components } from '../api/schema.js';

export type SearchAnswer = components['schemas']['SearchAnswer'];
export type FoundItem = SearchAnswer['items'][number];

/** What holds the text, and the place where it is coordinates. @param near longitude that is looked at, degrees */
export const useSearch = (text: string, near: number) =>
  useQuery({
    queryKey: ['search', text],
    enabled: text !== '',
    queryFn: () =>
      bodyOf(client.GET('/v1/search', { params: { query: { q: text, near: Math.max(-180, Math.min(180, near)) } } })),
    placeholderData: keepPreviousData,
  });
