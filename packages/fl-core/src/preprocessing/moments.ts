import type { Moments } from './types.ts';

export const NO_MOMENTS: Moments = { count: 0, mean: 0, m2: 0 };

/**
 * Moments of the numbers that `read` gives for `rows`; NaN is left out. Two passes, the second corrected
 * for the rounding of the mean (Chan, Golub & LeVeque 1983, eq. 1.7).
 */
export function momentsOf(rows: Uint32Array, read: (row: number) => number): Moments {
  let count = 0;
  let first = 0;
  let sum = 0;
  for (const row of rows) {
    const value = read(row);
    if (Number.isNaN(value)) continue;
    if (count === 0) first = value;
    // Sums of differences lose less than sums of large values.
    sum += value - first;
    count++;
  }
  if (count === 0) return NO_MOMENTS;
  const mean = first + sum / count;
  let squares = 0;
  let rest = 0;
  for (const row of rows) {
    const value = read(row);
    if (Number.isNaN(value)) continue;
    const difference = value - mean;
    squares += difference * difference;
    rest += difference;
  }
  return { count, mean, m2: Math.max(0, squares - (rest * rest) / count) };
}

/** Moments of two sets together (Chan, Golub & LeVeque 1979). */
export function mergeTwo(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const difference = b.mean - a.mean;
  return {
    count,
    mean: a.mean + difference * (b.count / count),
    m2: a.m2 + b.m2 + difference * difference * a.count * (b.count / count),
  };
}

/** Population standard deviation (divides by n); 0 without values. */
export const deviationOf = ({ count, m2 }: Moments): number => (count === 0 ? 0 : Math.sqrt(m2 / count));
