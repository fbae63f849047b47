import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client } from '../api/client.js';
import type { components } from '../api/schema.js';

export type Notice = components['schemas']['Notice'];
export type NoticeChoices = components['schemas']['NoticeChoices'];
export type ChosenNotices = Omit<NoticeChoices, 'email' | 'webhookSecret' | 'isMailSent'>;

const NOTICES = ['notices'] as const;
const CHOICES = ['noticeChoices'] as const;
/** Reminders are counted in days; who looks at the map all morning hears of a new one within a minute. */
const LOOK_EVERY_MS = 60_000;
const NEWEST = 6;

/** The newest unread notices, and how many there are. */
export const useUnreadNotices = () =>
  useQuery({
    queryKey: [...NOTICES, 'bell'],
    refetchInterval: LOOK_EVERY_MS,
    queryFn: () => bodyOf(client.GET('/v1/notices', { params: { query: { unread: 'true', limit: NEWEST } } })),
  });

export const useNotices = (isUnreadOnly: boolean) =>
  useInfiniteQuery({
    queryKey: [...NOTICES, 'page', isUnreadOnly],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = { limit: 50, ...(isUnreadOnly && { unread: 'true' as const }), cursor: pageParam ?? undefined };
      return bodyOf(client.GET('/v1/notices', { params: { query } }));
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export function useMarkingRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (ids: 'all' | string[]) => bodyOf(client.POST('/v1/notices/read', { body: { ids } })),
    onSettled: () => queries.invalidateQueries({ queryKey: NOTICES }),
  });
}

export const useNoticeChoices = () =>
  useQuery({ queryKey: CHOICES, queryFn: () => bodyOf(client.GET('/v1/notice-choices')) });

export function useChoosing() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ChosenNotices) => bodyOf(client.PUT('/v1/notice-choices', { body })),
    onSuccess: (choices) => queries.setQueryData(CHOICES, choices),
  });
}
