import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client } from '../api/client.js';
import type { components } from '../api/schema.js';

export type Webhook = components['schemas']['Webhook'];
export type Delivery = components['schemas']['WebhookDelivery'];

const WEBHOOKS = ['webhooks'] as const;
const DELIVERIES_PER_PAGE = 50;
/** What waits is delivered by itself: the lists are looked at again this often. */
const LOOK_AGAIN_MS = 15_000;

export const useWebhooks = () =>
  useQuery({
    queryKey: WEBHOOKS,
    queryFn: async () => (await bodyOf(client.GET('/v1/webhooks'))).items,
    refetchInterval: LOOK_AGAIN_MS,
  });

/** Deliveries of one receiver, newest change first. */
export function useDeliveries(id: string, status: Delivery['status'] | null) {
  return useInfiniteQuery({
    queryKey: [...WEBHOOKS, id, 'deliveries', status],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: DELIVERIES_PER_PAGE,
        ...(status === null ? {} : { status }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return bodyOf(client.GET('/v1/webhooks/{id}/deliveries', { params: { path: { id }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** Every change is followed by a look at the lists. */
function useChange<Given, Answer>(change: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => queries.invalidateQueries({ queryKey: WEBHOOKS }) });
}

export interface NewWebhook {
  readonly name: string;
  readonly url: string;
  readonly fromBeginning: boolean;
}

/** Answers the secret, which is told this once. */
export const useAddWebhook = () =>
  useChange(async (body: NewWebhook) => (await bodyOf(client.POST('/v1/webhooks', { body }))).secret);

export const useChangeWebhook = () =>
  useChange(({ id, name, url, status, revision }: Webhook & { readonly status: 'active' | 'paused' }) =>
    bodyOf(
      client.PUT('/v1/webhooks/{id}', {
        params: { path: { id } },
        body: { name, url, status, expectedRevision: revision },
      }),
    ),
  );

export const useNewSecret = () =>
  useChange(
    async (id: string) => (await bodyOf(client.POST('/v1/webhooks/{id}/secret', { params: { path: { id } } }))).secret,
  );

export const useDeleteWebhook = () =>
  useChange((id: string) => bodyOf(client.DELETE('/v1/webhooks/{id}', { params: { path: { id } } })));

export const useResend = (id: string) =>
  useChange((sequence: number) =>
    bodyOf(client.POST('/v1/webhooks/{id}/deliveries/{sequence}/resend', { params: { path: { id, sequence } } })),
  );
