import { defineStrategy } from './definition.ts';
import { ADAPTIVE_PAPER, adaptiveParameters, adaptiveStrategy } from './fed-opt.ts';
import { meanLimits } from './limits.ts';

const parameters = adaptiveParameters({ eta: 0.1, beta1: 0, biasCorrection: 'none' });

/**
 * FedAdagrad (Reddi et al. 2021): v = v + Δ². Defaults as in Flower
 * (`flwr.serverapp.strategy.FedAdagrad` 1.42): η 0.1, β₁ 0, τ 1e-3, v₀ 0, no bias correction.
 * It has no β₂: one that is given has no effect.
 */
export const fedAdagrad = defineStrategy({
  kind: 'fedAdagrad',
  title: 'FedAdagrad',
  paper: ADAPTIVE_PAPER,
  summary: 'Each weight’s steps shrink with all it has moved so far: for sparse features.',
  limits: meanLimits({}, { constant: null }),
  parameters: { ...parameters, beta2: { ...parameters.beta2, unused: true } },
  build: (values) => adaptiveStrategy('fedAdagrad', values, 0, (v, squared) => v + squared),
});
