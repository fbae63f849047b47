import { useMutation, useQuery, useQueryClient, type QueryClient, type UseMutationResult } from '@tanstack/react-query';
import { bodyOf, client } from './client.js';
import type { User } from './model.js';
import type { components } from './schema.js';
import { ProblemError } from './problem.js';

const SESSION_KEY = ['session'] as const;
/** Remembers that somebody signed in here, so that a first visit does not ask for a session that cannot be there. */
const SIGNED_IN_MARK = 'planwatch.signedIn';

/** Whoever is signed in, and whether they must choose a password before anything else. */
export type SignedInUser = User & { readonly mustChangePassword: boolean };

type Credentials = components['schemas']['Credentials'];

/** Who is signed in; null where nobody is. */
export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: readUser, staleTime: Infinity });
}

async function readUser(): Promise<SignedInUser | null> {
  noteProviderSignIn();
  if (localStorage.getItem(SIGNED_IN_MARK) === null) return null;
  try {
    return signedIn(await bodyOf(client.GET('/v1/session')));
  } catch (thrown) {
    if (!isSignedOut(thrown)) throw thrown;
    localStorage.removeItem(SIGNED_IN_MARK);
    return null;
  }
}

const signedIn = ({ user, mustChangePassword }: components['schemas']['Session']): SignedInUser => ({
  ...user,
  mustChangePassword,
});

/** The identity provider leads back to `/?signedIn=1`. */
function noteProviderSignIn(): void {
  const address = new URL(window.location.href);
  if (!address.searchParams.has('signedIn')) return;
  localStorage.setItem(SIGNED_IN_MARK, '1');
  address.searchParams.delete('signedIn');
  window.history.replaceState(window.history.state, '', address);
}

/** How people can sign in here, beside name and password. */
export function useSignInMethods() {
  return useQuery({ queryKey: ['signInMethods'], queryFn: () => bodyOf(client.GET('/v1/session/methods')) });
}

export function isSignedOut(thrown: unknown): boolean {
  return thrown instanceof ProblemError && thrown.problem.status === 401;
}

export function useSignIn(): UseMutationResult<SignedInUser, Error, Credentials> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (credentials) => signedIn(await bodyOf(client.POST('/v1/session', { body: credentials }))),
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
function becomeUser(queries: QueryClient, user: SignedInUser | null): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
  queries.setQueryData(SESSION_KEY, user);
}
