import { collected } from './collected-updates.ts';
import { byzantine, serverLearningRate, weighting } from './common-parameters.ts';
import { defineStrategy } from './definition.ts';
import { krumScores, squaredDistances, tooFewForKrum } from './krum-scores.ts';
import { robustLimits } from './limits.ts';
import { gradientStep, serverStepStrategy } from './server-step.ts';
import { weightedMean } from './weighted-mean.ts';

/**
 * Multi-Krum (Blanchard et al. 2017, section 4): the mean of the m updates with the best
 * Krum scores, scored once. m is n − f when not given, as in the paper's experiments. The
 * chosen weigh by their examples, as in Flower; `weighting: 'uniform'` is the paper's
 * plain mean. Refused with fewer than 2f + 3 updates. Keeps no state.
 */
export const multiKrum = defineStrategy({
  kind: 'multiKrum',
  title: 'Multi-Krum',
  paper: 'Blanchard et al. 2017, Machine learning with adversaries: Byzantine tolerant gradient descent',
  summary:
    'The average of the updates that most others are close to: nearly Krum’s strength, little of its waste.',
  limits: robustLimits({ byzantine: 2 }),
  parameters: {
    byzantine,
    keep: {
      type: 'number',
      label: 'Updates kept m',
      meaning: 'How many of the best updates are averaged; left empty, all but f.',
      aliases: [
        'm',
        'numToKeep',
        'toKeep',
        'numClientsToKeep',
        'numNodesToSelect',
        'numToSelect',
        'numSelected',
      ],
      default: null,
      min: 1,
      whole: true,
    },
    serverLearningRate: serverLearningRate(1),
    weighting: weighting('examples'),
  },
  build: ({ byzantine: f, keep, serverLearningRate: eta, weighting: by }) => {
    const fewestUpdates = 2 * f + 3;
    return serverStepStrategy({
      kind: 'multiKrum',
      fewestUpdates,
      combine: collected(
        (updates, length, facts) => {
          const scores = krumScores(
            squaredDistances(updates.map(({ weights }) => weights)),
            [...updates.keys()],
            f,
          );
          const best = updates
            .map((update, i) => ({ update, score: scores[i] as number }))
            .sort((a, b) => a.score - b.score)
            .slice(0, keep ?? updates.length - f);
          const mean = weightedMean(by)(length, facts);
          for (const { update } of best) mean.add(update);
          const notes = [`${best.length} of ${updates.length} updates were averaged.`];
          return { vector: new Float64Array(length), ...mean.finish(), notes };
        },
        fewestUpdates,
        tooFewForKrum('Multi-Krum', f),
      ),
      step: gradientStep(eta),
    });
  },
});
