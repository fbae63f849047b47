import { useMutation, useQuery, useQueryClient, type QueryClient, type UseMutationResult } from '@tanstack/react-query';
import { bodyOf, client } from './client.js';
import type { User } from './model.js';
import { ProblemError } from './problem.js';

const SESSION_KEY = ['session'] as const;
/** Remembers that somebody signed in here, so that a first visit does not ask for a session that cannot be there. */
const SIGNED_IN_MARK = 'planwatch.signedIn';

/** Who is signed in; null where nobody is. */
export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: readUser, staleTime: Infinity });
}

async function readUser(): Promise<User | null> {
  if (localStorage.getItem(SIGNED_IN_MARK) === null) return null;
  try {
    return (await bodyOf(client.GET('/v1/session'))).user;
  } catch (thrown) {
    if (!isSignedOut(thrown)) throw thrown;
    localStorage.removeItem(SIGNED_IN_MARK);
    return null;
  }
}

export function isSignedOut(thrown: unknown): boolean {
  return thrown instanceof ProblemError && thrown.problem.status === 401;
}

export function useSignIn(): UseMutationResult<User, Error, { name: string; password: string }> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (credentials) => (await bodyOf(client.POST('/v1/session', { body: credentials }))).user,
    onSuccess: (user) => {
      localStorage.setItem(SIGNED_IN_MARK, '1');
      becomeUser(queries, user);
    },
  });
}

/** Ends the session on the server; what was read in it is dropped in any case. */
export function useSignOut(): UseMutationResult<void, Error, void> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await client.DELETE('/v1/session');
    },
    onSettled: () => {
      localStorage.removeItem(SIGNED_IN_MARK);
      becomeUser(queries, null);
    },
  });
}

/** What another user read is forgotten. The session itself stays in the cache: pages are watching it. */
function becomeUser(queries: QueryClient, user: User | null): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
  queries.setQueryData(SESSION_KEY, user);
}
