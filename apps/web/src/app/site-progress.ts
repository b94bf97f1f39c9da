/** Which step of the hospital's walk is which, from the store. */
import { showsPastRun } from '../store/participation-slice.ts';
import type { SiteState } from '../store/site-store.ts';

export type StepState = 'waiting' | 'current' | 'done';

export interface SiteProgress {
  readonly study: StepState;
  readonly data: StepState;
  readonly join: StepState;
  readonly live: StepState;
  readonly result: StepState;
  /** The model version to show; null before a run completed. */
  readonly modelVersion: number | null;
}

type Known = Pick<SiteState, 'dataset' | 'snapshot' | 'pastRunId'>;

export function siteProgress({ dataset, snapshot, pastRunId }: Known): SiteProgress {
  const usable = dataset.status === 'ready' && dataset.summary.usable;
  const { joined, run, comparison } = snapshot;
  const modelVersion =
    run?.status === 'completed' && run.modelVersion !== null
      ? run.modelVersion
      : (comparison?.modelVersion ?? null);
  return {
    study: joined || dataset.status !== 'none' ? 'done' : 'current',
    data: joined || usable ? 'done' : 'current',
    join: joined ? 'done' : usable ? 'current' : 'waiting',
    live: joined
      ? run?.status === 'completed' && !showsPastRun({ snapshot, pastRunId })
        ? 'done'
        : 'current'
      : 'waiting',
    result: modelVersion === null ? 'waiting' : 'current',
    modelVersion,
  };
}
