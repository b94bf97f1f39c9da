import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStrategy } from './index.ts';
import { updatesOf } from './testing/arbitrary.ts';

const ZERO = [0, 0, 0, 0];

describe('rules that withstand wrong updates', () => {
  it.each([
    { kind: 'fedMedian' },
    { kind: 'trimmedMean', beta: 0.25 },
    { kind: 'krum', f: 1 },
    { kind: 'multiKrum', f: 1 },
    { kind: 'bulyan', f: 1 },
  ])('stay between the lowest and the highest of each weight: %j', (config) => {
    const strategy = createStrategy(config);
    fc.assert(
      fc.property(updatesOf(4, true, strategy.fewestUpdates), (updates) => {
        strategy.aggregate(ZERO, updates).global.forEach((value, i) => {
          const column = updates.map(({ weights }) => weights[i] ?? 0);
          expect(value).toBeGreaterThanOrEqual(Math.fround(Math.min(...column)));
          expect(value).toBeLessThanOrEqual(Math.fround(Math.max(...column)));
        });
      }),
    );
  });

  it('[A5] the trimmed mean stays between what is left after cutting, and says what was cut', () => {
    const updates = [5, -1000, 1, 3, 1000].map((value) => ({ weights: [value], examples: 1 }));
    const cut = createStrategy({ kind: 'trimmedMean', trimFraction: 0.2 }).aggregate([0], updates);
    expect(cut.global).toEqual(Float32Array.of(3));
    expect(cut.notes).toEqual(['Of the 5 values of each weight the 1 lowest and the 1 highest were cut.']);
    const none = createStrategy({ kind: 'trimmedMean', beta: 0.1 }).aggregate([0], updates);
    expect(none.global[0]).toBeCloseTo(9 / 5, 6);
    expect(none.notes).toEqual([expect.stringMatching(/Nothing was cut: 0\.1 of 5 updates/)]);
  });

  it('the median of many sites is the sorted middle', () => {
    const updates = Array.from({ length: 101 }, (_, i) => ({ weights: [(i * 37) % 101], examples: i }));
    expect(createStrategy({ kind: 'fedMedian' }).aggregate([0], updates).global).toEqual(Float32Array.of(50));
  });

  it('krum takes one update as it is, and says whose', () => {
    const near = [1, 1.1, 0.9, 1.05].map((value, i) => ({
      weights: [value, value],
      examples: 1,
      id: `s${i}`,
    }));
    const result = createStrategy({ kind: 'krum', f: 1 }).aggregate(
      [0, 0],
      [{ weights: [50, 50], examples: 9, id: 'far' }, ...near],
    );
    expect(result.global).toEqual(Float32Array.of(1.05, 1.05));
    expect(result.notes).toEqual(['The update of "s3" of 5 was taken.']);
  });

  it.each([
    [{ kind: 'krum', f: 1 }, 5],
    [{ kind: 'multiKrum', byzantine: 2 }, 7],
    [{ kind: 'bulyan', numMalicious: 1 }, 7],
    [{ kind: 'bulyan', f: 3 }, 15],
    [{ kind: 'bulyan' }, 3],
  ])('%j refuses fewer than %i updates with the reason, and takes as many', (config, fewest) => {
    const strategy = createStrategy(config);
    expect(strategy.fewestUpdates).toBe(fewest);
    const updates = Array.from({ length: fewest }, (_, i) => ({ weights: [i], examples: 1 }));
    const refused = strategy.aggregate([7], updates.slice(1), { kept: 1 });
    expect(refused).toEqual({
      global: Float32Array.of(7),
      state: { kept: 1 },
      reason: expect.stringMatching(
        new RegExp(`needs at least . × . \\+ 3 = ${fewest} updates; ${fewest - 1} came`),
      ),
      error: { code: 'TOO_FEW_UPDATES', message: refused.reason },
    });
    expect(strategy.aggregate([7], updates).reason).toBeNull();
  });
});
