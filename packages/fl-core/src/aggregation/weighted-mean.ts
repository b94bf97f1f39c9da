import { firstNonFinite } from '../model/float-bytes.ts';
import type { ClientUpdate } from './strategy.ts';

const nameOf = (update: ClientUpdate, position: number): string =>
  update.id === undefined ? `Update ${position}` : `The update of "${update.id}"`;

function requireUsable(update: ClientUpdate, length: number, position: number): void {
  const name = nameOf(update, position);
  if (update.weights.length !== length) {
    throw new RangeError(`${name} has ${update.weights.length} weights; the global model has ${length}.`);
  }
  const bad = firstNonFinite(update.weights);
  if (bad >= 0) throw new RangeError(`${name} holds a number that is not finite (weight ${bad}).`);
  const { examples } = update;
  if (!(examples >= 0 && examples <= Number.MAX_SAFE_INTEGER)) {
    throw new RangeError(`${name} claims ${examples} examples; a count from 0 up is needed.`);
  }
}

/** The mean of updates, weighted by their examples, one update at a time. */
export interface WeightedMean {
  /** @throws RangeError naming the update when it cannot be used; the mean stays as it was. */
  add(update: ClientUpdate): void;
  /** Null before the first update. */
  mean(): Float64Array | null;
}

/**
 * Sums in float64 with the rounding error carried along (Knuth's two-sum; Neumaier
 * 1974), so that the mean, once rounded to 32 bits, does not depend on the order of
 * arrival. When no update has any examples, all count alike.
 */
export function createWeightedMean(length: number): WeightedMean {
  const sums = new Float64Array(length);
  const errors = new Float64Array(length);
  let total = 0;
  let seen = 0;
  let weighted = false;

  const accumulate = (weights: ArrayLike<number>, weight: number): void => {
    for (let i = 0; i < length; i++) {
      const sum = sums[i] as number;
      const term = (weights[i] as number) * weight;
      const next = sum + term;
      const part = next - sum;
      sums[i] = next;
      errors[i] = (errors[i] as number) + (sum - (next - part)) + (term - part);
    }
    total += weight;
  };

  return {
    add(update) {
      seen++;
      requireUsable(update, length, seen);
      if (update.examples > 0 && !weighted) {
        // What came before had no examples: beside an update that has some, it weighs nothing.
        weighted = true;
        total = 0;
        sums.fill(0);
        errors.fill(0);
      }
      if (weighted) accumulate(update.weights, update.examples);
      else accumulate(update.weights, 1);
    },
    mean() {
      if (total === 0) return null;
      return sums.map((sum, i) => (sum + (errors[i] as number)) / total);
    },
  };
}
