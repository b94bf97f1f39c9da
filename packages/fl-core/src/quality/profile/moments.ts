/** Mean, spread and shape of a distribution, with the corrections for bias that statisticians' tools make. */
import type { Distribution } from './distribution.ts';

export interface Shape {
  readonly mean: number | null;
  readonly std: number | null;
  readonly skewness: number | null;
  readonly kurtosis: number | null;
}

/** A figure that can be shown: what overflowed or does not exist is null. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * Sample standard deviation (n − 1), adjusted Fisher–Pearson skewness G1 and excess kurtosis G2 (Joanes and
 * Gill 1998). Sums are of deviations from the mean, in two passes.
 */
export function shapeOf({ values, counts, count: n }: Distribution): Shape {
  if (n === 0) return { mean: null, std: null, skewness: null, kurtosis: null };
  // Deviations from a value in the middle stay exact where all values are far from zero.
  const about = values[values.length >>> 1] ?? 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (counts[i] ?? 0) * ((values[i] ?? 0) - about);
  const offset = sum / n;
  const mean = about + offset;
  let rest = 0;
  let m2 = 0;
  let m3 = 0;
  let m4 = 0;
  for (let i = 0; i < values.length; i++) {
    const times = counts[i] ?? 0;
    const d = (values[i] ?? 0) - about - offset;
    const square = d * d;
    rest += times * d;
    m2 += times * square;
    m3 += times * square * d;
    m4 += times * square * square;
  }
  m2 -= (rest * rest) / n;
  const varies = values.length > 1 && m2 > 0;
  const skewness =
    varies && n > 2 ? ((n * Math.sqrt(n - 1)) / (n - 2)) * (m3 / (m2 * Math.sqrt(m2))) : Number.NaN;
  const adjustment = (3 * (n - 1) * (n - 1)) / ((n - 2) * (n - 3));
  const kurtosis =
    varies && n > 3
      ? ((n * (n + 1) * (n - 1)) / ((n - 2) * (n - 3))) * (m4 / m2 / m2) - adjustment
      : Number.NaN;
  return {
    mean: finite(mean),
    std: n > 1 ? finite(Math.sqrt(Math.max(0, m2) / (n - 1))) : null,
    skewness: finite(skewness),
    kurtosis: finite(kurtosis),
  };
}
