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

type Standing = Pick<RunSummaryView, 'status' | 'round' | 'sites' | 'plan'>;

/** "Round 3 of 5", or what the run does before its first round. */
export function runHeadline({ status, round, sites, plan }: Standing): string {
  if (round > 0) return `Round ${formatCount(round)} of ${formatCount(plan.rounds)}`;
  if (status === 'recruiting') {
    return `${formatCount(sites)} of at least ${formatMany(plan.minSites, 'hospital')} recruited`;
  }
  if (status === 'statistics') return 'Preparing the first round';
  return `${formatMany(plan.rounds, 'round')} planned`;
}

/** What share of a round is behind when its parts begin; fitting takes nearly all of it. */
const BEHIND: Partial<Record<RunStatus, number>> = { aggregating: 0.9, evaluating: 0.95 };

/**
 * How much of a run is done, from 0 to 1. `share` is the share of sites that have
 * answered in the current round, where it is known.
 */
export function runProgress({ status, round, plan }: Standing, share = 0): number {
  if (status === 'completed') return 1;
  if (round === 0) return 0;
  const inRound = BEHIND[status] ?? 0.9 * Math.min(1, Math.max(0, share));
  return Math.min(1, Math.max(0, (round - 1 + inRound) / plan.rounds));
}
