import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areEdges, countBetween, edgesFor, quantileOf } from './histogram.ts';
import { deviationOf, momentsOf } from './moments.ts';

const everyRow = (values: readonly number[]) => Uint32Array.from(values.keys());
const measure = (values: readonly number[], range?: readonly [number, number]) => {
  const read = (row: number) => values[row] ?? Number.NaN;
  const moments = momentsOf(everyRow(values), read);
  const edges = edgesFor(moments, range);
  return { moments, edges, counts: countBetween(edges, everyRow(values), read) };
};
const readings = fc.oneof(
  fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 300 }),
  // Mostly small, a few very large: the mean is far from the median.
  fc.array(
    fc.oneof(
      { weight: 9, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
      { weight: 1, arbitrary: fc.constant(5e5) },
    ),
    { minLength: 1, maxLength: 300 },
  ),
);

describe('edgesFor', () => {
  it('always gives ascending edges that count every value once', () => {
    fc.assert(
      fc.property(readings, fc.option(fc.constant([-1e6, 1e6] as const)), (values, range) => {
        const { edges, counts } = measure(values, range ?? undefined);
        expect(areEdges(edges)).toBe(true);
        expect(edges.length).toBeLessThanOrEqual(129);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      }),
    );
  });

  it('stays within the range and within six standard deviations', () => {
    const { edges } = measure([50, 60, 70, 80, 90], [30, 75]);
    expect([edges[0], edges.at(-1)]).toEqual([30, 75]);
    const wide = edgesFor({ count: 100, mean: 70, m2: 100 * 25 }, [-1e9, 1e9]);
    expect([wide[0], wide.at(-1)]).toEqual([40, 100]);
  });

  it.each([
    ['a constant', { count: 5, mean: 1e12, m2: 0 }],
    ['nothing', { count: 0, mean: 0, m2: 0 }],
    ['less spread than doubles can tell', { count: 5, mean: 1e12, m2: 1e-20 }],
  ])('%s gets one bin with the value in its middle', (_, moments) => {
    const edges = edgesFor(moments, undefined);
    expect(edges).toHaveLength(2);
    expect(quantileOf({ edges, counts: [moments.count || 1] }, 0.5)).toBeCloseTo(moments.mean, 3);
  });
});

describe('quantileOf', () => {
  it('is within sd / 32 of the true median', () => {
    fc.assert(
      fc.property(readings, (values) => {
        const { moments, edges, counts } = measure(values);
        const sorted = [...values].sort((a, b) => a - b);
        const lower = sorted[Math.ceil(values.length / 2) - 1] ?? 0;
        const upper = sorted[Math.floor(values.length / 2)] ?? 0;
        const median = quantileOf({ edges, counts }, 0.5) ?? Number.NaN;
        const slack =
          edges.length === 2 ? 1 + 2e-6 * Math.abs(moments.mean) : (deviationOf(moments) / 32) * (1 + 1e-9);
        expect(median).toBeGreaterThanOrEqual(lower - slack);
        expect(median).toBeLessThanOrEqual(upper + slack);
      }),
      { numRuns: 500 },
    );
  });

  it('interpolates linearly in the bin', () => {
    expect(quantileOf({ edges: [0, 10, 20], counts: [1, 3] }, 0.5)).toBeCloseTo(10 + 10 / 3);
    expect(quantileOf({ edges: [0, 10, 20], counts: [2, 2] }, 0.5)).toBe(10);
    expect(quantileOf({ edges: [0, 10, 20, 30], counts: [0, 4, 0] }, 1)).toBe(20);
    expect(quantileOf({ edges: [0, 10], counts: [0] }, 0.5)).toBeNull();
  });
});

describe('countBetween', () => {
  it('closes bins on the left, the last on both sides, and puts what lies beyond into the end bins', () => {
    const values = [-5, 0, 9.99, 10, 20, 25, Number.NaN];
    expect(countBetween([0, 10, 20], everyRow(values), (row) => values[row] ?? 0)).toEqual([3, 3]);
  });
});
