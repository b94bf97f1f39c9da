import { serverLearningRate, weighting } from './common-parameters.ts';
import { defineStrategy } from './definition.ts';
import { meanLimits } from './limits.ts';
import { gradientStep, serverStepStrategy } from './server-step.ts';
import { weightedMean } from './weighted-mean.ts';

/**
 * Ditto (Li et al. 2021, "Ditto: fair and robust federated learning through
 * personalization"): the global model w is FedAvg's; beside it every site keeps a personal
 * model v that minimises its own loss + λ/2 ‖v − w‖² and never leaves it. λ goes out with the
 * instructions, as `personalLambda`; the site's side is `personalObjective`.
 */
export const ditto = defineStrategy({
  kind: 'ditto',
  title: 'Ditto',
  paper: 'Li et al. 2021, Ditto: fair and robust federated learning through personalization',
  summary: 'FedAvg, and beside it a model of its own for every hospital, held near the global one.',
  limits: meanLimits(),
  parameters: {
    lambda: {
      type: 'number',
      label: 'Pull towards the global model λ',
      meaning: 'How near a hospital’s own model stays to the global one; 0 trains it alone.',
      aliases: ['personalLambda', 'dittoLambda', 'mu', 'proximalMu'],
      default: 0.1,
      min: 0,
    },
    serverLearningRate: serverLearningRate(1),
    weighting: weighting('examples'),
  },
  build: ({ lambda, serverLearningRate: eta, weighting: by }) =>
    serverStepStrategy({
      kind: 'ditto',
      combine: weightedMean(by),
      step: gradientStep(eta),
      configure: () => ({ personalLambda: lambda }),
    }),
});
