import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientUpdate, createStrategy, STRATEGIES, STRATEGY_KINDS } from './index.ts';
import { updatesOf, vectorOf, weight } from './testing/arbitrary.ts';

const kinds = [
  ...STRATEGY_KINDS.map((kind) => ({ kind })),
  { kind: 'fedAvg', serverLearningRate: 0.5 },
  { kind: 'fedAvg', weighting: 'steps' },
  { kind: 'multiKrum', f: 1, m: 3 },
  { kind: 'krum', f: 1 },
  { kind: 'bulyan', f: 1 },
  { kind: 'scaffold', etaL: 0.1 },
];

describe('every strategy', () => {
  it('has a kind, a paper and parameters with their meaning', () => {
    const wanted = 'fedAvg fedAvgM fedProx fedAdam fedYogi fedAdagrad scaffold fedMedian trimmedMean krum';
    expect(STRATEGY_KINDS).toEqual([...wanted.split(' '), 'multiKrum', 'bulyan', 'ditto']);
    for (const { paper, summary, parameters } of STRATEGIES) {
      expect(paper).toMatch(/ 20\d\d, /);
      expect(summary).toMatch(/\.$/);
      for (const { label, meaning } of Object.values(parameters)) {
        expect(label.length).toBeGreaterThan(2);
        expect(meaning).toMatch(/\.$/);
      }
    }
  });

  it.each(kinds)('[A3] does not depend on the order of arrival: %j', (config) => {
    const strategy = createStrategy(config);
    fc.assert(
      fc.property(
        updatesOf(5, true, strategy.fewestUpdates),
        vectorOf(5),
        fc.nat(),
        (updates, start, turn) => {
          const global = Float32Array.from(start);
          const there = strategy.aggregate(global, updates);
          const pivot = turn % updates.length;
          const shuffled = [...updates.slice(pivot), ...updates.slice(0, pivot)].reverse();
          expect(strategy.aggregate(global, shuffled)).toEqual(there);
          // Streaming too, where sums cannot be sorted.
          const stream = strategy.begin(global);
          for (const update of shuffled) stream.add(update);
          const { global: streamed } = stream.finish();
          streamed.forEach((value, i) => {
            const expected = there.global[i] ?? 0;
            expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)));
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(kinds)('never gives a number that is not finite: %j', (config) => {
    const strategy = createStrategy(config);
    const wild = fc.oneof(weight, fc.constantFrom(3.4e38, -3.4e38, 1e-45, 0));
    const vector = fc.array(wild, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(
        vector,
        fc.array(fc.record({ weights: vector, examples: fc.maxSafeNat(), steps: fc.nat() }), {
          maxLength: 8,
        }),
        (start, updates) => {
          const result = strategy.aggregate(start, updates);
          expect([...result.global].every(Number.isFinite)).toBe(true);
          const again = strategy.aggregate(result.global, updates, result.state);
          expect([...again.global].every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each(kinds)(
    'stays where it is when every update is the global model, with or without examples: %j',
    (config) => {
      const strategy = createStrategy(config);
      fc.assert(
        fc.property(
          vectorOf(3),
          fc.array(fc.nat(1_000_000), { minLength: strategy.fewestUpdates, maxLength: 12 }),
          (weights, examples) => {
            const updates = examples.map((count) => ({ weights, examples: count, steps: count }));
            const { global, reason } = strategy.aggregate(weights, updates);
            expect(reason).toBeNull();
            expect(global).toEqual(Float32Array.from(weights));
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  it.each(kinds)('keeps the global model, and says why, when no updates came: %j', (config) => {
    const state = { m: [1, 2], v: [3, 4] };
    expect(createStrategy(config).aggregate([0.5, -2], [], state)).toEqual({
      global: Float32Array.of(0.5, -2),
      state,
      reason: expect.stringMatching(/No updates/),
    });
  });

  it.each(kinds)('leaves its arguments alone: %j', (config) => {
    const strategy = createStrategy(config);
    const global = Float32Array.of(1, 2);
    const updates = Array.from({ length: strategy.fewestUpdates + 1 }, (_, i) => ({
      weights: i % 2 === 0 ? Float32Array.of(9 - i, 4) : [i, -6],
      examples: i,
      steps: i,
      id: `${9 - i}`,
    }));
    const state = { m: [0, 0], v: [0, 0], c: [1, 1], momentum: [1, 0] };
    const before = JSON.stringify([[...global], updates, state]);
    const first = strategy.aggregate(global, updates, state);
    expect(JSON.stringify([[...global], updates, state])).toBe(before);
    expect(strategy.aggregate(global, updates, state)).toEqual(first);
  });

  it.each(kinds)('refuses an update it cannot use, by name: %j', (config) => {
    const add = (update: ClientUpdate) => () => createStrategy(config).aggregate([1, 2], [update]);
    expect(add({ weights: [1, Number.NaN], examples: 3, id: 'North' })).toThrow(
      /"North".*not finite \(weight 1\)/,
    );
    expect(add({ weights: Float32Array.of(1, Number.POSITIVE_INFINITY), examples: 3 })).toThrow(/weight 1/);
    expect(add({ weights: [1e39, 0], examples: 3 })).toThrow(/Update 1 holds a number that is not finite/);
    expect(add({ weights: [1], examples: 3, id: 'North' })).toThrow(
      /"North" has 1 weights; the global model has 2/,
    );
    for (const count of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(add({ weights: [1, 2], examples: count })).toThrow(RangeError);
      expect(add({ weights: [1, 2], examples: 1, steps: count })).toThrow(RangeError);
    }
  });

  it.each(kinds)('refuses a global model that is not finite: %j', (config) => {
    expect(() => createStrategy(config).begin([Number.NaN])).toThrow(/global model/);
  });
});
