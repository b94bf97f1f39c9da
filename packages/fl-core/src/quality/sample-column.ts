import { type Column, cellText, type Table, TIME_CODE } from '../table/index.ts';
import { booleanReader } from './feature-values.ts';

/** More distinct values than this are not listed. */
const MOST_VALUES = 60;
/** Enough readings for a plausible range, taken evenly over the file. */
const MOST_READINGS = 20_000;

/** What a column of a sample holds, as far as guessing its part in a study needs. */
export interface SampleColumn {
  readonly name: string;
  readonly present: number;
  readonly numbers: number;
  readonly times: number;
  readonly texts: number;
  readonly whole: boolean;
  /** Every value reads as yes or no. */
  readonly yesNo: boolean;
  /** Each distinct value as text with its count, most frequent first; null when there are too many. */
  readonly values: readonly (readonly [text: string, count: number])[] | null;
  /** Up to 20,000 numbers, ascending. */
  readonly readings: Float64Array;
}

/** Looks through a column once. */
export function lookThrough(table: Table, column: Column): SampleColumn {
  const { values, codes } = column;
  const isYesNo = booleanReader(column);
  const every = Math.max(1, Math.ceil(table.rows / MOST_READINGS));
  const readings: number[] = [];
  const distinct = new Map<number | string, { text: string; count: number }>();
  let present = 0;
  let numbers = 0;
  let times = 0;
  let whole = true;
  let yesNo = true;
  for (let row = 0; row < table.rows; row++) {
    const value = values[row] ?? Number.NaN;
    const code = codes?.[row] ?? 0;
    if (code === 0 && Number.isNaN(value)) continue;
    present++;
    if (code === TIME_CODE) times++;
    else if (code === 0) {
      numbers++;
      whole &&= Number.isInteger(value);
      if (row % every === 0) readings.push(value);
    }
    yesNo &&= isYesNo(row) >= 0;
    const key = code === 0 ? value : code === TIME_CODE ? `time ${column.times?.[row]}` : `text ${code}`;
    const known = distinct.get(key);
    if (known) known.count++;
    else if (distinct.size <= MOST_VALUES) {
      distinct.set(key, { text: cellText(column, row) ?? '', count: 1 });
    }
  }
  const listed = [...distinct.values()].sort((a, b) => b.count - a.count);
  return {
    name: column.name,
    present,
    numbers,
    times,
    texts: present - numbers - times,
    whole,
    yesNo: yesNo && present > 0,
    values: listed.length > MOST_VALUES ? null : listed.map(({ text, count }) => [text, count] as const),
    readings: Float64Array.from(readings).sort(),
  };
}
