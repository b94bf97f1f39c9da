import { type InvitationView, invitationViewSchema } from '@fedhealth/fl-core/protocol';
import { useQuery } from '@tanstack/react-query';
import { type ApiProblem, apiJson } from '../../lib/api.ts';
import { type Answer, askedAgain } from './asked-again.ts';

export type Invitation =
  | { readonly status: 'loading' }
  | { readonly status: 'open'; readonly view: InvitationView }
  | { readonly status: 'refused'; readonly problem: ApiProblem; readonly retry: () => void };

/** How often the page asks how many hospitals there are, in milliseconds, while someone looks at it. */
const ASK_AGAIN_MS = 30_000;

/** The study behind an invite; asked again when the network was away, and how many hospitals there are now. */
export function useInvitation(token: string): Invitation {
  const queryKey = ['invitation', token];
  const query = useQuery<Answer>({
    queryKey,
    staleTime: ASK_AGAIN_MS,
    refetchInterval: ({ state }) => (state.data?.ok ? ASK_AGAIN_MS : false),
    refetchOnWindowFocus: ({ state }) => state.data?.ok === true,
    retry: false,
    queryFn: async ({ signal, client }) => {
      const path = `/api/invites/${encodeURIComponent(token)}`;
      const answer = await apiJson(path, invitationViewSchema, { signal });
      return askedAgain(client.getQueryData<Answer>(queryKey), answer);
    },
  });
  if (!query.data) return { status: 'loading' };
  if (query.data.ok) return { status: 'open', view: query.data.value };
  return { status: 'refused', problem: query.data.error, retry: () => void query.refetch() };
}
