/** One study with its versions: read, and saved. */
import {
  type StudyDetailView,
  savedStudyViewSchema,
  studyDetailViewSchema,
} from '@fedhealth/fl-core/protocol';
import {
  queryOptions,
  type UseQueryResult,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { apiJson } from '../../../lib/api.ts';
import { orThrow } from './api-error.ts';
import { queryKeys } from './query-keys.ts';

const studyOptions = (id: string, version?: number) =>
  queryOptions({
    queryKey: queryKeys.study(id, version),
    queryFn: async ({ signal }) => {
      const query = version === undefined ? '' : `?version=${version}`;
      const path = `/api/studies/${encodeURIComponent(id)}${query}`;
      return orThrow(await apiJson(path, studyDetailViewSchema, { signal }));
    },
  });

/** A study in the given version, or its newest. */
export const useStudy = (id: string, version?: number) => useQuery(studyOptions(id, version));

const known = (results: readonly UseQueryResult<StudyDetailView>[]) =>
  results.flatMap(({ data }) => (data ? [data.study] : []));

/** Those of the versions that have been read so far; each is asked for once. */
export function useStudyVersions(wanted: readonly { readonly id: string; readonly version: number }[]) {
  const once = new Map(wanted.map((one) => [`${one.id} ${one.version}`, one]));
  return useQueries({
    queries: [...once.values()].map(({ id, version }) => studyOptions(id, version)),
    combine: known,
  });
}

export function useSaveStudy() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (study: object) =>
      orThrow(await apiJson('/api/studies', savedStudyViewSchema, { method: 'POST', body: study })),
    onSuccess: ({ outcome: _outcome, ...detail }) => {
      queries.setQueryData(queryKeys.study(detail.study.id, undefined), detail);
      void queries.invalidateQueries({ queryKey: queryKeys.studies });
      void queries.invalidateQueries({ queryKey: queryKeys.events });
    },
  });
}
