import { type Collected, collected } from './collected-updates.ts';
import { byzantine, serverLearningRate } from './common-parameters.ts';
import { defineStrategy } from './definition.ts';
import { indexOfSmallest, krumScores, squaredDistances, tooFewForKrum } from './krum-scores.ts';
import { robustLimits } from './limits.ts';
import { gradientStep, serverStepStrategy } from './server-step.ts';

/**
 * Krum (Blanchard et al. 2017, "Machine learning with adversaries: Byzantine tolerant
 * gradient descent"): the one update whose n − f − 2 nearest others are nearest, by summed
 * squared distance; of equals the first (by id where updates have one). Refused with
 * fewer than 2f + 3 updates, where the paper proves nothing. Keeps no state.
 */
export const krum = defineStrategy({
  kind: 'krum',
  title: 'Krum',
  paper: 'Blanchard et al. 2017, Machine learning with adversaries: Byzantine tolerant gradient descent',
  summary: 'Takes the one update that most others are close to. Strong against attacks, wasteful without.',
  limits: robustLimits({ byzantine: 2 }, { rows: 0.1, twoRows: 0.1 }),
  parameters: { byzantine, serverLearningRate: serverLearningRate(1) },
  build: ({ byzantine: f, serverLearningRate: eta }) => {
    const fewestUpdates = 2 * f + 3;
    return serverStepStrategy({
      kind: 'krum',
      fewestUpdates,
      combine: collected(
        (updates) => {
          const distances = squaredDistances(updates.map(({ weights }) => weights));
          const scores = krumScores(distances, [...updates.keys()], f);
          const chosen = updates[indexOfSmallest(scores)] as Collected;
          const name = chosen.id === undefined ? 'One update' : `The update of "${chosen.id}"`;
          const shares = updates.flatMap(({ id }) => {
            const share = id === chosen.id ? 1 : 0;
            return id === undefined ? [] : [{ id, share, claimed: share }];
          });
          return {
            vector: Float64Array.from(chosen.weights),
            ...(shares.length > 0 && { shares }),
            notes: [`${name} of ${updates.length} was taken.`],
          };
        },
        fewestUpdates,
        tooFewForKrum('Krum', f),
      ),
      step: gradientStep(eta),
    });
  },
});
