import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client, sendForm } from '../api/client.js';
import { KEYS } from '../api/queries.js';
import type { components } from '../api/schema.js';

export type LayerRecord = components['schemas']['LayerRecord'];
export type LayerReceipt = components['schemas']['LayerReceipt'];

const ALL_VERSIONS = [...KEYS.layers, 'all'] as const;

/** Every version that the user may see, drafts included. */
export function useLayerVersions() {
  return useQuery({
    queryKey: ALL_VERSIONS,
    queryFn: async () => (await bodyOf(client.GET('/v1/layers', { params: { query: { status: 'all' } } }))).items,
  });
}

export function useLayerRecord(id: string, version: string) {
  return useQuery({
    queryKey: [...KEYS.layers, 'record', id, version],
    queryFn: () => bodyOf(client.GET('/v1/layers/{id}/{version}', { params: { path: { id, version } } })),
  });
}

/** Publishes a draft, or throws it away; the lists are read anew. */
export function useLayerAct(id: string, version: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (
      act: { readonly kind: 'publish'; readonly note: string | null } | { readonly kind: 'discard' },
    ) => {
      const params = { path: { id, version } };
      if (act.kind === 'discard') await bodyOf(client.DELETE('/v1/layers/{id}/{version}', { params }));
      else {
        const body = { acceptProblems: true, note: act.note };
        await bodyOf(client.POST('/v1/layers/{id}/{version}/publish', { params, body }));
      }
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: KEYS.layers }),
  });
}

/** Names of the mappings that were kept for layers. */
export function useMappingNames() {
  return useQuery({
    queryKey: [...KEYS.layers, 'mappings'],
    queryFn: async () =>
      (await bodyOf(client.GET('/v1/field-mappings'))).items.flatMap(({ name, target }) =>
        target === 'layer' ? [name] : [],
      ),
  });
}

/** Imports a file as a draft. */
export function useLayerImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ manifest, file }: { readonly manifest: object; readonly file: File }) =>
      sendForm<LayerReceipt>('/v1/layers', manifest, file),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEYS.layers }),
  });
}
