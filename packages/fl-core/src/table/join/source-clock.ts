/** How a file lies in time: its span, its cadence, the rows without a usable time. */
import { type Column, findColumn, rowNumber, type Table } from '../table.ts';
import { createSubjectNumbers } from './subjects.ts';
import { createTimeIndex, type TimeIndex } from './time-index.ts';
import type { RowExamples, SourceClock, TimeSpan } from './types.ts';

const EXAMPLES = 5;
const MIN_TOLERANCE = 60;

/** Milliseconds since 1970 by row, NaN where there is no usable time. Null: no cell of the column is a time. */
export const timesOf = (column: Column | undefined): Float64Array | null => column?.times ?? null;

/** The rows for which `holds`, counted, with their first few row numbers. */
export function examplesOf(table: Table, holds: (row: number) => boolean): RowExamples {
  const rows: number[] = [];
  let count = 0;
  for (let row = 0; row < table.rows; row++) {
    if (!holds(row)) continue;
    count++;
    if (rows.length < EXAMPLES) rows.push(rowNumber(table, row));
  }
  return { count, rows };
}

/** A file that stands alone, described. `time` and `subject` are column names; a file may lack either. */
export function sourceClock(table: Table, time: string, subject: string | undefined): SourceClock {
  const times = timesOf(findColumn(table, time));
  if (times === null) {
    return {
      rows: table.rows,
      timeless: examplesOf(table, () => true),
      cadenceSeconds: null,
      span: null,
    };
  }
  const column = subject === undefined ? undefined : findColumn(table, subject);
  const numbers = createSubjectNumbers();
  const subjects = column ? numbers.of(column) : null;
  return clockOf(table, times, createTimeIndex(times, subjects, numbers.count));
}

export const clockOf = (table: Table, times: Float64Array, index: TimeIndex): SourceClock => ({
  rows: table.rows,
  timeless: examplesOf(table, (row) => Number.isNaN(times[row])),
  cadenceSeconds: cadenceOf(times, index),
  span: spanOf(times),
});

function spanOf(times: Float64Array): TimeSpan | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    if (time < from) from = time;
    if (time > to) to = time;
  }
  return from <= to ? { from, to } : null;
}

/** Median interval between different times of one subject, in seconds; null when no subject has two. */
function cadenceOf(times: Float64Array, { order, starts }: TimeIndex): number | null {
  const intervals = new Float64Array(order.length);
  let count = 0;
  for (let s = 0; s + 1 < starts.length; s++) {
    for (let i = (starts[s] ?? 0) + 1; i < (starts[s + 1] ?? 0); i++) {
      const interval = (times[order[i] ?? 0] ?? 0) - (times[order[i - 1] ?? 0] ?? 0);
      if (interval > 0) intervals[count++] = interval;
    }
  }
  return count === 0 ? null : medianOf(intervals.subarray(0, count)) / 1000;
}

/** Sorts `values` in place. */
export function medianOf(values: Float64Array): number {
  values.sort();
  const half = values.length >>> 1;
  const upper = values[half] ?? Number.NaN;
  return values.length % 2 === 1 ? upper : ((values[half - 1] ?? Number.NaN) + upper) / 2;
}

/** 1.5 median intervals, so that one late reading is forgiven; at least a minute. In whole seconds. */
export const defaultTolerance = (cadenceSeconds: number | null): number =>
  Math.max(MIN_TOLERANCE, Math.round(1.5 * (cadenceSeconds ?? 0)));
