import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AlertStatus } from '#domain/alert.js';
import type { AlertAct } from '#domain/alertLife.js';
import { bodyOf, client } from './client.js';
import type { Alert, AlertDetail } from './model.js';
import { KEYS } from './queries.js';

interface ActRequest {
  readonly alert: AlertDetail;
  readonly act: AlertAct;
}

/** Does something with the alert as it was seen; afterwards what is shown of it is read anew. */
export function useAlertAct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ alert, act }: ActRequest) =>
      bodyOf(
        client.POST('/v1/alerts/{id}/acts', {
          params: { path: { id: alert.id } },
          body: { expectedRevision: alert.properties.revision, act },
        }),
      ),
    onSuccess: (after) => showAtOnce(queries, after),
    // Not waited for: the next key must not be lost because a list is still being read.
    onSettled: (_, __, { alert }) => void refresh(queries, alert.id),
  });
}

/** The same act on several alerts as they were seen, each for itself. */
export function useActOnSeveral() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ alerts, act }: { readonly alerts: readonly Alert[]; readonly act: AlertAct }) => {
      const seen = alerts.map(({ id, properties }) => ({ id, expectedRevision: properties.revision }));
      return bodyOf(client.POST('/v1/alert-acts', { body: { alerts: seen, act } }));
    },
    onSettled: (_, __, { alerts }) => {
      for (const { id } of alerts) void queries.invalidateQueries({ queryKey: KEYS.alert(id) });
      void queries.invalidateQueries({ queryKey: KEYS.alerts });
    },
  });
}

/** Takes back the own last act. */
export function useUndoAct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, revision }: { readonly id: string; readonly revision: number }) =>
      bodyOf(client.POST('/v1/alerts/{id}/undo', { params: { path: { id } }, body: { expectedRevision: revision } })),
    onSuccess: (after) => showAtOnce(queries, after),
    onSettled: (_, __, { id }) => void refresh(queries, id),
  });
}

/** Takes the own last act back on several alerts, each for itself. Resolves with how many it was too late for. */
export function useUndoSeveral() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (acted: readonly ActedAlert[]): Promise<number> => {
      const undone = await Promise.allSettled(
        acted.map(({ id, revision }) =>
          bodyOf(
            client.POST('/v1/alerts/{id}/undo', { params: { path: { id } }, body: { expectedRevision: revision } }),
          ),
        ),
      );
      return undone.filter(({ status }) => status === 'rejected').length;
    },
    onSettled: (_, __, acted) => {
      for (const { id } of acted) void queries.invalidateQueries({ queryKey: KEYS.alert(id) });
      void queries.invalidateQueries({ queryKey: KEYS.alerts });
    },
  });
}

/** An alert as an act left it. */
export interface ActedAlert {
  readonly id: string;
  readonly revision: number;
}

/** The next key may come before the alert is read anew: it must not act on what stood before. */
function showAtOnce(
  queries: ReturnType<typeof useQueryClient>,
  { id, revision, status }: { readonly id: string; readonly revision: number; readonly status: AlertStatus },
): void {
  queries.setQueryData<AlertDetail>(KEYS.alert(id), (known) =>
    known === undefined ? known : { ...known, properties: { ...known.properties, revision, status } },
  );
}

async function refresh(queries: ReturnType<typeof useQueryClient>, id: string): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: KEYS.alert(id) }),
    queries.invalidateQueries({ queryKey: KEYS.alerts }),
  ]);
}
