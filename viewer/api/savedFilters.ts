import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client } from './client.js';

const KEY = ['savedFilters'] as const;

/** The reader's own filters of the queue. */
export function useSavedFilters() {
  return useQuery({ queryKey: KEY, queryFn: async () => (await bodyOf(client.GET('/v1/saved-filters'))).items });
}

export function useSaveFilter() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, query }: { readonly name: string; readonly query: string }) =>
      bodyOf(client.PUT('/v1/saved-filters/{name}', { params: { path: { name } }, body: { query } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function useForgetFilter() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => bodyOf(client.DELETE('/v1/saved-filters/{name}', { params: { path: { name } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
