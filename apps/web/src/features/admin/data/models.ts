/** Model versions: how they stand against each other, and what was decided about them. */
import {
  type KeepRound,
  type ModelChangeRequest,
  modelChangeViewSchema,
  modelComparisonViewSchema,
  modelViewSchema,
} from '@fedhealth/fl-core/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { apiJson } from '../../../lib/api.ts';
import { orThrow } from './api-error.ts';
import { queryKeys } from './query-keys.ts';

/** Promotions and roll-backs of all studies, newest first. */
export const useModelChanges = () =>
  useQuery({
    queryKey: queryKeys.modelChanges,
    queryFn: async ({ signal }) =>
      orThrow(await apiJson('/api/models/changes', modelChangeViewSchema.array(), { signal })),
  });

/** Two versions side by side; nothing is asked without both. */
export const useModelComparison = (a: number | null, b: number | null) =>
  useQuery({
    queryKey: queryKeys.modelComparison(a, b),
    queryFn: async ({ signal }) =>
      orThrow(await apiJson(`/api/models/compare?a=${a}&b=${b}`, modelComparisonViewSchema, { signal })),
    enabled: a !== null && b !== null,
  });

export type ModelDecision = 'promote' | 'roll-back';

/** Changes which model is in production. Answers with the one that is then. */
export function useDecideModel(decision: ModelDecision, version: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: ModelChangeRequest) =>
      orThrow(await apiJson(`/api/models/${version}/${decision}`, modelViewSchema, { method: 'POST', body })),
    onSettled: () => {
      // A refusal too means that the list on the page was of the past.
      void queries.invalidateQueries({ queryKey: queryKeys.models });
      void queries.invalidateQueries({ queryKey: queryKeys.events });
    },
  });
}

/** Makes a version of a run's round. */
export function useKeepRound() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: KeepRound) =>
      orThrow(await apiJson('/api/models', modelViewSchema, { method: 'POST', body })),
    onSettled: () => {
      for (const queryKey of [queryKeys.models, queryKeys.runs, queryKeys.events])
        void queries.invalidateQueries({ queryKey });
    },
  });
}
