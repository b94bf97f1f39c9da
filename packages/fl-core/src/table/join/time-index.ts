/** The rows of a source in order of subject and time, for looking readings up. */
import { NOBODY } from './subjects.ts';

/** No reading was found. */
export const NONE = -1;

export interface TimeIndex {
  /** Rows with a time (and a subject, where there are subjects), by subject, then time, then place in the file. */
  readonly order: Uint32Array;
  /** `order[starts[s]]` is the first row of subject `s`; one longer than there are subjects. */
  readonly starts: Uint32Array;
}

/**
 * Sorts once: O(n log n), or O(n) when the file is in order of time already. `subjects` is null where the
 * source is matched on time alone: all rows are then subject 0.
 */
export function createTimeIndex(
  times: Float64Array,
  subjects: Int32Array | null,
  subjectCount: number,
): TimeIndex {
  const byTime = sortedByTime(times, subjects);
  const starts = new Uint32Array((subjects === null ? 1 : subjectCount) + 1);
  if (subjects === null) {
    starts[1] = byTime.length;
    return { order: byTime, starts };
  }
  for (const row of byTime) {
    const next = (subjects[row] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let s = 1; s < starts.length; s++) starts[s] = (starts[s] ?? 0) + (starts[s - 1] ?? 0);
  const order = new Uint32Array(byTime.length);
  const filled = starts.slice();
  for (const row of byTime) {
    const subject = subjects[row] ?? 0;
    const at = filled[subject] ?? 0;
    order[at] = row;
    filled[subject] = at + 1;
  }
  return { order, starts };
}

function sortedByTime(times: Float64Array, subjects: Int32Array | null): Uint32Array {
  const rows = new Uint32Array(times.length);
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  let sorted = true;
  for (let row = 0; row < times.length; row++) {
    const time = times[row] ?? Number.NaN;
    if (Number.isNaN(time) || subjects?.[row] === NOBODY) continue;
    rows[count++] = row;
    if (time < last) sorted = false;
    last = time;
  }
  const used = rows.slice(0, count);
  if (!sorted) used.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  return used;
}

/**
 * The row whose reading `subject` has at `at` (milliseconds), or `NONE`. Of several readings of one time the
 * last in the file counts; of two equally near, the earlier. `tolerance` in milliseconds, inclusive.
 */
export function findReading(
  { order, starts }: TimeIndex,
  times: Float64Array,
  subject: number,
  at: number,
  tolerance: number,
  nearest: boolean,
): number {
  const first = starts[subject] ?? 0;
  const end = starts[subject + 1] ?? first;
  const after = upperBound(order, times, first, end, at);
  const before = after > first ? (order[after - 1] ?? NONE) : NONE;
  const age = before === NONE ? Number.POSITIVE_INFINITY : at - (times[before] ?? Number.NaN);
  if (nearest && age > 0 && after < end) {
    const next = times[order[after] ?? 0] ?? Number.NaN;
    const wait = next - at;
    if (wait < age && wait <= tolerance) return order[upperBound(order, times, after, end, next) - 1] ?? NONE;
  }
  return age <= tolerance ? before : NONE;
}

/** The first place in `[from, to)` whose time is after `at`. */
function upperBound(order: Uint32Array, times: Float64Array, from: number, to: number, at: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[order[middle] ?? 0] ?? Number.NaN) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
