import { describe, expect, it } from 'vitest';
import { compareWeights } from './compare-weights.ts';
import type { Network } from './network.ts';

const network: Network = { inputs: 2, layers: [{ inputs: 2, units: 1, activation: 'sigmoid' }] };

describe('compareWeights', () => {
  it('measures all weights and each tensor', () => {
    const compared = compareWeights(network, Float32Array.of(3, 0, 4), Float32Array.of(0, 4, 4));
    expect(compared).toMatchObject({ euclidean: 5, relative: 1, largest: 4 });
    expect(compared.cosine).toBeCloseTo(16 / (5 * Math.sqrt(32)), 12);
    expect(compared.tensors).toEqual([
      { name: 'dense_0/kernel', euclidean: 5, relative: 5 / 3, cosine: 0, largest: 4 },
      { name: 'dense_0/bias', euclidean: 0, relative: 0, cosine: 1, largest: 0 },
    ]);
  });

  it('is defined for weights that are all zeros, and refuses those of another network', () => {
    const zeros = new Float32Array(3);
    expect(compareWeights(network, zeros, zeros)).toMatchObject({
      euclidean: 0,
      relative: null,
      cosine: null,
    });
    expect(() => compareWeights(network, zeros, new Float32Array(4))).toThrow(RangeError);
  });
});
