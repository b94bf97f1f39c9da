import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviationOf, mergeTwo, momentsOf, NO_MOMENTS } from './moments.ts';

const everyRow = (values: readonly number[]) => Uint32Array.from(values.keys());
const of = (values: readonly number[]) => momentsOf(everyRow(values), (row) => values[row] ?? Number.NaN);

describe('momentsOf', () => {
  it('leaves NaN out, and is zero without values', () => {
    expect(of([1, Number.NaN, 3])).toEqual({ count: 2, mean: 2, m2: 2 });
    expect(of([Number.NaN])).toEqual(NO_MOMENTS);
    expect(deviationOf(NO_MOMENTS)).toBe(0);
  });

  it('does not lose the spread of large values close together', () => {
    // Eighths near 2^40 are exact in a double, so moving them there must not change their spread.
    const eighths = fc.array(
      fc.integer({ min: -8000, max: 8000 }).map((n) => n / 8),
      { minLength: 2, maxLength: 200 },
    );
    fc.assert(
      fc.property(eighths, (values) => {
        const near = of(values);
        const far = of(values.map((value) => value + 2 ** 40));
        expect(Math.abs(far.m2 - near.m2)).toBeLessThanOrEqual(1e-9 * near.m2);
        expect(Math.abs(far.mean - 2 ** 40 - near.mean)).toBeLessThanOrEqual(2 ** -12);
      }),
    );
  });
});

describe('mergeTwo', () => {
  it('takes nothing from an empty side', () => {
    const some = { count: 3, mean: 2, m2: 2 };
    expect(mergeTwo(NO_MOMENTS, some)).toBe(some);
    expect(mergeTwo(some, NO_MOMENTS)).toBe(some);
  });

  it('is the moments of both together', () => {
    expect(mergeTwo(of([1, 2, 3]), of([10]))).toEqual({ count: 4, mean: 4, m2: 50 });
  });
});
