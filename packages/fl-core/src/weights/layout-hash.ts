import { seedFrom } from '../lib/rng.ts';
import type { Network } from '../model/network.ts';

/**
 * A 32-bit mark of a network's shape: layer widths and activations in order. Two
 * weight vectors with different marks must not be mixed, even where their lengths agree.
 */
export function layoutHash(network: Network): number {
  return seedFrom(
    network.inputs,
    ...network.layers.flatMap((layer) => [layer.inputs, layer.units, layer.activation]),
  );
}
