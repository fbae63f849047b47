import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { bodyOf, client } from '../api/client.js';
import type { components } from '../api/schema.js';

export type AuditEntry = components['schemas']['AuditEntry'];

/** What the trail is searched by; '' for anything. */
export interface AuditSearch {
  readonly noun: string;
  readonly nounId: string;
  readonly actor: string;
  /** Days of the office (UTC+8), both inclusive. */
  readonly from: string;
  readonly to: string;
}

export const useAudit = (search: AuditSearch) =>
  useInfiniteQuery({
    queryKey: ['audit', search],
    queryFn: ({ pageParam }) =>
      bodyOf(
        client.GET('/v1/audit', {
          params: { query: { ...queryOf(search), limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

function queryOf({ from, to, ...words }: AuditSearch): Record<string, string> {
  const given = Object.entries(words).filter(([, word]) => word.trim() !== '');
  return {
    ...Object.fromEntries(given.map(([name, word]) => [name, word.trim()])),
    ...(from === '' ? {} : { from: `${from}T00:00:00+08:00` }),
    ...(to === '' ? {} : { to: `${to}T23:59:59.999+08:00` }),
  };
}

export const useAuditVerification = () =>
  useMutation({ mutationFn: () => bodyOf(client.GET('/v1/audit/verification')) });
