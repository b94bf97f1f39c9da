import type { Dataset } from '../../lib/dataset.ts';
import { createRng } from '../../lib/rng.ts';
import { createNetwork, type Network } from '../../model/network.ts';
import type { FitOptions } from '../trainer.ts';

/** Rows whose label no straight line can tell: 1 where the first two inputs have the same sign. */
export function xorRows(rows: number, width: number, seed: number): Dataset {
  const rng = createRng(seed);
  const features = Float32Array.from({ length: rows * width }, () => rng.normal());
  const labels = Float32Array.from({ length: rows }, (_, row) =>
    (features[row * width] ?? 0) * (features[row * width + 1] ?? 0) > 0 ? 1 : 0,
  );
  return { features, labels, rows, width };
}

export const toyNetwork = (
  inputs: number,
  hidden: number[],
  activation: 'relu' | 'tanh' | 'sigmoid' | 'linear' = 'relu',
): Network => createNetwork({ hidden, activation, l2: 0 }, inputs);

/** Adam for one epoch of batches of 32, but for what a test changes. */
export const toyOptions = (network: Network, changes: Partial<FitOptions> = {}): FitOptions => ({
  network,
  optimizer: 'adam',
  learningRate: 0.001,
  batchSize: 32,
  duration: { epochs: 1 },
  l2: 0,
  classWeights: [1, 1],
  seed: 1,
  ...changes,
});
