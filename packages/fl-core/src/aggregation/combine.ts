import type { Problem } from '../lib/result.ts';
import type { ClientUpdate, RunFacts, UpdateShare } from './strategy.ts';

/** What a rule made of a round's updates: one vector, or why it refuses. */
export type Combined =
  | {
      readonly vector: Float64Array;
      readonly notes?: readonly string[];
      readonly shares?: readonly UpdateShare[];
    }
  | { readonly error: Problem };

/** A rule at work on one round. */
export interface Combination {
  /** @throws RangeError naming the update when it cannot be used; the rest stays as it was. */
  add(update: ClientUpdate): void;
  /** Null before the first update. */
  finish(): Combined | null;
}

/** A rule that makes one vector of many, for a model of `length` weights. */
export type Combine = (length: number, facts: RunFacts) => Combination;
