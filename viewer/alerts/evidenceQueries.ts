import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client, sendForm } from '../api/client.js';
import type { Evidence } from '../api/model.js';
import { KEYS } from '../api/queries.js';

export function useEvidence(alertId: string) {
  return useQuery({
    queryKey: [...KEYS.alert(alertId), 'evidence'],
    queryFn: async () => {
      const { items } = await bodyOf(client.GET('/v1/alerts/{id}/evidence', { params: { path: { id: alertId } } }));
      // The client's types forget that a position is a pair.
      return items as Evidence[];
    },
  });
}

interface HandingIn {
  readonly files: readonly File[];
  readonly visitedOn: string | null;
  readonly note: string | null;
}

/** Hands in files one after the other; those before one that is refused stay handed in. */
export function useHandIn(alertId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ files, visitedOn, note }: HandingIn) => {
      for (const file of files) {
        const kind = file.type.startsWith('image/') ? 'photo' : 'attachment';
        await sendForm<Evidence>(`/v1/alerts/${alertId}/evidence`, { kind, visitedOn, note }, file);
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.alert(alertId) }),
  });
}

export function useWithdrawal(alertId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ evidenceId, because }: { readonly evidenceId: string; readonly because: string }) =>
      bodyOf(
        client.POST('/v1/alerts/{id}/evidence/{evidenceId}/withdrawal', {
          params: { path: { id: alertId, evidenceId } },
          body: { because },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.alert(alertId) }),
  });
}
