/** The round machine's vocabulary: the state of a run, what can happen to it, and what it asks for. */
import type { RunPlan, RunStatus } from '../protocol/messages.ts';
import type { Best, EarlyStopping } from './early-stopping.ts';

/** How a site stands with the work it was given; `aside`: it has it, and is not waited for. */
export type WorkStatus = 'working' | 'aside' | 'done' | 'measured' | 'refused' | 'failed' | 'lost';

/** What the sites at work were asked for. */
export type Work = 'moments' | 'histograms' | 'fit' | 'evaluate';

export interface RoundPlan extends RunPlan {
  /** How often a round is tried before the run fails. */
  readonly attempts: number;
  /** Share of the sites at hand that train in a round; all when left out. */
  readonly sampleFraction?: number;
  /** More sites than a round needs are asked, by this share; it goes on when as many as it needs have answered. */
  readonly overSelection?: number;
  /** Decides between sites that were chosen equally often. */
  readonly seed?: number;
  readonly earlyStopping?: EarlyStopping;
}

/** Plain data: it can be stored, compared and read back. */
export interface RoundState {
  readonly phase: RunStatus;
  /** While paused: the phase to return to. */
  readonly pausedFrom: RunStatus | null;
  readonly plan: RoundPlan;
  /** The round being worked on, from 1; 0 before the first. */
  readonly round: number;
  /** The try at this round (or at the statistics), from 1. */
  readonly attempt: number;
  /** The preprocessing is fitted: from here on rounds follow each other. */
  readonly prepared: boolean;
  /** Sites that are connected and ready, whether or not they have work. */
  readonly present: readonly string[];
  readonly asked: Work | null;
  readonly work: Readonly<Record<string, WorkStatus>>;
  /** Names by site, where they are known: the choice of those who train goes by them, so that a seed repeats it. */
  readonly names: Readonly<Record<string, string>>;
  /** How often each site was chosen to train, by name. */
  readonly chosen: Readonly<Record<string, number>>;
  /** Sites that were at hand when the round began and sit it out. */
  readonly resting: readonly string[];
  /** So many good updates are enough for the round, though others are at work still; null: all are waited for. */
  readonly wanted: number | null;
  /** The best round on the validation rows, where the plan watches for it. */
  readonly best: Best | null;
  /** Sites of before a restart of the coordinator that have not come back yet; nobody else is asked meanwhile. */
  readonly awaited: readonly string[];
  /** How often in a row a site let a deadline pass, or sent what could not be read; nobody else is listed. */
  readonly misses: Readonly<Record<string, number>>;
  /** Sites that are not waited for, nor counted on, until they answer. Sorted. */
  readonly aside: readonly string[];
  /** The number of the deadline in force; an older one that rings is ignored. */
  readonly deadline: number;
  /** Why the run ended, or was paused. */
  readonly reason: string | null;
}

export type RoundEvent =
  | { readonly kind: 'start' }
  | { readonly kind: 'siteReady'; readonly site: string; readonly name?: string }
  | { readonly kind: 'siteLost'; readonly site: string }
  /** The work asked for came in, and was good, refused at the gate, or given up by the site. */
  | { readonly kind: 'answered'; readonly site: string; readonly work: Work; readonly round: number }
  | {
      readonly kind: 'refused';
      readonly site: string;
      readonly work: Work;
      readonly round: number;
      /** It could not even be read. */
      readonly unreadable?: boolean;
    }
  | { readonly kind: 'gaveUp'; readonly site: string; readonly round: number }
  /** The site measured the model and sends no update, by its own rules. */
  | { readonly kind: 'measured'; readonly site: string; readonly round: number }
  | { readonly kind: 'deadlinePassed'; readonly deadline: number }
  /** After a restart: those who have not come back by now are not waited for any longer. */
  | { readonly kind: 'returnTimePassed' }
  | { readonly kind: 'momentsMerged' }
  | { readonly kind: 'pipelineFitted' }
  | { readonly kind: 'aggregated'; readonly round: number }
  /** `score`: how the round's model did on the validation rows, more being better. */
  | { readonly kind: 'evaluated'; readonly round: number; readonly score?: number | null }
  /** The coordinator's own part went wrong. */
  | { readonly kind: 'broke'; readonly reason: string }
  | { readonly kind: 'pause'; readonly reason?: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'cancel' };

export type RoundEffect =
  /** A site is not waited for any more, or is again. */
  | { readonly kind: 'setAside'; readonly site: string; readonly round: number }
  | { readonly kind: 'takeBack'; readonly site: string; readonly round: number }
  | {
      readonly kind: 'ask';
      readonly work: Work;
      readonly round: number;
      readonly attempt: number;
      readonly sites: readonly string[];
    }
  | { readonly kind: 'setDeadline'; readonly deadline: number; readonly seconds: number }
  | { readonly kind: 'clearDeadline' }
  | { readonly kind: 'mergeMoments'; readonly sites: readonly string[] }
  | { readonly kind: 'fitPipeline'; readonly sites: readonly string[] }
  | { readonly kind: 'aggregate'; readonly round: number; readonly sites: readonly string[] }
  | { readonly kind: 'evaluate'; readonly round: number }
  /** Rounds are over: an earlier round's model was better, and is the run's. */
  | { readonly kind: 'restore'; readonly round: number }
  | {
      readonly kind: 'commit';
      readonly round: number;
      readonly work: Readonly<Record<string, WorkStatus>>;
      readonly resting: readonly string[];
    }
  | {
      readonly kind: 'retry';
      readonly round: number;
      readonly attempt: number;
      readonly reason: string;
      readonly work: Readonly<Record<string, WorkStatus>>;
      readonly resting: readonly string[];
    }
  | {
      readonly kind: 'finish';
      readonly status: 'completed' | 'failed' | 'cancelled';
      readonly reason: string | null;
    };

export type Step = readonly [RoundState, readonly RoundEffect[]];

/** A run that has not begun. */
export function createRound(
  plan: RoundPlan,
  present: readonly string[] = [],
  names: Readonly<Record<string, string>> = {},
): RoundState {
  return {
    phase: 'idle',
    pausedFrom: null,
    plan,
    round: 0,
    attempt: 1,
    prepared: false,
    present: [...present],
    asked: null,
    work: {},
    names,
    chosen: {},
    resting: [],
    wanted: null,
    best: null,
    awaited: [],
    misses: {},
    aside: [],
    deadline: 0,
    reason: null,
  };
}

export const isOver = (phase: RunStatus): boolean =>
  phase === 'completed' || phase === 'failed' || phase === 'cancelled';
