/** What the pages change. Each refreshes the lists it touches without waiting for a notice. */
import {
  type inviteRequestSchema,
  inviteViewSchema,
  runDetailViewSchema,
  type StartRun,
  siteViewSchema,
} from '@fedhealth/fl-core/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { apiEmpty, apiJson } from '../../../lib/api.ts';
import { orThrow } from './api-error.ts';
import { queryKeys, staleKeys, type Topic } from './query-keys.ts';

function useRefresh() {
  const queries = useQueryClient();
  return (...topics: Topic[]) => {
    for (const queryKey of topics.flatMap((topic) => staleKeys(topic))) {
      void queries.invalidateQueries({ queryKey });
    }
  };
}

export function useStartRun() {
  const queries = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (body: StartRun) =>
      orThrow(await apiJson('/api/runs', runDetailViewSchema, { method: 'POST', body })),
    onSuccess: (run) => {
      queries.setQueryData(queryKeys.run(run.id), run);
      refresh('runs', 'events');
    },
  });
}

/** What an administrator can do to a run that goes on. */
export type Steering = 'pause' | 'resume' | 'stop';

export function useSteerRun(id: string) {
  const queries = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (how: Steering) =>
      orThrow(
        await apiJson(`/api/runs/${encodeURIComponent(id)}/${how}`, runDetailViewSchema, { method: 'POST' }),
      ),
    onSuccess: (run) => {
      queries.setQueryData(queryKeys.run(run.id), run);
      refresh('runs', 'events', 'sites');
    },
  });
}

/** Says that a hospital's row counts are right. */
export function useConfirmRows() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async ({ id, rows }: { id: string; rows: number }) =>
      orThrow(
        await apiJson(`/api/sites/${encodeURIComponent(id)}/confirm-rows`, siteViewSchema, {
          method: 'POST',
          body: { rows },
        }),
      ),
    onSettled: () => refresh('sites', 'events'),
  });
}

export function useCreateInvite() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (body: z.input<typeof inviteRequestSchema>) =>
      orThrow(await apiJson('/api/invites', inviteViewSchema, { method: 'POST', body })),
    onSuccess: () => refresh('invites', 'events'),
  });
}

export function useRevokeInvite() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (id: string) =>
      orThrow(await apiEmpty(`/api/invites/${encodeURIComponent(id)}`, { method: 'DELETE' })),
    onSuccess: () => refresh('invites', 'events'),
  });
}
