/** How a run looks to the hospitals in it: counts and means, nobody's name. */

import type { RunView } from '@fedhealth/fl-core/protocol';
import { isOver, type RoundState } from '@fedhealth/fl-core/round';
import type { RunRecord } from '../../storage/records.ts';

export type RoundPoint = RunView['history'][number];

/** What a hospital reads that is not waited for. */
const SET_ASIDE =
  'The run goes on without this hospital: twice in a row its answer did not come in time, or could not be read. Its data is untouched, and it still gets the work; its next answer brings it back. If it does not come back by itself, reload the page.';

/**
 * `trouble`: what keeps the coordinator from going on by itself, as a full disk; the run then shows as paused.
 * `notice`: what this site is to know of its last update.
 */
export function runView(
  run: RunRecord,
  state: RoundState,
  sites: number,
  history: readonly RoundPoint[],
  modelVersion: number | null,
  siteId?: string,
  trouble: string | null = null,
  notice: string | null = null,
): RunView {
  const aside = siteId !== undefined && !isOver(state.phase) && state.aside.includes(siteId);
  const status = trouble !== null && !isOver(state.phase) ? 'paused' : state.phase;
  return {
    run: run.id,
    status,
    round: Math.min(state.round, run.plan.rounds),
    rounds: run.plan.rounds,
    sites,
    history: [...history],
    modelVersion,
    message: isOver(state.phase)
      ? state.reason
      : (trouble ?? state.reason ?? (aside ? SET_ASIDE : null) ?? notice),
    ...(aside ? { aside } : {}),
    sitsOut: siteId !== undefined && !isOver(state.phase) && state.resting.includes(siteId),
  };
}
