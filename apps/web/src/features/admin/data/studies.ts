/** One study with its versions: read, and saved. */
import { savedStudyViewSchema, studyDetailViewSchema } from '@fedhealth/fl-core/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { apiJson } from '../../../lib/api.ts';
import { orThrow } from './api-error.ts';
import { queryKeys } from './query-keys.ts';

/** A study in the given version, or its newest. */
export const useStudy = (id: string, version?: number) =>
  useQuery({
    queryKey: queryKeys.study(id, version),
    queryFn: async ({ signal }) => {
      const query = version === undefined ? '' : `?version=${version}`;
      const path = `/api/studies/${encodeURIComponent(id)}${query}`;
      return orThrow(await apiJson(path, studyDetailViewSchema, { signal }));
    },
  });

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
