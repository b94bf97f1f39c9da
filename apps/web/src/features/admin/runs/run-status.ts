/** How a run stands, in words. */
import type { RunStatus, RunSummaryView } from '@fedhealth/fl-core/protocol';
import type { StatusTone } from '../../../components/status-badge.tsx';
import { formatCount, formatMany } from '../../../lib/format.ts';

export const RUN_STATUS: Record<RunStatus, { readonly tone: StatusTone; readonly words: string }> = {
  idle: { tone: 'waiting', words: 'Not started' },
  recruiting: { tone: 'waiting', words: 'Waiting for hospitals' },
  statistics: { tone: 'working', words: 'Gathering statistics' },
  fitting: { tone: 'working', words: 'Training' },
  aggregating: { tone: 'working', words: 'Combining updates' },
  evaluating: { tone: 'working', words: 'Evaluating' },
  paused: { tone: 'paused', words: 'Paused' },
  completed: { tone: 'good', words: 'Completed' },
  failed: { tone: 'bad', words: 'Failed' },
  cancelled: { tone: 'paused', words: 'Stopped' },
};

/** Nothing more will happen in it. */
export const isOver = (status: RunStatus): boolean =>
  status === 'completed' || status === 'failed' || status === 'cancelled';

/** `round` is the last round that is through; 0 before the first. */
type Standing = Pick<RunSummaryView, 'status' | 'round' | 'sites' | 'plan'>;

/** "Round 3 of 5": the one being worked on, or the last of a run that is over; or what comes before the first. */
export function runHeadline({ status, round, sites, plan }: Standing): string {
  if (round === 0) {
    if (status === 'idle') return `${formatMany(plan.rounds, 'round')} planned`;
    if (status === 'statistics') return 'Preparing the first round';
    if (status === 'recruiting') {
      return `${formatCount(sites)} of at least ${formatMany(plan.minSites, 'hospital')} recruited`;
    }
    if (isOver(status)) return `None of ${formatMany(plan.rounds, 'round')} is through`;
  }
  const shown = isOver(status) ? round : Math.min(round + 1, plan.rounds);
  return `Round ${formatCount(shown)} of ${formatCount(plan.rounds)}`;
}

/** How much of a round is done when all its hospitals have answered: combining and evaluating are short. */
const ANSWERED = 0.9;

/** How much of a run is done, from 0 to 1. `share` of the current round's hospitals have answered. */
export function runProgress({ status, round, plan }: Standing, share = 0): number {
  if (status === 'completed') return 1;
  const inRound = ANSWERED * Math.min(1, Math.max(0, share));
  return Math.min(1, (round + inRound) / plan.rounds);
}
