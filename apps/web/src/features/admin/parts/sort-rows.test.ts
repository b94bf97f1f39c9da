import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SortValue, sortRows } from './sort-rows.ts';

const self = (value: SortValue) => value;

describe('sortRows', () => {
  it('orders numbers as numbers and names as people do', () => {
    expect(sortRows([10, 9, 100], self, 'ascending')).toEqual([9, 10, 100]);
    expect(sortRows(['Node 10', 'node 9', 'Node 1'], self, 'ascending')).toEqual([
      'Node 1',
      'node 9',
      'Node 10',
    ]);
  });

  it('puts what is not known last in both directions', () => {
    expect(sortRows([null, 2, null, 1], self, 'ascending')).toEqual([1, 2, null, null]);
    expect(sortRows([null, 2, null, 1], self, 'descending')).toEqual([2, 1, null, null]);
  });

  it('keeps every row, keeps equal rows in place and leaves its input alone', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.option(fc.integer({ min: 0, max: 4 })), fc.nat())), (pairs) => {
        const rows = pairs.map(([key, id], index) => ({ key, id, index }));
        const before = [...rows];
        const sorted = sortRows(rows, (row) => row.key, 'descending');
        expect(rows).toEqual(before);
        expect(new Set(sorted)).toEqual(new Set(rows));
        for (let i = 1; i < sorted.length; i++) {
          const [a, b] = [sorted[i - 1], sorted[i]];
          if (a && b && a.key === b.key) expect(a.index).toBeLessThan(b.index);
        }
      }),
    );
  });
});
