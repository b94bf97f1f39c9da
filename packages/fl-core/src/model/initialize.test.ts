import { describe, expect, it } from 'vitest';
import { createNetwork, initializeWeights, parameterCount, weightLayout } from './index.ts';

const network = createNetwork({ hidden: [64, 32], activation: 'relu', l2: 0 }, 7);

describe('initializeWeights', () => {
  it('gives the same weights for the same seed, others for another', () => {
    expect(initializeWeights(network, 4)).toEqual(initializeWeights(network, 4));
    expect(initializeWeights(network, 4)).not.toEqual(initializeWeights(network, 5));
  });

  it('draws kernels uniformly within Glorot’s limit and leaves biases at zero', () => {
    const weights = initializeWeights(network, 1);
    expect(weights).toHaveLength(parameterCount(network));
    for (const { name, shape, offset, size } of weightLayout(network)) {
      const values = weights.subarray(offset, offset + size);
      if (name.endsWith('bias')) {
        expect(values.every((value) => value === 0)).toBe(true);
        continue;
      }
      const limit = Math.sqrt(6 / ((shape[0] ?? 0) + (shape[1] ?? 0)));
      expect(values.every((value) => Math.abs(value) <= limit)).toBe(true);
      if (size < 400) continue;
      const mean = values.reduce((sum, value) => sum + value, 0) / size;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size;
      // Five standard errors of a uniform sample.
      expect(Math.abs(mean)).toBeLessThan((5 * limit) / Math.sqrt(3 * size));
      expect(Math.abs(variance / (limit ** 2 / 3) - 1)).toBeLessThan(5 * Math.sqrt(0.8 / size));
    }
  });

  it('starts a logistic regression too', () => {
    const logistic = createNetwork({ hidden: [], activation: 'relu', l2: 0 }, 3);
    const weights = initializeWeights(logistic, 1);
    expect(weights).toHaveLength(4);
    expect(weights[3]).toBe(0);
  });
});
