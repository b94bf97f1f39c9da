import { z } from 'zod';

const rate = z.number().positive().optional();

/** The server's learning rate η goes by its full name or as `eta`, as the paper has it; not both. */
export const serverLearningRateFields = { serverLearningRate: rate, eta: rate };

interface Named {
  readonly serverLearningRate?: number | undefined;
  readonly eta?: number | undefined;
}

export const oneServerLearningRate = (config: Named): boolean =>
  config.serverLearningRate === undefined || config.eta === undefined;

export const TWO_RATES = 'give serverLearningRate or eta, which are the same, not both';

export const serverLearningRateOf = (config: Named, otherwise: number): number =>
  config.serverLearningRate ?? config.eta ?? otherwise;
