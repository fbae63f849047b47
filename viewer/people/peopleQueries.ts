import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client } from '../api/client.js';
import type { components } from '../api/schema.js';

export type Person = components['schemas']['Person'];
export type ApiKey = components['schemas']['ApiKey'];
export type Account = components['schemas']['Account'];

const PEOPLE = ['people'] as const;
const KEY_LIST = ['apiKeys'] as const;
const ACCOUNT = ['account'] as const;

export function usePeople(search: string) {
  return useQuery({
    queryKey: [...PEOPLE, search],
    queryFn: async () => {
      const query = { limit: 1000, ...(search === '' ? {} : { search }) };
      return (await bodyOf(client.GET('/v1/users', { params: { query } }))).items;
    },
  });
}

export interface PersonFields {
  readonly name: string;
  readonly role: Person['role'];
  readonly adminCode: string;
  readonly email: string | null;
  readonly signsInBy: Person['signsInBy'];
  readonly isDisabled: boolean;
}

/** Somebody whose first password is to be told to them, this once. */
export interface Newcomer {
  readonly name: string;
  readonly temporaryPassword: string | null;
}

/** Adds a person, or changes the one given. */
export function useSavePerson(before: Person | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (fields: PersonFields): Promise<Newcomer | null> => {
      const { name, role, adminCode, email, signsInBy, isDisabled } = fields;
      if (before === null) {
        const body = { name, role, adminCode, email, signsInBy };
        const { temporaryPassword } = await bodyOf(client.POST('/v1/users', { body }));
        return { name, temporaryPassword };
      }
      const body = { role, adminCode, email, isDisabled, expectedRevision: before.revision };
      await bodyOf(client.PUT('/v1/users/{id}', { params: { path: { id: before.id } }, body }));
      return null;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: PEOPLE }),
  });
}

export type PersonAct = 'resetPassword' | 'resetFactor' | 'endSessions';

/** What an admin does with an account beside changing it. */
export function usePersonAct({ id, name }: Person) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (act: PersonAct): Promise<{ readonly newcomer?: Newcomer; readonly ended?: number }> => {
      const params = { path: { id } };
      if (act === 'endSessions') return bodyOf(client.DELETE('/v1/users/{id}/sessions', { params }));
      if (act === 'resetFactor') {
        await bodyOf(client.DELETE('/v1/users/{id}/second-factor', { params }));
        return {};
      }
      const { temporaryPassword } = await bodyOf(client.POST('/v1/users/{id}/password', { params }));
      return { newcomer: { name, temporaryPassword } };
    },
    onSettled: () => queries.invalidateQueries({ queryKey: PEOPLE }),
  });
}

export function useApiKeys() {
  return useQuery({ queryKey: KEY_LIST, queryFn: async () => (await bodyOf(client.GET('/v1/keys'))).items });
}

export interface KeyFields {
  readonly name: string;
  readonly role: ApiKey['role'];
  readonly adminCode: string;
  readonly rights: ApiKey['rights'];
  readonly expiresInDays: number;
}

export function useCreateKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: KeyFields) => bodyOf(client.POST('/v1/keys', { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY_LIST }),
  });
}

export function useRevokeKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => bodyOf(client.DELETE('/v1/keys/{id}', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY_LIST }),
  });
}

export function useAccount() {
  return useQuery({ queryKey: ACCOUNT, queryFn: () => bodyOf(client.GET('/v1/account')) });
}

/** Does something with the own account and reads it anew. */
export function useAccountAct<In, Out>(act: (input: In) => Promise<Out>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => queries.invalidateQueries({ queryKey: ACCOUNT }) });
}
