/** The contract of an aggregation algorithm: how sites' updates become the next global model. */

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
}

/** Extra numbers the sites' local training needs for a round; empty for most algorithms. */
export type Instructions = Readonly<Record<string, number>>;

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
}

/** One round's aggregation in progress. Holds O(parameters) numbers, however many sites there are. */
export interface Aggregation {
  /** @throws RangeError naming the update when it has another length or a number that is not finite. */
  add(update: ClientUpdate): void;
  finish(): AggregateResult;
}

export interface Strategy {
  readonly kind: string;
  /** What the sites are told for a round, counted from 1. */
  configure(round: number): Instructions;
  /** Starts a round on the current global model and the state the last round left. */
  begin(global: ArrayLike<number>, state?: StrategyState): Aggregation;
  /**
   * `begin`, `add` for each update, `finish`. When every update has an id they are
   * added in the order of their ids, so that the order of arrival cannot change a bit.
   */
  aggregate(
    global: ArrayLike<number>,
    updates: readonly ClientUpdate[],
    state?: StrategyState,
  ): AggregateResult;
}
