import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areCells, joinBins, spreadCells } from './cells.ts';
import { MIN_CELL } from './rules.ts';

const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 400 })), {
  minLength: 1,
  maxLength: 40,
});
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('histogram cells', () => {
  it('[Q1] count at least ten records each, cover every bin, and keep the total', () => {
    fc.assert(
      fc.property(counts, (bins) => {
        const cells = joinBins(bins);
        expect(areCells(cells, bins.length)).toBe(true);
        for (const [first, last, count] of cells) {
          expect(count).toBeGreaterThanOrEqual(MIN_CELL);
          expect(count).toBe(total(bins.slice(first, last + 1)));
        }
        expect(total(cells.map(([, , count]) => count))).toBe(total(bins) >= MIN_CELL ? total(bins) : 0);
      }),
      { numRuns: 500 },
    );
  });

  it('[Q1] leave bins that are full enough as they are, and join empty ends', () => {
    expect(joinBins([20, 30, 10])).toEqual([
      [0, 0, 20],
      [1, 1, 30],
      [2, 2, 10],
    ]);
    expect(joinBins([0, 0, 4, 7, 50, 0])).toEqual([
      [0, 3, 11],
      [4, 5, 50],
    ]);
    expect(joinBins([4, 5])).toEqual([]);
    expect(joinBins([])).toEqual([]);
  });

  it('are spread evenly over their width in whole numbers that add up', () => {
    expect(spreadCells([[0, 2, 40]], [0, 1, 2, 4])).toEqual([10, 10, 20]);
    fc.assert(
      fc.property(counts, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 40 }), (bins, widths) => {
        const edges = [0];
        for (const bin of bins.keys()) edges.push((edges.at(-1) ?? 0) + (widths[bin] ?? 1));
        const cells = joinBins(bins);
        const spread = spreadCells(cells, edges);
        expect(spread.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
        for (const [first, last, count] of cells) expect(total(spread.slice(first, last + 1))).toBe(count);
      }),
    );
  });

  it.each([
    [[[0, 1, 9]], 2],
    [[[0, 0, 10]], 2],
    [[[1, 1, 10]], 2],
    [
      [
        [0, 1, 10],
        [1, 1, 10],
      ],
      2,
    ],
    [[[0, 2, 10]], 2],
    [[[0, 1, 10.5]], 2],
  ] as const)('[Q1] %j of %i bins are refused', (cells, bins) => {
    expect(areCells(cells, bins)).toBe(false);
  });
});
