import { z } from 'zod';
import {
  oneServerLearningRate,
  serverLearningRateFields,
  serverLearningRateOf,
  TWO_RATES,
} from './server-learning-rate.ts';
import { serverStepStrategy, stateVector } from './server-step.ts';
import type { Strategy } from './strategy.ts';

export const fedAdamSchema = z
  .strictObject({
    kind: z.literal('fedAdam'),
    ...serverLearningRateFields,
    beta1: z.number().min(0).lt(1).default(0.9),
    beta2: z.number().min(0).lt(1).default(0.99),
    /** Adaptivity τ: keeps a parameter that hardly moves from being divided by nothing. */
    tau: z.number().positive().default(1e-9),
  })
  .refine(oneServerLearningRate, TWO_RATES);

/**
 * FedAdam (Reddi et al. 2021, "Adaptive federated optimization", algorithm 2):
 * with Δ = mean of the updates − x, m = β₁m + (1 − β₁)Δ, v = β₂v + (1 − β₂)Δ²,
 * the global model moves by η m / (√v + τ). As in the paper there is no bias
 * correction; m and v start at zero. Defaults as in Flower: η 0.1, β₁ 0.9, β₂ 0.99,
 * τ 1e-9. State: `{ m, v }`, a number per weight.
 */
export function fedAdam(config: z.output<typeof fedAdamSchema>): Strategy {
  const { beta1, beta2, tau } = config;
  const eta = serverLearningRateOf(config, 0.1);
  return serverStepStrategy('fedAdam', (global, mean, state) => {
    const m = stateVector(state, 'm', global.length);
    const v = stateVector(state, 'v', global.length);
    const next = global.map((x, i) => {
      const delta = (mean[i] as number) - x;
      const first = beta1 * (m[i] as number) + (1 - beta1) * delta;
      const second = beta2 * (v[i] as number) + (1 - beta2) * delta * delta;
      m[i] = first;
      v[i] = second;
      return x + (eta * first) / (Math.sqrt(second) + tau);
    });
    return { global: next, state: { m: Array.from(m), v: Array.from(v) } };
  });
}
