import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protectCounts } from './categories.ts';
import { MIN_CELL } from './rules.ts';

describe('counts of values', () => {
  it('[Q2] with ten records or more each leave as they are', () => {
    expect(protectCounts({ f: 20, m: 10 })).toEqual({ shown: { f: 20, m: 10 }, other: 0 });
  });

  it('[Q2] a single rare value takes the smallest other one with it', () => {
    expect(protectCounts({ f: 100, m: 60, d: 3 })).toEqual({ shown: { f: 100 }, other: 63 });
    expect(protectCounts({ f: 100, m: 60, d: 0 })).toEqual({ shown: { f: 100 }, other: 60 });
  });

  it('[Q2] rare values that are enough together leave the frequent ones alone', () => {
    expect(protectCounts({ a: 50, b: 8, c: 7 })).toEqual({ shown: { a: 50 }, other: 15 });
    expect(protectCounts({ a: 50, b: 4, c: 3 })).toEqual({ shown: {}, other: 57 });
  });

  it('[Q2] too few in all tell nothing', () => {
    expect(protectCounts({ a: 5, b: 4 })).toBeNull();
    expect(protectCounts({ a: 9 })).toBeNull();
    expect(protectCounts({})).toBeNull();
  });

  it('[Q2] no count under ten leaves or follows from the total', () => {
    const values = fc.dictionary(fc.string({ maxLength: 3 }), fc.integer({ min: 0, max: 40 }), {
      maxKeys: 8,
    });
    fc.assert(
      fc.property(values, (counts) => {
        const told = protectCounts(counts);
        const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
        if (told === null) return;
        const shown = Object.entries(told.shown);
        for (const [value, count] of shown) {
          expect(count).toBe(counts[value]);
          expect(count).toBeGreaterThanOrEqual(MIN_CELL);
        }
        expect(shown.reduce((sum, [, count]) => sum + count, told.other)).toBe(total);
        const hidden = Object.keys(counts).length - shown.length;
        // What the total leaves over is either nothing, or several values with ten records together.
        if (hidden > 0) {
          expect(hidden).toBeGreaterThanOrEqual(2);
          expect(told.other).toBeGreaterThanOrEqual(MIN_CELL);
        } else expect(told.other).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });
});
