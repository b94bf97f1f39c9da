/** Collects one column cell by cell, straight from bytes. */
import { createBlocks } from './blocks.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { parseNumber } from './parse-number.ts';
import { parseTime } from './parse-time.ts';
import { type Column, TIME_CODE } from './table.ts';

const SPACE = 32;
const MISSING = new Set(['na', 'n/a', 'nan', 'null', '#n/a', '<na>']);
const LONGEST_MISSING = 4;

export interface ColumnBuilder {
  /** Sets the cell of `row`; rows may be skipped (missing) but not revisited with another content. */
  put(row: number, bytes: Uint8Array, start: number, end: number): void;
  /** The finished column; `empty` is an all-NaN array of `rows` that columns without numbers share. */
  finish(name: string, rows: number, empty: Float64Array): Column;
}

export function createColumnBuilder(): ColumnBuilder {
  const values = createBlocks((length) => new Float64Array(length), Number.NaN);
  const codes = createBlocks((length) => new Int32Array(length), 0);
  const times = createBlocks((length) => new Float64Array(length), Number.NaN);
  let dictionary: Dictionary | null = null;

  const putOther = (row: number, bytes: Uint8Array, start: number, end: number): void => {
    if (isNoBreakSpace(bytes, start) || isNoBreakSpace(bytes, end - 2)) {
      while (end - start >= 2 && isNoBreakSpace(bytes, end - 2)) end -= 2;
      while (end - start >= 2 && isNoBreakSpace(bytes, start)) start += 2;
      put(row, bytes, start, end);
      return;
    }
    if (isMissing(bytes, start, end)) return;
    const time = parseTime(bytes, start, end);
    if (!Number.isNaN(time)) {
      times.set(row, time);
      codes.set(row, TIME_CODE);
      return;
    }
    dictionary ??= createDictionary();
    codes.set(row, dictionary.codeOf(bytes, start, end));
  };

  const put = (row: number, bytes: Uint8Array, start: number, end: number): void => {
    while (start < end && (bytes[start] ?? 0) <= SPACE) start++;
    while (end > start && (bytes[end - 1] ?? 0) <= SPACE) end--;
    if (start === end) return;
    const number = parseNumber(bytes, start, end);
    if (Number.isNaN(number)) putOther(row, bytes, start, end);
    else values.set(row, number);
  };

  return {
    put,
    finish: (name, rows, empty) => ({
      name,
      values: values.used ? values.join(rows) : empty,
      codes: codes.used ? codes.join(rows) : null,
      texts: dictionary?.texts ?? [],
      times: times.used ? times.join(rows) : null,
    }),
  };
}

/** Excel writes no-break spaces (C2 A0 in UTF-8) around numbers. */
const isNoBreakSpace = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xc2 && bytes[at + 1] === 0xa0;

/** The words that stand for nothing; an empty cell never comes here. */
function isMissing(bytes: Uint8Array, start: number, end: number): boolean {
  // N, n, # or <: no other first letter is worth a look.
  const first = bytes[start];
  if (end - start > LONGEST_MISSING || (first !== 78 && first !== 110 && first !== 35 && first !== 60))
    return false;
  let word = '';
  for (let i = start; i < end; i++) word += String.fromCharCode(bytes[i] ?? 0);
  return MISSING.has(word.toLowerCase());
}
