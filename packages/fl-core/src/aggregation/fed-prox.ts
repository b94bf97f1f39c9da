import { serverLearningRate, weighting } from './common-parameters.ts';
import { defineStrategy } from './definition.ts';
import { meanLimits } from './limits.ts';
import { gradientStep, serverStepStrategy } from './server-step.ts';
import { weightedMean } from './weighted-mean.ts';

/**
 * FedProx (Li et al. 2020, "Federated optimization in heterogeneous networks"):
 * sites add μ/2 ‖w − x‖² to their loss, x being the round's global model; the server
 * averages as FedAvg does. μ goes out with the instructions, as `proximalMu`.
 */
export const fedProx = defineStrategy({
  kind: 'fedProx',
  title: 'FedProx',
  paper: 'Li et al. 2020, Federated optimization in heterogeneous networks',
  summary: 'FedAvg whose hospitals are held near the global model while they train.',
  limits: meanLimits({ proximalMu: 0.01 }),
  parameters: {
    proximalMu: {
      type: 'number',
      label: 'Proximal weight μ',
      meaning: 'How strongly a hospital’s model is held to the global one while it trains; 0 is FedAvg.',
      aliases: ['mu', 'proximalTerm'],
      default: 0,
      suggested: 0.01,
      min: 0,
    },
    serverLearningRate: serverLearningRate(1),
    weighting: weighting('examples'),
  },
  build: ({ proximalMu, serverLearningRate: eta, weighting: by }) =>
    serverStepStrategy({
      kind: 'fedProx',
      combine: weightedMean(by),
      step: gradientStep(eta),
      configure: () => ({ proximalMu }),
    }),
});
