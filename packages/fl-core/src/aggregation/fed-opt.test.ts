import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStrategy } from './index.ts';
import { updatesOf, vectorOf } from './testing/arbitrary.ts';

describe('fedAdam, fedYogi, fedAdagrad', () => {
  it('FedYogi and FedAdagrad take the same first step when v₀ = β₁ = β₂ = 0: η Δ / (|Δ| + τ)', () => {
    const config = { eta: 0.2, tau: 0.01, v0: 0, beta1: 0, beta2: 0 };
    const yogi = createStrategy({ kind: 'fedYogi', ...config });
    const adagrad = createStrategy({ kind: 'fedAdagrad', ...config });
    fc.assert(
      fc.property(updatesOf(4, true), vectorOf(4), (updates, start) => {
        const { global } = yogi.aggregate(start, updates);
        expect(global).toEqual(adagrad.aggregate(start, updates).global);
        const mean = createStrategy({ kind: 'fedAvg' }).aggregate(start, updates).global;
        start.forEach((x, i) => {
          const delta = (mean[i] ?? 0) - x;
          const closed = x + (0.2 * delta) / (Math.abs(delta) + 0.01);
          expect(Math.abs((global[i] ?? 0) - closed)).toBeLessThan(0.2);
          if (Math.abs(delta) > 1) expect(global[i]).toBeCloseTo(closed, 3);
        });
      }),
    );
  });

  it('with FedYogi’s own β₂ they differ by that factor under the root: Adagrad with τ and η over √(1 − β₂)', () => {
    const yogi = createStrategy({ kind: 'fedYogi', eta: 0.1, beta1: 0, beta2: 0.99, tau: 1e-3 });
    const adagrad = createStrategy({ kind: 'fedAdagrad', eta: 1, tau: 1e-2 });
    const update = [{ weights: [0.5, -3, 0.001], examples: 2 }];
    yogi.aggregate([0, 0, 0], update).global.forEach((value, i) => {
      expect(value).toBeCloseTo(adagrad.aggregate([0, 0, 0], update).global[i] ?? Number.NaN, 6);
    });
  });

  it.each(['fedAdam', 'fedYogi', 'fedAdagrad'])('%s refuses state of another model', (kind) => {
    const update = [{ weights: [1, 2], examples: 1 }];
    const start = (state: Record<string, number | number[]>) => () =>
      createStrategy({ kind }).aggregate([1, 2], update, state);
    expect(start({ m: [1], v: [1] })).toThrow(/does not fit a model of 2 weights/);
    expect(start({ t: -1 })).toThrow(/not a count/);
  });

  it('FedAvgM without momentum is FedAvg', () => {
    fc.assert(
      fc.property(updatesOf(4, true), vectorOf(4), (updates, start) => {
        const plain = createStrategy({ kind: 'fedAvg' }).aggregate(start, updates);
        createStrategy({ kind: 'fedAvgM' })
          .aggregate(start, updates)
          .global.forEach((value, i) => {
            const expected = plain.global[i] ?? Number.NaN;
            expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)));
          });
      }),
    );
  });
});
