import { type InvitationView, invitationViewSchema } from '@fedhealth/fl-core/protocol';
import { useQuery } from '@tanstack/react-query';
import { type ApiProblem, apiJson } from '../../lib/api.ts';

export type Invitation =
  | { readonly status: 'loading' }
  | { readonly status: 'open'; readonly view: InvitationView }
  | { readonly status: 'refused'; readonly problem: ApiProblem; readonly retry: () => void };

/** The study behind an invite; asked again when the network was away. */
export function useInvitation(token: string): Invitation {
  const query = useQuery({
    queryKey: ['invitation', token],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: ({ signal }) =>
      apiJson(`/api/invites/${encodeURIComponent(token)}`, invitationViewSchema, { signal }),
  });
  if (!query.data) return { status: 'loading' };
  if (query.data.ok) return { status: 'open', view: query.data.value };
  return { status: 'refused', problem: query.data.error, retry: () => void query.refetch() };
}
