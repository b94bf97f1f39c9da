import type { Vector } from './check-update.ts';

/** Up to here insertion beats the call into the built-in sort. */
const FEW = 40;

function sortFew(values: Float64Array): void {
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    let at = i - 1;
    while (at >= 0 && (values[at] as number) > value) {
      values[at + 1] = values[at] as number;
      at--;
    }
    values[at + 1] = value;
  }
}

/**
 * One number for each coordinate, from that coordinate's values of all vectors in
 * ascending order.
 * @param reduce gets the same array every time, to read only
 */
export function reduceColumns(
  vectors: readonly Vector[],
  length: number,
  reduce: (sorted: Float64Array) => number,
): Float64Array {
  const column = new Float64Array(vectors.length);
  const sort = vectors.length <= FEW ? sortFew : (values: Float64Array) => void values.sort();
  const result = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    for (let j = 0; j < vectors.length; j++) column[j] = vectors[j]?.[i] as number;
    sort(column);
    result[i] = reduce(column);
  }
  return result;
}

/** The middle value, or the mean of the two in the middle. */
export function medianOfSorted(sorted: Float64Array): number {
  const middle = sorted.length >>> 1;
  const high = sorted[middle] as number;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] as number) + high) / 2;
}

/** The mean of the values from `from` up to, not including, `to`. */
export function meanOfSlice(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] as number;
  return sum / (to - from);
}
