import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisTicks, roundTicks } from './ticks.ts';

describe('axisTicks', () => {
  it('encloses the values with round numbers', () => {
    expect(axisTicks([0.62, 0.81])).toEqual([0.6, 0.65, 0.7, 0.75, 0.8, 0.85]);
    expect(axisTicks([0.97, 0.999], { ceiling: 1 }).at(-1)).toBe(1);
    expect(axisTicks([0.3, 0.7])).toEqual([0.3, 0.4, 0.5, 0.6, 0.7]);
  });

  it('has an axis for no value and for one', () => {
    expect(axisTicks([])).toEqual([0, 1]);
    expect(axisTicks([Number.NaN])).toEqual([0, 1]);
    const one = axisTicks([1], { floor: 0, ceiling: 1 });
    expect(one[0]).toBeLessThan(1);
    expect(one.at(-1)).toBe(1);
  });

  it('always encloses, always rises, is never long', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 40 }), (values) => {
        const ticks = axisTicks(values, { floor: 0, ceiling: 1 });
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThan(12);
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(...values) + 1e-9);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values) - 1e-9);
        for (let i = 1; i < ticks.length; i++) expect(ticks[i]).toBeGreaterThan(ticks[i - 1] ?? 0);
      }),
    );
  });
});

describe('roundTicks', () => {
  it('marks whole rounds only', () => {
    expect(roundTicks(0, 5)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(roundTicks(0, 0)).toEqual([0]);
    expect(roundTicks(0, 1)).toEqual([0, 1]);
  });

  it('stays short for long runs', () => {
    const ticks = roundTicks(0, 10_000);
    expect(ticks.length).toBeLessThan(14);
    expect(ticks).toContain(5000);
  });
});
