/** A table by columns: numbers in typed arrays, texts once each in a dictionary. Never leaves the worker. */
import { tidyName } from '../lib/name.ts';
import type { TableReading } from './reading.ts';

/** Code of a cell that reads as a date or a time; its value is in `times`. */
export const TIME_CODE = -1;

/**
 * One column. For row `r` (0-based, header not counted):
 * - `values[r]` is the cell's number, and NaN for every cell that is not a number;
 * - `codes` is null when no cell holds anything but numbers. Otherwise `codes[r]` is 0 for a number or a
 *   missing cell, `k ≥ 1` for the text `texts[k − 1]`, `TIME_CODE` for a date or time, and below
 *   `TIME_CODE` for a text that was not kept (the code is its hash, so equal texts have equal codes);
 * - `times[r]` is milliseconds since 1970 on the site's clock, counted as if that clock were UTC: a time
 *   without a zone as it is written, one with a zone as the site's clock showed it (UTC when no time zone was
 *   given to the reader); NaN elsewhere. Null when no cell of the column reads as a date or time.
 *
 * A cell is missing when it is empty or holds a missing marker (NA, N/A, NaN, null, among numbers also “-” and
 * the like: see `missing-markers.ts`); the table's `reading` counts them.
 */
export interface Column {
  readonly name: string;
  readonly values: Float64Array;
  readonly codes: Int32Array | null;
  readonly texts: readonly string[];
  readonly times: Float64Array | null;
}

/** Something odd about the file's shape; `quality/` puts it into words. */
export interface TableNote {
  readonly code:
    | 'DUPLICATE_HEADER'
    | 'HEADER_WITHOUT_NAME'
    | 'ROW_TOO_SHORT'
    | 'ROW_TOO_LONG'
    | 'QUOTE_NOT_CLOSED';
  /** The column's name in the table; null for notes about rows. */
  readonly column: string | null;
  readonly count: number;
  /** At most five row numbers, as a spreadsheet shows them. */
  readonly rows: readonly number[];
}

export interface Table {
  readonly fileName: string;
  readonly bytes: number;
  readonly rows: number;
  /** In the order of the file, each name once: a repeated header becomes `name (2)`. */
  readonly columns: readonly Column[];
  readonly notes: readonly TableNote[];
  /** How many data rows came before each blank line of the file, ascending; blank lines are not rows. */
  readonly blankLines: Uint32Array;
  /** How the file was read; a table that was not read from a file has none. */
  readonly reading?: TableReading | undefined;
}

/** The column of that name: exactly once tidied, else ignoring case. */
export function findColumn(table: Table, name: string): Column | undefined {
  const wanted = tidyName(name);
  const lower = wanted.toLowerCase();
  return (
    table.columns.find((column) => column.name === wanted) ??
    table.columns.find((column) => column.name.toLowerCase() === lower)
  );
}

/** The number a spreadsheet shows beside row `row` (0-based): the header is row 1, blank lines count. */
export function rowNumber(table: Pick<Table, 'blankLines'>, row: number): number {
  let low = 0;
  let high = table.blankLines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((table.blankLines[middle] ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  return row + 2 + low;
}

/** Is there nothing in the cell? */
export function isMissing(column: Column, row: number): boolean {
  const value = column.values[row] ?? Number.NaN;
  return Number.isNaN(value) && (column.codes === null || column.codes[row] === 0);
}

/** The cell as text: null when missing; numbers as JavaScript writes them, times in ISO 8601 (UTC). */
export function cellText(column: Column, row: number): string | null {
  const code = column.codes?.[row] ?? 0;
  if (code > 0) return column.texts[code - 1] ?? null;
  if (code === TIME_CODE) {
    const time = new Date(column.times?.[row] ?? Number.NaN);
    return Number.isNaN(time.getTime()) ? null : time.toISOString();
  }
  if (code < TIME_CODE) return '(a long or rare text)';
  const value = column.values[row] ?? Number.NaN;
  return Number.isNaN(value) ? null : String(value);
}
