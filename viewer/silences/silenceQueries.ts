import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AreaGeometry } from '#domain/geometry.js';
import type { ViolationKind } from '#domain/violation.js';
import { bodyOf, client } from '../api/client.js';
import { KEYS } from '../api/queries.js';
import type { components } from '../api/schema.js';

export type Silence = components['schemas']['Silence'];

export interface NewSilence {
  readonly adminCode: string;
  readonly geometry: AreaGeometry | null;
  readonly caseNumber: string | null;
  readonly kind: ViolationKind | null;
  readonly reason: string;
  readonly until: string;
}

const SILENCES = ['silences'] as const;

export const useSilences = () =>
  useQuery({ queryKey: SILENCES, queryFn: async () => (await bodyOf(client.GET('/v1/silences'))).items });

/** Both change what the queue shows. */
function useChange<T>(change: (given: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: SILENCES }),
        queries.invalidateQueries({ queryKey: KEYS.alerts }),
      ]),
  });
}

export const useSilencing = () =>
  useChange(({ geometry, ...silence }: NewSilence) =>
    bodyOf(
      client.POST('/v1/silences', {
        body: { ...silence, geometry: geometry as components['schemas']['AreaGeometry'] | null },
      }),
    ),
  );

export const useLifting = () =>
  useChange((id: string) => bodyOf(client.DELETE('/v1/silences/{id}', { params: { path: { id } } })));
