import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/server-steps.json' with { type: 'json' };
import { type ClientUpdate, createStrategy, parseStrategy, type StrategyState } from './index.ts';

const weight = fc.float({ min: -1000, max: 1000, noNaN: true }).map((x) => Math.fround(x));
const updatesOf = (length: number, ids: boolean) =>
  fc
    .array(
      fc.record({
        weights: fc.array(weight, { minLength: length, maxLength: length }),
        examples: fc.integer({ min: 0, max: 100_000 }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((list) => list.map((update, i): ClientUpdate => (ids ? { ...update, id: `site-${i}` } : update)));
const kinds = [{ kind: 'fedAvg' }, { kind: 'fedAvg', serverLearningRate: 0.5 }, { kind: 'fedAdam' }] as const;

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

describe('every strategy', () => {
  it.each(kinds)('gives numpy’s numbers over three rounds: %j', (config) => {
    const name = 'serverLearningRate' in config ? 'fedAvgHalf' : config.kind;
    const strategy = createStrategy(config);
    let global: ArrayLike<number> = golden.global;
    let state: StrategyState = null;
    golden.rounds.forEach((updates, round) => {
      const result = strategy.aggregate(global, updates, state);
      const expected = golden.expected[name][round] ?? [];
      expected.forEach((value, i) => {
        expect(result.global[i]).toBeCloseTo(value, 6);
      });
      global = result.global;
      // A run survives a restart: the state is plain JSON.
      state = JSON.parse(JSON.stringify(result.state)) as StrategyState;
    });
  });

  it.each(kinds)('does not depend on the order of arrival: %j', (config) => {
    const strategy = createStrategy(config);
    fc.assert(
      fc.property(
        updatesOf(5, true),
        fc.array(weight, { minLength: 5, maxLength: 5 }),
        fc.nat(),
        (updates, start, turn) => {
          const global = Float32Array.from(start);
          const there = strategy.aggregate(global, updates);
          const pivot = turn % updates.length;
          const shuffled = [...updates.slice(pivot), ...updates.slice(0, pivot)].reverse();
          expect(strategy.aggregate(global, shuffled)).toEqual(there);
          // Streaming too, where nothing can be sorted.
          const stream = strategy.begin(global);
          for (const update of shuffled) stream.add(update);
          const { global: streamed } = stream.finish();
          streamed.forEach((value, i) => {
            const expected = there.global[i] ?? 0;
            expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)));
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(kinds)('never gives a number that is not finite: %j', (config) => {
    const strategy = createStrategy(config);
    const wild = fc.oneof(weight, fc.constantFrom(3.4e38, -3.4e38, 1e-45, 0));
    fc.assert(
      fc.property(
        fc.array(wild, { minLength: 3, maxLength: 3 }),
        fc.array(
          fc.record({ weights: fc.array(wild, { minLength: 3, maxLength: 3 }), examples: fc.maxSafeNat() }),
          {
            maxLength: 4,
          },
        ),
        (start, updates) => {
          const result = strategy.aggregate(start, updates);
          expect([...result.global].every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each(kinds)('keeps the global model, and says why, when no updates came: %j', (config) => {
    const state = { m: [1, 2], v: [3, 4] };
    const result = createStrategy(config).aggregate([0.5, -2], [], state);
    expect(result).toEqual({
      global: Float32Array.of(0.5, -2),
      state,
      reason: expect.stringMatching(/No updates/),
    });
  });

  it.each(kinds)('leaves its arguments alone: %j', (config) => {
    const global = Float32Array.of(1, 2);
    const updates = [
      { weights: Float32Array.of(3, 4), examples: 1, id: 'b' },
      { weights: [5, 6], examples: 2, id: 'a' },
    ];
    const state = config.kind === 'fedAdam' ? { m: [0, 0], v: [0, 0] } : null;
    const before = JSON.stringify([[...global], updates, state]);
    createStrategy(config).aggregate(global, updates, state);
    expect(JSON.stringify([[...global], updates, state])).toBe(before);
  });

  it.each(kinds)('refuses an update it cannot use, by name: %j', (config) => {
    const add = (update: ClientUpdate) => () => createStrategy(config).aggregate([1, 2], [update]);
    expect(add({ weights: [1, Number.NaN], examples: 3, id: 'North' })).toThrow(
      /"North".*not finite \(weight 1\)/,
    );
    expect(add({ weights: [1e39, 0], examples: 3 })).toThrow(/Update 1 holds a number that is not finite/);
    expect(add({ weights: [1], examples: 3, id: 'North' })).toThrow(
      /"North" has 1 weights; the global model has 2/,
    );
    for (const examples of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(add({ weights: [1, 2], examples })).toThrow(RangeError);
    }
  });

  it('a refused update leaves the round as it was', () => {
    const stream = createStrategy({ kind: 'fedAvg' }).begin([0]);
    stream.add({ weights: [4], examples: 2 });
    expect(() => stream.add({ weights: [Number.NaN], examples: 2 })).toThrow(RangeError);
    stream.add({ weights: [7], examples: 1 });
    expect(stream.finish().global).toEqual(Float32Array.of(5));
  });

  it('refuses a global model that is not finite', () => {
    expect(() => createStrategy({ kind: 'fedAvg' }).begin([Number.NaN])).toThrow(/global model/);
  });
});

describe('fedAvg', () => {
  const fedAvg = createStrategy({ kind: 'fedAvg' });

  it('is the mean weighted by examples', () => {
    fc.assert(
      fc.property(updatesOf(4, false), (updates) => {
        const { global, reason } = fedAvg.aggregate([9, 9, 9, 9], updates);
        expect(reason).toBeNull();
        plainMean(updates, 4).forEach((value, i) => {
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
        fc.array(weight, { minLength: 3, maxLength: 3 }),
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 9 }),
        (weights, examples) => {
          const { global } = fedAvg.aggregate(
            [0, 0, 0],
            examples.map((count) => ({ weights, examples: count })),
          );
          expect(global).toEqual(Float32Array.from(weights, (x) => x + 0));
        },
      ),
    );
  });

  it('counts all sites alike when none has examples, and only those with examples otherwise', () => {
    const none = [
      { weights: [2], examples: 0 },
      { weights: [4], examples: 0 },
    ];
    expect(fedAvg.aggregate([0], none).global).toEqual(Float32Array.of(3));
    const late = [...none, { weights: [10], examples: 5 }, { weights: [99], examples: 0 }];
    expect(fedAvg.aggregate([0], late).global).toEqual(Float32Array.of(10));
  });

  it('keeps the global model when the step leaves the range of 32-bit numbers', () => {
    const far = createStrategy({ kind: 'fedAvg', serverLearningRate: 10 });
    const result = far.aggregate([-3e38], [{ weights: [3e38], examples: 1 }]);
    expect(result.global).toEqual(Float32Array.of(-3e38));
    expect(result.reason).toMatch(/range/);
  });
});

describe('fedAdam', () => {
  it('stays where it is when no site moved', () => {
    const result = createStrategy({ kind: 'fedAdam' }).aggregate(
      [1.5, -2],
      [{ weights: [1.5, -2], examples: 3 }],
    );
    expect(result.global).toEqual(Float32Array.of(1.5, -2));
  });

  it('refuses state of another model', () => {
    const start = () =>
      createStrategy({ kind: 'fedAdam' }).aggregate([1, 2], [{ weights: [1, 2], examples: 1 }], {
        m: [1],
        v: [1],
      });
    expect(start).toThrow(/does not fit a model of 2 weights/);
  });
});

describe('createStrategy', () => {
  it('takes the server learning rate by either name', () => {
    const update = [{ weights: [1], examples: 1 }];
    for (const config of [
      { kind: 'fedAdam', eta: 0.5 },
      { kind: 'fedAdam', serverLearningRate: 0.5 },
    ] as const) {
      expect(createStrategy(config).aggregate([0], update).global[0]).toBeCloseTo(
        (0.5 * 0.1) / Math.sqrt(0.01),
        6,
      );
    }
  });

  it.each([
    [{ kind: 'fedSquid' }, /no algorithm "fedSquid"; there are fedAvg, fedAdam/],
    [{}, /no algorithm|kind/],
    [null, /strategy/],
    [{ kind: 'fedAdam', beta1: 1.5 }, /beta1/],
    [{ kind: 'fedAvg', serverLearningRate: 0 }, /serverLearningRate/],
    [{ kind: 'fedAdam', eta: 1, serverLearningRate: 1 }, /not both/],
    [{ kind: 'fedAvg', betaOne: 1 }, /betaOne/],
  ])('says what is wrong with %j', (config, message) => {
    const parsed = parseStrategy(config);
    expect(parsed).toEqual({
      ok: false,
      error: { code: 'STRATEGY_INVALID', message: expect.stringMatching(message) },
    });
  });

  it('throws a RangeError where a configuration is written in code', () => {
    expect(() => createStrategy({ kind: 'fedAdam', tau: -1 })).toThrow(RangeError);
  });

  it('tells sites nothing extra for algorithms that need nothing', () => {
    expect(createStrategy({ kind: 'fedAvg' }).configure(1)).toEqual({});
  });
});
