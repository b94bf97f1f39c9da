import { serverLearningRate, weighting } from './common-parameters.ts';
import { defineStrategy } from './definition.ts';
import { meanLimits } from './limits.ts';
import { gradientStep, serverStepStrategy } from './server-step.ts';
import { weightedMean } from './weighted-mean.ts';

/**
 * Federated averaging (McMahan et al. 2017, "Communication-efficient learning of
 * deep networks from decentralized data"): the mean of the sites' weights, by
 * examples; by steps or all alike as an option. A server learning rate η (1 when not
 * given) other than 1 gives x + η (mean − x) (server SGD; Reddi et al. 2021). Keeps no state.
 */
export const fedAvg = defineStrategy({
  kind: 'fedAvg',
  title: 'FedAvg',
  paper: 'McMahan et al. 2017, Communication-efficient learning of deep networks from decentralized data',
  summary: 'The average of the hospitals’ models. The place to start.',
  limits: meanLimits(),
  parameters: { serverLearningRate: serverLearningRate(1), weighting: weighting('examples') },
  build: ({ serverLearningRate: eta, weighting: by }) =>
    serverStepStrategy({ kind: 'fedAvg', combine: weightedMean(by), step: gradientStep(eta) }),
});
