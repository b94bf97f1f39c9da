import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { forward } from '../../model/forward.ts';
import { initializeWeights } from '../../model/initialize.ts';
import { toyNetwork, xorRows } from '../testing/toy-data.ts';
import { createPredictor } from './predictor.ts';

const predictor = unwrap(await createPredictor());

describe('the predictor', () => {
  it.each([
    ['relu', [64, 32], 20_000],
    ['tanh', [9, 5], 777],
    ['sigmoid', [33], 64],
    ['linear', [3], 1],
    ['relu', [], 130],
  ] as const)('scores like the oracle: %s %j, %d rows', (activation, hidden, rows) => {
    const network = toyNetwork(7, [...hidden], activation);
    const weights = initializeWeights(network, 5).map((weight) => 3 * weight);
    const { features } = xorRows(rows, 7, 2);
    const scores = predictor.predict(network, weights, features, rows);
    const expected = forward(network, weights, features, rows);
    const worst = scores.reduce((most, score, i) => Math.max(most, Math.abs(score - (expected[i] ?? 2))), 0);
    expect(scores).toHaveLength(rows);
    expect(worst).toBeLessThan(2e-6);
  });

  it('keeps scores in [0, 1] and finite for absurd weights', () => {
    const network = toyNetwork(2, []);
    const features = Float32Array.of(1e20, 1, -1e20, 1, 0, 0);
    const scores = predictor.predict(network, Float32Array.of(1e15, 0, 0), features, 3);
    expect([...scores]).toEqual([1, 0, 0.5]);
  });

  it('has nothing to say of no rows, and refuses what does not fit', () => {
    const network = toyNetwork(2, [3]);
    const weights = initializeWeights(network, 1);
    expect(predictor.predict(network, weights, new Float32Array(0), 0)).toHaveLength(0);
    expect(() => predictor.predict(network, weights, new Float32Array(3), 1)).toThrow(/2 values/);
  });
});
