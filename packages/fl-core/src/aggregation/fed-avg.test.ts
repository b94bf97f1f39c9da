import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientUpdate, createStrategy } from './index.ts';
import { updatesOf, vectorOf } from './testing/arbitrary.ts';

/** The plain weighted mean, in float64. */
function plainMean(updates: readonly ClientUpdate[], length: number): number[] {
  const total = updates.reduce((sum, update) => sum + update.examples, 0);
  return Array.from({ length }, (_, i) =>
    updates.reduce(
      (sum, { weights, examples }) =>
        sum + (weights[i] ?? 0) * (total > 0 ? examples / total : 1 / updates.length),
      0,
    ),
  );
}

describe('fedAvg', () => {
  const fedAvg = createStrategy({ kind: 'fedAvg' });

  it('is the mean weighted by examples', () => {
    fc.assert(
      fc.property(updatesOf(5, false), (updates) => {
        const { global, reason } = fedAvg.aggregate([9, 9, 9, 9, 9], updates);
        expect(reason).toBeNull();
        plainMean(updates, 5).forEach((value, i) => {
          expect(Math.abs((global[i] ?? 0) - value)).toBeLessThanOrEqual(
            1e-6 * Math.max(1, Math.abs(value)) + 1e-4,
          );
        });
      }),
    );
  });

  it('of equal updates, or of one site, is that update to the bit', () => {
    fc.assert(
      fc.property(
        vectorOf(3),
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 9 }),
        (weights, examples) => {
          const { global } = fedAvg.aggregate(
            [0, 0, 0],
            examples.map((count) => ({ weights, examples: count })),
          );
          expect(global).toEqual(Float32Array.from(weights));
        },
      ),
    );
  });

  it('[A3] counts all sites alike when none has examples, and only those with examples otherwise', () => {
    const none = [
      { weights: [2], examples: 0 },
      { weights: [4], examples: 0 },
    ];
    expect(fedAvg.aggregate([0], none).global).toEqual(Float32Array.of(3));
    const late = [...none, { weights: [10], examples: 5 }, { weights: [99], examples: 0 }];
    expect(fedAvg.aggregate([0], late).global).toEqual(Float32Array.of(10));
  });

  it('a refused update leaves the round as it was', () => {
    const stream = fedAvg.begin([0]);
    stream.add({ weights: [4], examples: 2 });
    expect(() => stream.add({ weights: [Number.NaN], examples: 2 })).toThrow(RangeError);
    stream.add({ weights: [7], examples: 1 });
    expect(stream.finish().global).toEqual(Float32Array.of(5));
  });

  it('by steps needs steps, and names who does not say them', () => {
    const bySteps = createStrategy({ kind: 'fedAvg', weighting: 'steps' });
    expect(() => bySteps.aggregate([0], [{ weights: [1], examples: 1, id: 'North' }])).toThrow(
      /"North" does not say how many steps/,
    );
  });

  it('keeps the global model when the step leaves the range of 32-bit numbers', () => {
    const far = createStrategy({ kind: 'fedAvg', serverLearningRate: 10 });
    const result = far.aggregate([-3e38], [{ weights: [3e38], examples: 1 }]);
    expect(result.global).toEqual(Float32Array.of(-3e38));
    expect(result.reason).toMatch(/range/);
  });
});

describe('what goes out with the model', () => {
  it.each([
    [{ kind: 'fedAvg' }, {}],
    [{ kind: 'fedProx', mu: 0.3 }, { proximalMu: 0.3 }],
    [{ kind: 'ditto', lambda: 0.7 }, { personalLambda: 0.7 }],
    [{ kind: 'fedYogi', eta_l: 0.05 }, { learningRate: 0.05 }],
    [{ kind: 'scaffold' }, {}],
  ])('%j', (config, instructions) => {
    expect(createStrategy(config).configure(1)).toEqual(instructions);
  });
});
