import type { RunSummaryView } from '@fedhealth/fl-core/protocol';
import { isOver } from './run-status.ts';

export interface RunFilter {
  /** The id of a study; empty for all. */
  readonly study: string;
  readonly state: 'all' | 'going' | 'completed' | 'stopped';
}

type Run = Pick<RunSummaryView, 'studyId' | 'status'>;

const STATES: Record<RunFilter['state'], (run: Run) => boolean> = {
  all: () => true,
  going: ({ status }) => !isOver(status),
  completed: ({ status }) => status === 'completed',
  stopped: ({ status }) => status === 'failed' || status === 'cancelled',
};

/** The runs that pass, in the order they came. */
export const filterRuns = <R extends Run>(runs: readonly R[], { study, state }: RunFilter): R[] =>
  runs.filter((run) => (study === '' || run.studyId === study) && STATES[state](run));
