import { describe, expect, it } from 'vitest';
import { createRng } from '../lib/rng.ts';
import golden from './golden/forward.json' with { type: 'json' };
import { forward, forwardLogits, initializeWeights, type Network, networkSchema, sigmoid } from './index.ts';

describe('forward', () => {
  it.each(
    golden.map((test) => ({
      ...test,
      name: test.network.layers.map((layer) => layer.activation).join(' → '),
    })),
  )('gives numpy’s scores: $name', ({ network, rows, features, weights, scores }) => {
    const answer = forward(
      networkSchema.parse(network),
      Float32Array.from(weights),
      Float32Array.from(features),
      rows,
    );
    expect(answer).toHaveLength(scores.length);
    scores.forEach((score, row) => {
      expect(answer[row]).toBeCloseTo(score, 7);
    });
  });

  const network: Network = {
    inputs: 2,
    layers: [
      { inputs: 2, units: 3, activation: 'relu' },
      { inputs: 3, units: 1, activation: 'sigmoid' },
    ],
  };

  it('scores a row the same whatever rows stand beside it', () => {
    const rng = createRng(5);
    const weights = initializeWeights(network, 1);
    const features = Float32Array.from({ length: 2 * 77 }, () => rng.normal());
    const together = forward(network, weights, features, 77);
    for (let row = 0; row < 77; row++) {
      expect(forward(network, weights, features.subarray(2 * row, 2 * row + 2), 1)[0]).toBe(together[row]);
    }
  });

  it('stays between 0 and 1 with absurd but finite weights', () => {
    for (const magnitude of [1e10, 3.4e38]) {
      const weights = new Float32Array(13).map((_, i) => (i % 2 === 0 ? magnitude : -magnitude));
      const scores = forward(network, weights, [1e30, -1e30, 3e38, 3e38, 0, 0], 3);
      for (const score of scores) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    }
  });

  it('answers no rows with no scores', () => {
    expect(forward(network, new Float32Array(13), [], 0)).toEqual(new Float32Array(0));
  });

  it('says which length does not fit', () => {
    expect(() => forward(network, new Float32Array(12), [1, 2], 1)).toThrow(/13 weights but was given 12/);
    expect(() => forwardLogits(network, new Float32Array(13), [1, 2, 3], 1)).toThrow(/2 values, but 3/);
  });
});

describe('sigmoid', () => {
  it('neither overflows nor loses its small end', () => {
    expect(sigmoid(1000)).toBe(1);
    expect(sigmoid(-1000)).toBe(0);
    expect(sigmoid(-700)).toBeCloseTo(Math.exp(-700), 310);
    expect(sigmoid(0)).toBe(0.5);
  });
});
