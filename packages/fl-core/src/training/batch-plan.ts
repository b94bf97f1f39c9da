import { createRng, shuffle } from '../lib/rng.ts';
import type { FitOptions } from './trainer.ts';

/** Which rows each step sees: decided by the seed alone, so the same on every engine. */
export interface BatchPlan {
  readonly epochs: number;
  readonly steps: number;
  /** Batches of a whole epoch; the last may be smaller than the others. */
  readonly stepsPerEpoch: number;
  /** The rows' order in the next epoch. The array is reused: copy it to keep it. */
  nextOrder(): Int32Array;
}

/** The plan of a fit on `rows` rows. Without rows it has no steps. */
export function createBatchPlan(
  rows: number,
  options: Pick<FitOptions, 'batchSize' | 'duration' | 'seed'>,
): BatchPlan {
  const stepsPerEpoch = Math.ceil(rows / options.batchSize);
  const { duration } = options;
  const steps = rows === 0 ? 0 : 'steps' in duration ? duration.steps : duration.epochs * stepsPerEpoch;
  const order = new Int32Array(rows);
  for (let row = 0; row < rows; row++) order[row] = row;
  const rng = createRng(options.seed);
  return {
    epochs: rows === 0 ? 0 : Math.ceil(steps / stepsPerEpoch),
    steps,
    stepsPerEpoch,
    nextOrder: () => shuffle(order, rng),
  };
}
