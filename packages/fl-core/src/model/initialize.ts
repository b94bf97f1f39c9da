import { createRng } from '../lib/rng.ts';
import { type Network, parameterCount, weightLayout } from './network.ts';

/**
 * Starting weights, the same for the same seed on every machine: kernels uniform
 * in ±√(6 / (inputs + units)) (Glorot and Bengio 2010, the default of Keras, so
 * that a run compares with a Keras model of the same shape), biases zero.
 * @returns `parameterCount(network)` numbers in the order of `weightLayout`.
 */
export function initializeWeights(network: Network, seed: number): Float32Array {
  const weights = new Float32Array(parameterCount(network));
  const rng = createRng(seed);
  for (const { shape, offset, size } of weightLayout(network)) {
    const [inputs, units] = shape;
    if (inputs === undefined || units === undefined) continue; // a bias
    const limit = Math.sqrt(6 / (inputs + units));
    for (let i = 0; i < size; i++) weights[offset + i] = (2 * rng.next() - 1) * limit;
  }
  return weights;
}
