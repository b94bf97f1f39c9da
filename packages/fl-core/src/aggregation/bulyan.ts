import type { Vector } from './check-update.ts';
import { type Collected, collected } from './collected-updates.ts';
import { byzantine, serverLearningRate } from './common-parameters.ts';
import { defineStrategy } from './definition.ts';
import { indexOfSmallest, krumScores, squaredDistances } from './krum-scores.ts';
import { robustLimits } from './limits.ts';
import { gradientStep, serverStepStrategy } from './server-step.ts';
import { meanOfSlice, medianOfSorted, reduceColumns } from './sorted-columns.ts';

/** Krum again and again, each time without those already chosen. */
function chooseRepeatedly(updates: readonly Collected[], wanted: number, f: number): Vector[] {
  const distances = squaredDistances(updates.map(({ weights }) => weights));
  const left = [...updates.keys()];
  return Array.from({ length: wanted }, () => {
    const [chosen = 0] = left.splice(indexOfSmallest(krumScores(distances, left, f)), 1);
    return (updates[chosen] as Collected).weights;
  });
}

/** The mean of the `count` values nearest to the median: neighbours in the order; of equals the lower. */
function meanAroundMedian(sorted: Float64Array, count: number): number {
  const median = medianOfSorted(sorted);
  let [from, to] = [0, sorted.length];
  while (to - from > count) {
    const below = median - (sorted[from] as number);
    const above = (sorted[to - 1] as number) - median;
    if (below > above) from++;
    else to--;
  }
  return meanOfSlice(sorted, from, to);
}

/**
 * Bulyan (El Mhamdi, Guerraoui, Rouault 2018, "The hidden vulnerability of distributed
 * learning in Byzantium"): Krum, repeated without the update it chose, selects
 * θ = n − 2f updates; each weight is then the mean of the β = θ − 2f of their values
 * nearest to their median. Of equal scores the first (by id where updates have one).
 * Refused with fewer than 4f + 3 updates. Keeps no state.
 */
export const bulyan = defineStrategy({
  kind: 'bulyan',
  title: 'Bulyan',
  paper: 'El Mhamdi et al. 2018, The hidden vulnerability of distributed learning in Byzantium',
  summary: 'Chooses updates as Krum does, then averages each weight around the median. Needs many hospitals.',
  limits: robustLimits({ byzantine: 1 }),
  parameters: { byzantine, serverLearningRate: serverLearningRate(1) },
  build: ({ byzantine: f, serverLearningRate: eta }) => {
    const fewestUpdates = 4 * f + 3;
    return serverStepStrategy({
      kind: 'bulyan',
      fewestUpdates,
      combine: collected(
        (updates, length) => {
          const chosen = chooseRepeatedly(updates, updates.length - 2 * f, f);
          const around = chosen.length - 2 * f;
          return {
            vector: reduceColumns(chosen, length, (sorted) => meanAroundMedian(sorted, around)),
            notes: [
              `${chosen.length} of ${updates.length} updates were chosen; each weight is the mean of the ${around} values nearest to the median.`,
            ],
          };
        },
        fewestUpdates,
        (count) =>
          `Bulyan with ${f} faulty hospital${f === 1 ? '' : 's'} needs at least 4 × ${f} + 3 = ${fewestUpdates} updates; ${count} came. The global model was kept as it was.`,
      ),
      step: gradientStep(eta),
    });
  },
});
