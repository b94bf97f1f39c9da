/** Looks every base row's reading up in one source. */

import { medianOf } from './source-clock.ts';
import { NOBODY } from './subjects.ts';
import { findReading, NONE, type TimeIndex } from './time-index.ts';

export interface Matches {
  /** The source's row for each base row, or `NONE`. */
  readonly rows: Int32Array;
  readonly matched: number;
  /** Different source rows that were taken. */
  readonly rowsUsed: number;
  /** In seconds. */
  readonly age: { readonly median: number; readonly max: number } | null;
}

export interface Matching {
  readonly baseTimes: Float64Array;
  /** Null when the two are matched on time alone. */
  readonly baseSubjects: Int32Array | null;
  readonly times: Float64Array;
  readonly index: TimeIndex;
  readonly toleranceSeconds: number;
  readonly nearest: boolean;
}

/** O(n log m). A base row without a time, or without a subject where subjects matter, finds nothing. */
export function matchSource(matching: Matching): Matches {
  const { baseTimes, baseSubjects, times, index, toleranceSeconds, nearest } = matching;
  const rows = new Int32Array(baseTimes.length).fill(NONE);
  const ages = new Float64Array(baseTimes.length);
  const used = new Uint8Array(times.length);
  let matched = 0;
  let rowsUsed = 0;
  let max = 0;
  for (let row = 0; row < rows.length; row++) {
    const at = baseTimes[row] ?? Number.NaN;
    const subject = baseSubjects?.[row] ?? 0;
    if (Number.isNaN(at) || subject === NOBODY) continue;
    const found = findReading(index, times, subject, at, toleranceSeconds * 1000, nearest);
    if (found === NONE) continue;
    const age = Math.abs(at - (times[found] ?? at)) / 1000;
    rows[row] = found;
    ages[matched++] = age;
    if (age > max) max = age;
    if (used[found] === 0) rowsUsed++;
    used[found] = 1;
  }
  const median = matched === 0 ? null : medianOf(ages.subarray(0, matched));
  return { rows, matched, rowsUsed, age: median === null ? null : { median, max } };
}

/** Readings that another of the same time and subject, further down the file, takes the place of. */
export function countDuplicates(times: Float64Array, { order, starts }: TimeIndex): number {
  let count = 0;
  for (let s = 0; s + 1 < starts.length; s++) {
    for (let i = (starts[s] ?? 0) + 1; i < (starts[s + 1] ?? 0); i++) {
      if (times[order[i] ?? 0] === times[order[i - 1] ?? 0]) count++;
    }
  }
  return count;
}
