import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { useMemo } from 'react';
import { useSites } from '../../data/queries.ts';
import { useStudy } from '../../data/studies.ts';
import { runDifferences } from '../new/run-draft.ts';
import { RunDifferences } from './run-differences.tsx';

/** What a run does otherwise than the version of its study says; nothing while that is not known. */
export function RunPlanDifferences({
  run,
}: {
  run: Pick<RunDetailView, 'studyId' | 'studyVersion' | 'plan'>;
}) {
  const { data } = useStudy(run.studyId, run.studyVersion);
  const { data: sites } = useSites();
  const differences = useMemo(() => {
    const names = new Map(sites?.map(({ id, name }) => [id, name]));
    return data ? runDifferences(data.study, run.plan, names) : [];
  }, [data, sites, run.plan]);
  return <RunDifferences differences={differences} />;
}
