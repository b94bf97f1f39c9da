/** Times that come twice, and times that do not come. */
import { type Column, rowNumber, type Table } from '../../table/index.ts';
import type { StudyColumns } from '../study-columns.ts';
import type { Finding } from '../types.ts';
import { countOf, createTally, finding, quoted } from '../words.ts';
import { repeatedRows } from './repeats.ts';

/** So many of the steps in time must be alike before a longer one counts as a gap. */
const REGULAR = 0.8;
/** A step of that many times the usual one is a gap: at least one reading is not there. */
const GAP = 1.5;
const SAMPLED = 10_001;
const UNITS: readonly (readonly [number, string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
];

/** Where a row is of another subject than the one before; null without a subject column. */
export function subjectBreaks(table: Table, subject: Column | undefined): Uint8Array | null {
  if (!subject) return null;
  const breaks = new Uint8Array(table.rows);
  const { values, codes } = subject;
  for (let row = 1; row < table.rows; row++) {
    const same = Object.is(values[row], values[row - 1]) && (codes === null || codes[row] === codes[row - 1]);
    if (!same) breaks[row] = 1;
  }
  return breaks;
}

/** `repeated` are rows that repeat another one wholly: they are told of already. */
export function checkTimes(
  table: Table,
  { timestamp, subject }: StudyColumns,
  breaks: Uint8Array | null,
  repeated: Uint32Array,
): Finding[] {
  const times = timestamp?.times;
  if (!timestamp || !times) return [];
  return [...sameTimes(table, timestamp, times, subject, repeated), ...gaps(table, timestamp, times, breaks)];
}

function sameTimes(
  table: Table,
  timestamp: Column,
  times: Float64Array,
  subject: Column | undefined,
  repeated: Uint32Array,
): Finding[] {
  const known = new Set(repeated);
  const tally = createTally();
  for (const row of repeatedRows(table, subject ? [timestamp, subject] : [timestamp])) {
    if (!known.has(row) && !Number.isNaN(times[row] ?? Number.NaN)) tally.add(() => rowNumber(table, row));
  }
  if (tally.count === 0) return [];
  const rows = countOf(tally.count, 'row has', 'rows have');
  const message = subject
    ? `${rows} the same ${quoted(timestamp.name)} as an earlier row of the same ${quoted(subject.name)}, but other values.`
    : `${rows} the same ${quoted(timestamp.name)} as an earlier row. That is as it should be if the file holds several patients or sensors.`;
  return [finding(subject ? 'warning' : 'info', 'DUPLICATE_TIMESTAMPS', timestamp.name, tally, message)];
}

/** Steps between readings of one subject in the order of the file; unordered times are put in order first. */
function gaps(table: Table, timestamp: Column, times: Float64Array, breaks: Uint8Array | null): Finding[] {
  let ordered = times;
  let inFile = true;
  const falls = (row: number): boolean =>
    breaks?.[row] !== 1 && (times[row] ?? Number.NaN) < (times[row - 1] ?? Number.NaN);
  for (let row = 1; row < times.length && inFile; row++) if (falls(row)) inFile = false;
  if (!inFile) {
    // Row numbers cannot be told of sorted times, and subjects would be mixed up.
    if (breaks) return [];
    ordered = times.filter((time) => !Number.isNaN(time)).sort();
  }
  const stepAt = (row: number): number =>
    inFile && breaks?.[row] === 1
      ? Number.NaN
      : (ordered[row] ?? Number.NaN) - (ordered[row - 1] ?? Number.NaN);
  const usual = usualStep(ordered.length, stepAt);
  if (usual === null) return [];
  const tally = createTally();
  let longest = 0;
  let absent = 0;
  for (let row = 1; row < ordered.length; row++) {
    const step = stepAt(row);
    if (!(step > usual * GAP)) continue;
    tally.add(() => rowNumber(table, row));
    absent += Math.round(step / usual) - 1;
    if (step > longest) longest = step;
  }
  if (tally.count === 0) return [];
  const message = `Readings come every ${lengthOf(usual)}, but there ${tally.count === 1 ? 'is a gap' : `are ${countOf(tally.count, 'gap')}`} in time: ${countOf(absent, 'reading is', 'readings are')} not in the file. The longest gap is ${lengthOf(longest)}.`;
  const severity = absent > 0.05 * ordered.length ? 'warning' : 'info';
  return [
    finding(
      severity,
      'TIME_GAPS',
      timestamp.name,
      { count: tally.count, rows: inFile ? tally.rows : [] },
      message,
    ),
  ];
}

/** The median step of a regular series, in milliseconds; null where steps are irregular. */
function usualStep(rows: number, stepAt: (row: number) => number): number | null {
  const stride = Math.max(1, Math.floor(rows / SAMPLED));
  const steps: number[] = [];
  for (let row = 1; row < rows; row += stride) {
    const step = stepAt(row);
    if (step > 0) steps.push(step);
  }
  if (steps.length < 10) return null;
  const sorted = Float64Array.from(steps).sort();
  const median = sorted[sorted.length >> 1] ?? 0;
  const alike = steps.filter((step) => Math.abs(step - median) <= 0.1 * median).length;
  return alike >= REGULAR * steps.length ? median : null;
}

/** `an hour` is `1 hour`, `36 hours`, `2.5 days`. */
function lengthOf(milliseconds: number): string {
  const [size, unit] = UNITS.find(([length]) => milliseconds >= length) ?? [1000, 'second'];
  const count = Number((milliseconds / size).toFixed(1));
  return `${count.toLocaleString('en-GB')} ${unit}${count === 1 ? '' : 's'}`;
}
