import { defineStrategy } from './definition.ts';
import { ADAPTIVE_PAPER, adaptiveParameters, adaptiveStrategy } from './fed-opt.ts';
import { meanLimits } from './limits.ts';

/**
 * FedYogi (Reddi et al. 2021): v = v − (1 − β₂) Δ² sign(v − Δ²). Defaults as in Flower
 * (`flwr.serverapp.strategy.FedYogi` 1.42): η 0.01, β₁ 0.9, β₂ 0.99, τ 1e-3, v₀ 0, no bias correction.
 */
export const fedYogi = defineStrategy({
  kind: 'fedYogi',
  title: 'FedYogi',
  paper: ADAPTIVE_PAPER,
  summary:
    'Like FedAdam, but its measure of how much a weight moves changes slowly: calmer when updates are rare.',
  limits: meanLimits({}, { constant: null }),
  parameters: adaptiveParameters({ eta: 0.01, beta1: 0.9, biasCorrection: 'none' }),
  build: (values) =>
    adaptiveStrategy(
      'fedYogi',
      values,
      values.beta2,
      (v, squared) => v - (1 - values.beta2) * squared * Math.sign(v - squared),
    ),
});
