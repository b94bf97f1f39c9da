import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBlocks } from './blocks.ts';

describe('createBlocks', () => {
  it('joins to what was set, blank elsewhere, across blocks and gaps', () => {
    const cells = fc.dictionary(fc.integer({ min: 0, max: 70_000 }).map(String), fc.integer());
    fc.assert(
      fc.property(cells, fc.integer({ min: 70_001, max: 90_000 }), (given, rows) => {
        const blocks = createBlocks((length) => new Float64Array(length), Number.NaN);
        const expected = new Float64Array(rows).fill(Number.NaN);
        for (const [row, value] of Object.entries(given)) {
          blocks.set(Number(row), value);
          expected[Number(row)] = value;
        }
        expect(blocks.used).toBe(Object.keys(given).length > 0);
        const joined = blocks.join(rows);
        expect(joined).toHaveLength(rows);
        expect(joined.findIndex((value, row) => !Object.is(value, expected[row]))).toBe(-1);
      }),
      { numRuns: 30 },
    );
  });
});
