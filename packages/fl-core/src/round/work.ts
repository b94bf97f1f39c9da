/** Who was asked, who answered, and whether that is enough to go on. */
import { standing } from './aside.ts';
import type { RoundEffect, RoundState, Step, Work, WorkStatus } from './state.ts';

export function sitesWith(state: RoundState, status: WorkStatus): string[] {
  return Object.keys(state.work)
    .filter((site) => state.work[site] === status)
    .sort();
}

/** Whether an answer of a site that stands so counts. */
export const mayAnswer = (status: WorkStatus | undefined): boolean =>
  status === 'working' || status === 'aside' || status === 'lost';

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
  const asked = Object.fromEntries(standing(state, sites, neededFor(state, work)));
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

const neededFor = ({ plan }: RoundState, work: Work | null): number =>
  work === 'evaluate' ? 0 : Math.max(1, plan.minSites);

/**
 * Whether the work is settled. Sites still at work are waited for; a lost one only
 * when without it there are too few, since it may come back before the deadline; and so one that was set aside. Where more were asked than are
 * wanted, the first so many settle it.
 */
export function verdict(state: RoundState, deadlinePassed: boolean): 'wait' | 'enough' | 'too few' {
  const done = countOf(state, 'done');
  const needed = neededFor(state, state.asked);
  const working = countOf(state, 'working');
  if (state.asked === 'fit' && state.wanted !== null && done >= state.wanted) return 'enough';
  if (!deadlinePassed && working > 0) return 'wait';
  if (done >= needed) return 'enough';
  const mayCome = countOf(state, 'lost') + countOf(state, 'aside') > 0;
  return !deadlinePassed && mayCome ? 'wait' : 'too few';
}
