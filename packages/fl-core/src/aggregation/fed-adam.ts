import { defineStrategy } from './definition.ts';
import { ADAPTIVE_PAPER, adaptiveParameters, adaptiveStrategy } from './fed-opt.ts';
import { meanLimits } from './limits.ts';

/**
 * FedAdam (Reddi et al. 2021): v = β₂v + (1 − β₂)Δ². Defaults as in Flower
 * (`flwr.serverapp.strategy.FedAdam` 1.42): η 0.1, β₁ 0.9, β₂ 0.99, τ 1e-3, v₀ 0, and its
 * bias correction, whose powers are a round ahead; `biasCorrection: 'none'` is the paper's.
 */
export const fedAdam = defineStrategy({
  kind: 'fedAdam',
  title: 'FedAdam',
  paper: ADAPTIVE_PAPER,
  summary: 'Takes the hospitals’ average as a gradient for Adam on the server: each weight its own step.',
  limits: meanLimits({}, { constant: null }),
  parameters: adaptiveParameters({ eta: 0.1, beta1: 0.9, biasCorrection: 'flower' }),
  build: (values) =>
    adaptiveStrategy(
      'fedAdam',
      values,
      values.beta2,
      (v, squared) => values.beta2 * v + (1 - values.beta2) * squared,
    ),
});
