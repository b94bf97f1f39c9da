import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail } from '../lib/result.ts';
import { forward } from '../model/forward.ts';
import { initializeWeights } from '../model/initialize.ts';
import { toyNetwork, xorRows } from './testing/toy-data.ts';

const network = toyNetwork(7, [64, 32]);
const weights = initializeWeights(network, 3);
const { features, rows } = xorRows(501, 7, 1);
const oracle = forward(network, weights, features, rows);

afterEach(() => {
  vi.doUnmock('./simd/predictor.ts');
  vi.resetModules();
});

describe('the scorer', () => {
  it('gives the scores of the plain forward pass, from the kernel', async () => {
    const { openScorer } = await import('./scorer.ts');
    const score = await openScorer();
    expect(score).not.toBe(forward);
    const scores = score(network, weights, features, rows);
    expect(scores).toHaveLength(rows);
    scores.forEach((value, row) => {
      expect(Math.abs(value - Number(oracle[row]))).toBeLessThan(1e-5);
    });
    expect(await openScorer()).toBe(score);
  });

  it('is the plain forward pass where WebAssembly SIMD is missing', async () => {
    const missing = fail({ code: 'ENGINE_UNAVAILABLE', message: 'no SIMD' });
    vi.doMock('./simd/predictor.ts', () => ({ createPredictor: async () => missing }));
    const { openScorer } = await import('./scorer.ts');
    const score = await openScorer();
    expect(score(network, weights, features, rows)).toEqual(oracle);
  });
});
