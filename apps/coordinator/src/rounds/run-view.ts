/** How a run looks to the hospitals in it: counts and means, nobody's name. */

import type { RunView } from '@fedhealth/fl-core/protocol';
import { isOver, type RoundState } from '@fedhealth/fl-core/round';
import type { RunRecord } from '../storage/records.ts';

export type RoundPoint = RunView['history'][number];

export function runView(
  run: RunRecord,
  state: RoundState,
  sites: number,
  history: readonly RoundPoint[],
  modelVersion: number | null,
  siteId?: string,
): RunView {
  return {
    run: run.id,
    status: state.phase,
    round: Math.min(state.round, run.plan.rounds),
    rounds: run.plan.rounds,
    sites,
    history: [...history],
    modelVersion,
    message: isOver(state.phase) ? state.reason : null,
    sitsOut: siteId !== undefined && !isOver(state.phase) && state.resting.includes(siteId),
  };
}
