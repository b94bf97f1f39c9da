import { type Claim, heldWeights, mostHeld } from '../lib/held-shares.ts';
import { nameOfUpdate, usableUpdate, type Vector } from './check-update.ts';
import type { Combination, Combine } from './combine.ts';
import type { ClientUpdate } from './strategy.ts';

export type Weighting = 'examples' | 'steps' | 'uniform';

/** sums += weight × vector, in float64. */
export function accumulate(sums: Float64Array, vector: Vector, weight: number): void {
  const { length } = sums;
  const whole = length - (length % 4);
  for (let i = 0; i < whole; i += 4) {
    sums[i] = (sums[i] as number) + (vector[i] as number) * weight;
    sums[i + 1] = (sums[i + 1] as number) + (vector[i + 1] as number) * weight;
    sums[i + 2] = (sums[i + 2] as number) + (vector[i + 2] as number) * weight;
    sums[i + 3] = (sums[i + 3] as number) + (vector[i + 3] as number) * weight;
  }
  for (let i = whole; i < length; i++) sums[i] = (sums[i] as number) + (vector[i] as number) * weight;
}

/** A loop: a callback for each of a million weights takes longer than adding an update up. */
function divided(sums: Float64Array, total: number): Float64Array {
  const means = new Float64Array(sums.length);
  for (let i = 0; i < means.length; i++) means[i] = (sums[i] as number) / total;
  return means;
}

/** What an update weighs. @throws RangeError when it does not say its steps and they decide. */
function weightOf(update: ClientUpdate, by: Weighting, position: number): number {
  if (by === 'uniform') return 1;
  if (by === 'examples') return update.examples;
  if (update.steps === undefined) {
    throw new RangeError(`${nameOfUpdate(update, position)} does not say how many steps it took.`);
  }
  return update.steps;
}

/**
 * The mean of updates, one at a time, in float64 and O(parameters) memory: rounded
 * to 32 bits, it depends on the order of arrival by at most the last bit. When no
 * update has any examples (or steps), all count alike. With `maxShare` an unconfirmed
 * count gives no more than that share of the mean: the few that could be over it are kept aside until all are
 * known, fewer than 1 / maxShare of them.
 */
export const weightedMean =
  (by: Weighting): Combine =>
  (length, { maxShare = 1 }) =>
    createWeightedMean(length, by, maxShare);

interface Counted extends Claim {
  readonly id: string | undefined;
  /** Kept aside: it may yet weigh less than it claims. */
  vector: Vector | null;
}

function createWeightedMean(length: number, by: Weighting, maxShare: number): Combination {
  const sums = new Float64Array(length);
  const updates: Counted[] = [];
  const aside: Counted[] = [];
  const room = mostHeld(maxShare);
  let total = 0;
  let seen = 0;
  let weighted = false;
  /** Of those aside the lightest is added up when there are more than could be held. */
  const release = (): void => {
    aside.sort((a, b) => b.weight - a.weight);
    const lightest = aside.length > room ? aside.pop() : undefined;
    if (!lightest?.vector) return;
    accumulate(sums, lightest.vector, lightest.weight);
    lightest.vector = null;
  };
  return {
    add(update) {
      seen++;
      const vector = usableUpdate(update, length, seen);
      const weight = weightOf(update, by, seen);
      if (weight > 0 && !weighted) {
        // What came before had no examples: beside an update that has some, it weighs nothing.
        weighted = true;
        total = 0;
        sums.fill(0);
      }
      const { id, confirmed = false } = update;
      const counted: Counted = { id, weight, confirmed, vector: null };
      updates.push(counted);
      const counts = weighted ? weight : 1;
      if (counts === 0) return;
      total += counts;
      if (!weighted || confirmed || room === 0) return accumulate(sums, vector, counts);
      counted.vector = vector;
      aside.push(counted);
      release();
    },
    finish() {
      if (total === 0) return null;
      const weights = weighted ? heldWeights(updates, maxShare) : updates.map(() => 1);
      updates.forEach(({ vector }, at) => {
        if (vector !== null) accumulate(sums, vector, weights[at] ?? 0);
      });
      const whole = weighted ? weights.reduce((sum, weight) => sum + weight, 0) : total;
      const shares = updates.flatMap(({ id, weight }, at) =>
        id === undefined
          ? []
          : [{ id, share: (weights[at] ?? 0) / whole, claimed: (weighted ? weight : 1) / total }],
      );
      return { vector: divided(sums, whole), ...(shares.length > 0 && { shares }) };
    },
  };
}
