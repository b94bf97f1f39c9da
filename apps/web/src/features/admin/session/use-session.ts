/** Whether this browser is signed in, and the ways in and out. */
import { sessionViewSchema } from '@fedhealth/fl-core/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { apiEmpty, apiJson } from '../../../lib/api.ts';
import { isSignedOut, orThrow } from '../data/api-error.ts';
import { queryKeys } from '../data/query-keys.ts';

const SIGNED_OUT = { signedIn: false };

export function useSession() {
  const queries = useQueryClient();
  useEffect(() => {
    const leave = (error: unknown) => {
      if (isSignedOut(error)) queries.setQueryData(queryKeys.session, SIGNED_OUT);
    };
    const stopQueries = queries.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') leave(event.action.error);
    });
    const stopMutations = queries.getMutationCache().subscribe((event) => {
      const signingIn = event.mutation?.options.mutationKey === queryKeys.session;
      if (event.type === 'updated' && event.action.type === 'error' && !signingIn) leave(event.action.error);
    });
    return () => {
      stopQueries();
      stopMutations();
    };
  }, [queries]);

  const session = useQuery({
    queryKey: queryKeys.session,
    queryFn: async ({ signal }) => orThrow(await apiJson('/api/session', sessionViewSchema, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

  // What the administrator saw must not be there for the next person at this computer.
  const signedOut = session.data?.signedIn === false;
  useEffect(() => {
    if (!signedOut) return;
    queries.removeQueries({
      queryKey: queryKeys.all,
      predicate: ({ queryKey }) => queryKey[1] !== queryKeys.session[1],
    });
  }, [queries, signedOut]);

  return session;
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationKey: queryKeys.session,
    // An answer asked for before signing in must not arrive after it and sign the person out again.
    onMutate: () => queries.cancelQueries({ queryKey: queryKeys.session }),
    mutationFn: async (token: string) =>
      orThrow(await apiJson('/api/session', sessionViewSchema, { method: 'POST', body: { token } })),
    onSuccess: (session) => queries.setQueryData(queryKeys.session, session),
    onError: () => queries.refetchQueries({ queryKey: queryKeys.session }),
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => orThrow(await apiEmpty('/api/session', { method: 'DELETE' })),
    onSuccess: () => queries.setQueryData(queryKeys.session, SIGNED_OUT),
  });
}
