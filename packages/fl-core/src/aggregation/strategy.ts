/** The contract of an aggregation algorithm: how sites' updates become the next global model. */
import type { Problem } from '../lib/result.ts';

/** One site's trained weights. */
export interface ClientUpdate {
  /** As many as the global model has. */
  readonly weights: ArrayLike<number>;
  /** Training rows behind the update: its weight in means. */
  readonly examples: number;
  /** Optimizer steps the site took. */
  readonly steps?: number;
  /** Names the update in errors, and fixes the order of sums. */
  readonly id?: string;
  /** SCAFFOLD: the change cᵢ⁺ − cᵢ of the site's control variate, a number per weight. */
  readonly controlDelta?: ArrayLike<number>;
  /** An administrator has confirmed its count: it is not held to `RunFacts.maxShare`. */
  readonly confirmed?: boolean;
}

/** What an update was worth in a round's mean. */
export interface UpdateShare {
  readonly id: string;
  /** Of the mean, from 0 to 1. */
  readonly share: number;
  /** What it would have been by the counts that were claimed; more than `share` where it was held to the most allowed. */
  readonly claimed: number;
}

/** What the sites' local training needs for a round beyond the model; empty for most algorithms. */
export interface Instructions {
  /** FedProx: μ of the proximal term μ/2 ‖w − global‖² added to the site's loss. */
  readonly proximalMu?: number;
  /** Ditto: λ of the personal model's term λ/2 ‖v − global‖². */
  readonly personalLambda?: number;
  /** SCAFFOLD: the server's control variate c, a number per weight; zeros when left out. */
  readonly control?: readonly number[];
  /** The learning rate that sites train with instead of the study's. */
  readonly learningRate?: number;
}

/**
 * What an algorithm remembers from round to round: plain JSON, so that a run
 * survives a restart. Null before the first round and for algorithms without memory.
 */
export type StrategyState = { readonly [name: string]: number | readonly number[] } | null;

export interface AggregateResult {
  readonly global: Float32Array;
  readonly state: StrategyState;
  /** Why the global model was left as it was; null when the updates were used. */
  readonly reason: string | null;
  /** The same as an error value, where an algorithm refused the updates (`TOO_FEW_UPDATES`). */
  readonly error?: Problem;
  /** What a person should know of how the updates were used, as how many were cut off. */
  readonly notes?: readonly string[];
  /** Of each update that has a name; left out by rules that average nothing. */
  readonly shares?: readonly UpdateShare[];
}

/**
 * One round's aggregation in progress. Means hold O(parameters) numbers, however
 * many sites there are; medians, trimmed means and Krum's kin must hold every update.
 */
export interface Aggregation {
  /** @throws RangeError naming the update when it has another length or a number that is not finite. */
  add(update: ClientUpdate): void;
  finish(): AggregateResult;
}

/** What is known of a run beside its updates. */
export interface RunFacts {
  /** All sites of the run (SCAFFOLD's N), also those that sit a round out. */
  readonly sites?: number;
  /** The largest share of a mean that an unconfirmed count gives, where three or more update; 1 when left out. */
  readonly maxShare?: number;
}

export interface Strategy {
  readonly kind: string;
  /** With fewer updates a round leaves the global model as it is. */
  readonly fewestUpdates: number;
  /** SCAFFOLD: sites keep control variates and send their change with each update. */
  readonly controlVariates?: boolean;
  /** What the sites are told for a round, counted from 1. */
  configure(round: number, state?: StrategyState): Instructions;
  /** Starts a round on the current global model and the state the last round left. */
  begin(global: ArrayLike<number>, state?: StrategyState, facts?: RunFacts): Aggregation;
  /**
   * `begin`, `add` for each update, `finish`. When every update has an id they are
   * added in the order of their ids, so that the order of arrival cannot change a bit.
   */
  aggregate(
    global: ArrayLike<number>,
    updates: readonly ClientUpdate[],
    state?: StrategyState,
    facts?: RunFacts,
  ): AggregateResult;
}
