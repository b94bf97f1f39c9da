/** The state of a run after a restart of the coordinator, made from what the store kept of it. */
import { type Best, betterOf, hasStalled } from './early-stopping.ts';
import { settle } from './reduce.ts';
import { sampleSize } from './sampling.ts';
import {
  createRound,
  type RoundEffect,
  type RoundPlan,
  type RoundState,
  type Step,
  type WorkStatus,
} from './state.ts';
import { verdict } from './work.ts';

/** One try at a round, as it was written down. */
export interface KeptRound {
  readonly round: number;
  readonly attempt: number;
  /** `fitting`: it was under way when the coordinator stopped. */
  readonly status: 'fitting' | 'completed' | 'failed';
  /** Those asked to train, by site, and how they stood. */
  readonly work: Readonly<Record<string, WorkStatus>>;
  /** Sites that sat it out. */
  readonly resting: readonly string[];
  /** How its model did on the validation rows, more being better, where the plan watches for it. */
  readonly score?: number | null;
}

export interface KeptRun {
  readonly paused: boolean;
  /** Why it was paused. */
  readonly reason: string | null;
  /** The last round committed; 0 before the first. */
  readonly committed: number;
  /** The preprocessing was fitted and kept. */
  readonly prepared: boolean;
  /** Every site that was asked for anything. */
  readonly recruited: readonly string[];
  /** By round, then attempt. */
  readonly rounds: readonly KeptRound[];
  /** Whose updates of the round that was under way were kept. */
  readonly answered: readonly string[];
  /** Names by site. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Goes on after the last committed round. A round that was under way is the same round and attempt again, with
 * the same sites: whose update was kept is through, the others are asked once more, and who has a finished update
 * sends that. Sites of before are `awaited` until they come back or `returnTimePassed`. Statistics that were under
 * way begin anew.
 */
export function restoreRound(plan: RoundPlan, kept: KeptRun): Step {
  const fresh: RoundState = {
    ...createRound(plan, [], kept.names),
    phase: 'recruiting',
    prepared: kept.prepared,
    chosen: timesChosen(kept),
    awaited: wasHere(kept),
    best: bestRound(plan, kept),
  };
  if (!kept.prepared) return held(fresh, kept);
  const round = kept.committed + 1;
  const { best } = fresh;
  if (round > plan.rounds || hasStalled(plan.earlyStopping, best, kept.committed)) {
    const work = Object.fromEntries(fresh.awaited.map((site) => [site, 'working' as const]));
    const [state, effects] = held(
      { ...fresh, phase: 'evaluating', round: kept.committed, asked: 'evaluate', work, deadline: 1 },
      kept,
    );
    if (best === null || best.round === kept.committed) return [state, effects];
    return [state, [{ kind: 'restore', round: best.round }, ...effects]];
  }
  const tries = kept.rounds.filter((one) => one.round === round);
  const last = tries.at(-1);
  if (last?.status === 'fitting') {
    const { attempt, work, resting } = last;
    const answered = new Set(kept.answered);
    const standing = (site: string, status: WorkStatus): WorkStatus => {
      if (answered.has(site)) return 'done';
      return status === 'done' ? 'working' : status;
    };
    const again = Object.fromEntries(
      Object.entries(work).map(([site, status]) => [site, standing(site, status)]),
    );
    const open: RoundState = {
      ...fresh,
      phase: 'fitting',
      round,
      attempt,
      asked: 'fit',
      work: again,
      resting,
      wanted: wantedOf(plan, last),
      deadline: 1,
    };
    // All had answered: nothing is left but to add up.
    return !kept.paused && verdict(open, false) === 'enough' ? settle(open, false) : held(open, kept);
  }
  return held({ ...fresh, round, attempt: Math.min(plan.attempts, (last?.attempt ?? 0) + 1) }, kept);
}

function bestRound({ earlyStopping }: RoundPlan, { rounds }: KeptRun): Best | null {
  if (earlyStopping === undefined) return null;
  return rounds
    .filter(({ status }) => status === 'completed')
    .reduce<Best | null>(
      (best, { round, score = null }) => betterOf(best, round, score, earlyStopping.minDelta),
      null,
    );
}

/** As the round was begun: of those who were at hand. */
function wantedOf(plan: RoundPlan, { work, resting }: KeptRound): number | null {
  if (!plan.overSelection) return null;
  const sites = Object.keys(work).length + resting.length;
  return sampleSize(sites, { fraction: plan.sampleFraction ?? 1, minSites: plan.minSites }).needed;
}

/** Those who had a part in the newest round, else all that were recruited. */
function wasHere({ rounds, recruited }: KeptRun): string[] {
  const newest = rounds.at(-1);
  if (newest === undefined) return [...recruited].sort();
  const active = Object.keys(newest.work).filter((site) => newest.work[site] !== 'lost');
  return [...active, ...newest.resting].sort();
}

function held(state: RoundState, { paused, reason }: KeptRun): Step {
  if (paused) return [{ ...state, phase: 'paused', pausedFrom: state.phase, reason }, []];
  const clock: RoundEffect[] =
    state.asked === null
      ? []
      : [{ kind: 'setDeadline', deadline: state.deadline, seconds: state.plan.roundTimeoutSeconds }];
  return [state, clock];
}

/** Plays the choices of the rounds back: a newcomer began at the least count of those at hand. */
function timesChosen({ rounds, names }: KeptRun): Record<string, number> {
  const times = new Map<string, number>();
  const nameOf = (site: string): string => names[site] ?? site;
  for (const { work, resting } of rounds) {
    const chosen = Object.keys(work).map(nameOf);
    const present = [...chosen, ...resting.map(nameOf)];
    const known = present.flatMap((name) => times.get(name) ?? []);
    const least = known.length > 0 ? Math.min(...known) : 0;
    for (const name of present) if (!times.has(name)) times.set(name, least);
    for (const name of chosen) times.set(name, (times.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(times);
}
