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
 * update has any examples (or steps), all count alike.
 */
export const weightedMean =
  (by: Weighting): Combine =>
  (length) =>
    createWeightedMean(length, by);

function createWeightedMean(length: number, by: Weighting): Combination {
  const sums = new Float64Array(length);
  let total = 0;
  let seen = 0;
  let weighted = false;
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
      const counts = weighted ? weight : 1;
      if (counts === 0) return;
      accumulate(sums, vector, counts);
      total += counts;
    },
    finish: () => (total === 0 ? null : { vector: divided(sums, total) }),
  };
}
