import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentsOf } from '../preprocessing/index.ts';
import { coarseMoments, fewValued } from './few-valued.ts';
import { MIN_CELL } from './rules.ts';

const columnOf = (counts: readonly number[]): number[] =>
  counts.flatMap((count, value) => new Array<number>(count).fill(value));

/** What leaves of a column with so many 0s, 1s, 2s …; null when nothing does. */
function toldOf(counts: readonly number[]) {
  const values = columnOf(counts);
  const rows = Uint32Array.from(values.keys());
  const read = (row: number) => values[row] ?? Number.NaN;
  const few = fewValued(rows, read, (row) => row);
  const moments = momentsOf(rows, read);
  return few === null || few.rare === 0 ? moments : coarseMoments(moments, few, 1, undefined);
}

/** Every count of the largest value with which three counts of this total say the same. */
function candidates(total: number, told: NonNullable<ReturnType<typeof toldOf>>): number[] {
  const fitting: number[] = [];
  for (let twos = 0; twos <= 60; twos++) {
    for (let ones = 0; ones + twos <= total; ones++) {
      const zeros = total - ones - twos;
      if (zeros > 0 && zeros < MIN_CELL) continue;
      const mean = (ones + 2 * twos) / total;
      const m2 = ones + 4 * twos - total * mean * mean;
      const moments = { count: total, mean, m2 };
      const one = coarseMoments(moments, { rare: 1, width: 2 }, 1, undefined);
      if (one && one.mean === told.mean && Math.abs(one.m2 - told.m2) < 1e-6) {
        fitting.push(twos);
        break;
      }
    }
  }
  return fitting;
}

describe('columns of few values', () => {
  it('[Q16] are told exactly where every value is frequent', () => {
    const values = columnOf([40, 30, 12]);
    const exact = momentsOf(Uint32Array.from(values.keys()), (row) => values[row] ?? 0);
    expect(toldOf([40, 30, 12])).toEqual(exact);
  });

  it('[Q16] tell nothing where fifty records are not behind them, as 4, 3 and 3 of ten', () => {
    expect(toldOf([4, 3, 3])).toBeNull();
    expect(toldOf([30, 15, 4])).toBeNull();
    expect(toldOf([30, 15, 5])).not.toBeNull();
  });

  it('[Q16] never let the count of a rare value be worked out', () => {
    fc.assert(
      fc.property(
        fc.tuple(
          fc.integer({ min: 60, max: 160 }),
          fc.integer({ min: 10, max: 80 }),
          fc.integer({ min: 1, max: 9 }),
        ),
        ([zeros, ones, twos]) => {
          const told = toldOf([zeros, ones, twos]);
          if (told === null) return;
          const could = candidates(zeros + ones + twos, told);
          expect(could).toContain(twos);
          expect(Math.max(...could) - Math.min(...could)).toBeGreaterThanOrEqual(5);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('[Q16] stay within what the coordinator takes for possible', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 2, maxLength: 20 }), (counts) => {
        const told = toldOf(counts);
        if (told === null) return;
        expect(Number.isFinite(told.mean) && told.m2 >= 0).toBe(true);
      }),
    );
  });

  it('are not found among readings: many values, or values of which none comes twice', () => {
    const rows = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);
    const person = (row: number) => row;
    expect(fewValued(rows(40), (row) => row, person)).toBeNull();
    expect(fewValued(rows(12), (row) => row * 1.37, person)).toBeNull();
    expect(fewValued(rows(12), (row) => row, person)).not.toBeNull();
    expect(fewValued(rows(12), () => Number.NaN, person)).toBeNull();
  });
});
