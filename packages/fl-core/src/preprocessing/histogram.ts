import { deviationOf } from './moments.ts';
import type { Histogram, Moments } from './types.ts';

/** Where the bins lie, in standard deviations from the mean: finest where the median is, coarse in the tails. */
const SEGMENTS = [
  { from: -6, to: -3, bins: 8 },
  { from: -3, to: -1, bins: 24 },
  { from: -1, to: 1, bins: 64 },
  { from: 1, to: 3, bins: 24 },
  { from: 3, to: 6, bins: 8 },
] as const;

/**
 * Edges of at most 128 bins for a column with these moments, strictly ascending.
 *
 * They reach from the range's low end or six standard deviations below the mean, whichever is nearer, to
 * the same above. Half of the bins lie within one standard deviation of the mean, for there the median is
 * (|mean − median| ≤ sd, Hotelling & Solomons 1932): its bin is at most sd / 32 wide. Wide bins in the
 * tails tell little of the few rows there.
 */
export function edgesFor(moments: Moments, range: readonly [number, number] | undefined): number[] {
  const { mean } = moments;
  const sd = deviationOf(moments);
  // One bin around a constant (or nothing): its middle is the value.
  const around = Math.max(0.5, Math.abs(mean) * 1e-6);
  if (!(sd > Math.abs(mean) * 1e-12)) return [mean - around, mean + around];
  const [least, most] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const edges: number[] = [];
  for (const { from, to, bins } of SEGMENTS) {
    const low = Math.max(mean + from * sd, least);
    const high = Math.min(mean + to * sd, most);
    const count = Math.ceil((bins * (high - low)) / ((to - from) * sd) - 1e-9);
    for (let bin = 0; bin < count; bin++) edges.push(low + ((high - low) * bin) / count);
  }
  edges.push(Math.min(mean + 6 * sd, most));
  const ascending = edges.filter((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge));
  return ascending.length < 2 ? [mean - around, mean + around] : ascending;
}

/** Are these edges that can be binned between? */
export const areEdges = (edges: readonly number[]): boolean =>
  edges.length >= 2 &&
  edges.every((edge, index) => Number.isFinite(edge) && (index === 0 || edge > (edges[index - 1] ?? edge)));

/** The bin between these edges that holds `value`; one beyond them is in the first or the last. */
export function binOf(edges: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (value >= (edges[middle] ?? 0)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Counts between `edges`; a value beyond them counts in the first or the last bin, NaN nowhere. */
export function countBetween(
  edges: readonly number[],
  rows: Uint32Array,
  read: (row: number) => number,
): number[] {
  const bounds = Float64Array.from(edges);
  const counts = new Float64Array(bounds.length - 1);
  for (const row of rows) {
    const value = read(row);
    if (Number.isNaN(value)) continue;
    const bin = binOf(bounds, value);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return [...counts];
}

/** The value below which the share `q` lies, interpolated linearly in its bin; null without values. */
export function quantileOf({ edges, counts }: Histogram, q: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const target = q * total;
  let below = 0;
  let value = edges[0] ?? 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin] ?? 0;
    if (count === 0) continue;
    const low = edges[bin] ?? 0;
    const high = edges[bin + 1] ?? low;
    if (below + count >= target) {
      // Half the rows below this bin and half in it or above: the median is between the two.
      return low + ((target - below) / count) * (high - low);
    }
    below += count;
    value = high;
  }
  return value;
}
