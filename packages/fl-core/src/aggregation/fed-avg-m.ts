import { serverLearningRate, weighting } from './common-parameters.ts';
import { defineStrategy } from './definition.ts';
import { meanLimits } from './limits.ts';
import { serverStepStrategy, stateVector } from './server-step.ts';
import { weightedMean } from './weighted-mean.ts';

/**
 * FedAvg with server momentum (Hsu, Qi, Brown 2019, "Measuring the effects of
 * non-identical data distribution for federated visual classification"): with
 * Δ = mean of the updates − x, v = β v + Δ and the global model moves by η v.
 * Defaults as in Flower: η 1, β 0. State: `{ momentum }`, v: a number per weight.
 */
export const fedAvgM = defineStrategy({
  kind: 'fedAvgM',
  title: 'FedAvgM',
  paper:
    'Hsu et al. 2019, Measuring the effects of non-identical data distribution for federated visual classification',
  summary: 'FedAvg that keeps its direction from round to round: steadier where hospitals differ.',
  limits: meanLimits({ serverMomentum: 0.5 }),
  parameters: {
    serverLearningRate: serverLearningRate(1),
    serverMomentum: {
      type: 'number',
      label: 'Server momentum β',
      meaning: 'How much of the last rounds’ direction is kept; 0 is plain FedAvg.',
      aliases: ['momentum', 'beta', 'beta1'],
      default: 0,
      suggested: 0.9,
      min: 0,
      below: 1,
    },
    weighting: weighting('examples'),
  },
  build: ({ serverLearningRate: eta, serverMomentum: beta, weighting: by }) =>
    serverStepStrategy({
      kind: 'fedAvgM',
      combine: weightedMean(by),
      step(global, mean, state) {
        const momentum = stateVector(state, 'momentum', global.length);
        const next = global.map((x, i) => {
          const v = beta * (momentum[i] as number) + ((mean[i] as number) - x);
          momentum[i] = v;
          return x + eta * v;
        });
        return { global: next, state: { momentum: Array.from(momentum) } };
      },
    }),
});
