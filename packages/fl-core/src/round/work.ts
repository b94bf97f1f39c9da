/** Who was asked, who answered, and whether that is enough to go on. */
import type { RoundEffect, RoundState, Step, Work, WorkStatus } from './state.ts';

export function sitesWith(state: RoundState, status: WorkStatus): string[] {
  return Object.keys(state.work)
    .filter((site) => state.work[site] === status)
    .sort();
}

function countOf(state: RoundState, status: WorkStatus): number {
  let count = 0;
  for (const site in state.work) if (state.work[site] === status) count++;
  return count;
}

/** Asks `sites` for `work` and sets the clock; while paused both wait for `resume`. */
export function ask(
  state: RoundState,
  work: Work,
  sites: readonly string[],
  before: readonly RoundEffect[] = [],
): Step {
  const deadline = state.deadline + 1;
  const asked = Object.fromEntries(sites.map((site) => [site, 'working' as const]));
  const next = { ...state, asked: work, work: asked, deadline };
  if (state.pausedFrom !== null) return [next, before];
  return [
    next,
    [
      ...before,
      { kind: 'ask', work, round: state.round, attempt: state.attempt, sites },
      { kind: 'setDeadline', deadline, seconds: state.plan.roundTimeoutSeconds },
    ],
  ];
}

/** A state whose list of work may be written in: made by whoever reduces, and given to nobody else. */
interface Owned {
  readonly work: Record<string, WorkStatus>;
}

/** `owned`: the state is given up, so that its list of work is written in instead of copied. */
export function mark(state: RoundState, site: string, status: WorkStatus, owned: boolean): RoundState {
  if (!owned) return { ...state, work: { ...state.work, [site]: status } };
  (state as Owned).work[site] = status;
  return state;
}

/**
 * Whether the work is settled. Sites still at work are waited for; a lost one only
 * when without it there are too few, since it may come back before the deadline. Where more were asked than are
 * wanted, the first so many settle it.
 */
export function verdict(state: RoundState, deadlinePassed: boolean): 'wait' | 'enough' | 'too few' {
  const done = countOf(state, 'done');
  const needed = state.asked === 'evaluate' ? 0 : Math.max(1, state.plan.minSites);
  const working = countOf(state, 'working');
  if (state.asked === 'fit' && state.wanted !== null && done >= state.wanted) return 'enough';
  if (!deadlinePassed && working > 0) return 'wait';
  if (done >= needed) return 'enough';
  return !deadlinePassed && countOf(state, 'lost') > 0 ? 'wait' : 'too few';
}
