/** Quantiles and the median absolute deviation, exactly, from distinct values and their counts. */
import type { Distribution } from './distribution.ts';

export type Quantile = (share: number) => number | null;

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
export function quantilesOf({ values, counts, count }: Distribution): Quantile {
  const ends = new Float64Array(values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += counts[i] ?? 0;
    ends[i] = sum;
  }
  /** The value at place `order` (0-based) of the sorted column. */
  const at = (order: number): number => {
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] ?? 0) > order) high = middle;
      else low = middle + 1;
    }
    return values[low] ?? 0;
  };
  return (share) => {
    if (count === 0) return null;
    const place = (count - 1) * share;
    const below = Math.floor(place);
    return between(at(below), at(Math.min(below + 1, count - 1)), place - below);
  };
}

/** From the nearer end, so that both ends are met exactly. */
function between(a: number, b: number, t: number): number {
  const span = b - a;
  if (!Number.isFinite(span)) return a * (1 - t) + b * t;
  return t < 0.5 ? a + span * t : b - span * (1 - t);
}

/** Median of |x − median|, unscaled; null without values. Walks outwards from the median. */
export function medianDeviation(
  { values, counts, count }: Distribution,
  median: number | null,
): number | null {
  if (count === 0 || median === null) return null;
  let right = 0;
  while (right < values.length && (values[right] ?? 0) < median) right++;
  let left = right - 1;
  let seen = 0;
  const lower = (count - 1) >>> 1;
  const upper = count >>> 1;
  let first: number | null = null;
  for (;;) {
    const down = left >= 0 ? median - (values[left] ?? 0) : Number.POSITIVE_INFINITY;
    const up = right < values.length ? (values[right] ?? 0) - median : Number.POSITIVE_INFINITY;
    const distance = Math.min(down, up);
    const leftwards = right >= values.length || (left >= 0 && down <= up);
    seen += (leftwards ? counts[left--] : counts[right++]) ?? 0;
    if (first === null && seen > lower) first = distance;
    if (seen > upper || (left < 0 && right >= values.length)) {
      const middle = ((first ?? distance) + distance) / 2;
      return Number.isFinite(middle) ? middle : null;
    }
  }
}
