import { z } from 'zod';
import {
  oneServerLearningRate,
  serverLearningRateFields,
  serverLearningRateOf,
  TWO_RATES,
} from './server-learning-rate.ts';
import { serverStepStrategy } from './server-step.ts';
import type { Strategy } from './strategy.ts';

export const fedAvgSchema = z
  .strictObject({ kind: z.literal('fedAvg'), ...serverLearningRateFields })
  .refine(oneServerLearningRate, TWO_RATES);

/**
 * Federated averaging (McMahan et al. 2017, "Communication-efficient learning of
 * deep networks from decentralized data"): the mean of the sites' weights, by
 * examples. A server learning rate η (1 when not given) other than 1 gives
 * x + η (mean − x) (server SGD; Reddi et al. 2021). Keeps no state.
 */
export function fedAvg(config: z.output<typeof fedAvgSchema>): Strategy {
  const eta = serverLearningRateOf(config, 1);
  return serverStepStrategy('fedAvg', (global, mean) => {
    // At 1 the mean is taken as it is: x + (mean − x) would add a rounding.
    if (eta === 1) return { global: mean, state: null };
    const next = global.map((x, i) => x + eta * ((mean[i] as number) - x));
    return { global: next, state: null };
  });
}
