/** What the pages read. Notices keep these fresh, so none of them polls. */
import {
  eventViewSchema,
  inviteViewSchema,
  modelViewSchema,
  type RunDetailView,
  runDetailViewSchema,
  runSummaryViewSchema,
  siteViewSchema,
  studyChecksViewSchema,
  studyViewSchema,
} from '@fedhealth/fl-core/protocol';
import {
  keepPreviousData,
  queryOptions,
  type UseQueryResult,
  useQueries,
  useQuery,
} from '@tanstack/react-query';
import type { z } from 'zod';
import { apiJson } from '../../../lib/api.ts';
import { orThrow } from './api-error.ts';
import { queryKeys } from './query-keys.ts';

const read =
  <S extends z.ZodType>(path: string, schema: S) =>
  async ({ signal }: { signal: AbortSignal }): Promise<z.output<S>> =>
    orThrow(await apiJson(path, schema, { signal }));

export const useStudies = () =>
  useQuery({ queryKey: queryKeys.studies, queryFn: read('/api/studies', studyViewSchema.array()) });

export const useSites = () =>
  useQuery({ queryKey: queryKeys.sites, queryFn: read('/api/sites', siteViewSchema.array()) });

/** What came of the checks of the hospitals' data sets, study by study. */
export const useChecks = () =>
  useQuery({ queryKey: queryKeys.checks, queryFn: read('/api/checks', studyChecksViewSchema.array()) });

export const useRuns = () =>
  useQuery({ queryKey: queryKeys.runs, queryFn: read('/api/runs', runSummaryViewSchema.array()) });

const runOptions = (id: string) =>
  queryOptions({
    queryKey: queryKeys.run(id),
    queryFn: read(`/api/runs/${encodeURIComponent(id)}`, runDetailViewSchema),
  });

/** One run with its rounds; nothing is asked without an id. */
export const useRun = (id: string | undefined) =>
  useQuery({ ...runOptions(id ?? ''), enabled: id !== undefined });

const together = (results: readonly UseQueryResult<RunDetailView>[]) => ({
  runs: results.flatMap(({ data }) => (data ? [data] : [])),
  /** Nothing is known yet of one of them. */
  waiting: results.some(({ isPending }) => isPending),
  errors: results.flatMap(({ data, error }) => (!data && error ? [error] : [])),
});

/** Several runs with their rounds, in the order of `ids`. */
export const useRunDetails = (ids: readonly string[]) =>
  useQueries({ queries: ids.map(runOptions), combine: together });

/** The newest `limit` events, of one run when `run` is given. */
export function useEvents({ run, limit }: { run?: string; limit: number }) {
  const query = new URLSearchParams({ limit: String(limit), ...(run ? { run } : {}) });
  return useQuery({
    queryKey: queryKeys.eventList(run, limit),
    queryFn: read(`/api/events?${query}`, eventViewSchema.array()),
    placeholderData: keepPreviousData,
  });
}

export const useModels = () =>
  useQuery({ queryKey: queryKeys.models, queryFn: read('/api/models', modelViewSchema.array()) });

export const useInvites = () =>
  useQuery({ queryKey: queryKeys.invites, queryFn: read('/api/invites', inviteViewSchema.array()) });
