/** Collects one column cell by cell, straight from bytes. */
import { createBlocks } from './blocks.ts';
import { type ColumnTimes, decideDateOrder } from './decide-date-order.ts';
import { decideTexts, type MarkerCount, type TextChoices } from './decide-texts.ts';
import { type DecimalMarks, POINT } from './decimal-marks.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { type Decimal, parseGroupedNumber } from './grouped-number.ts';
import { BOTH, DAY_FIRST, type DateOrder, MONTH_FIRST, parseDayMonth, SAME } from './parse-day-month.ts';
import { parseNumber } from './parse-number.ts';
import { namesZone, parseTime } from './parse-time.ts';
import { type Column, TIME_CODE } from './table.ts';
import { CLOCK, EITHER_ORDER, FIRST_IS_DAY, FIRST_IS_MONTH, ZONED } from './time-forms.ts';

const SPACE = 32;

export interface ColumnChoices extends TextChoices {
  readonly dateOrder: DateOrder | null;
  /** Puts an instant on the site's clock; null leaves it in UTC. */
  readonly clock: ((instant: number) => number) | null;
}

/** A finished column, and what was decided for it. */
export interface BuiltColumn {
  readonly column: Column;
  readonly times: ColumnTimes | null;
  readonly markers: readonly MarkerCount[];
  /** Null where no number has one, or where only one kind can be. */
  readonly decimal: Decimal | null;
}

export interface ColumnBuilder {
  /** Sets the cell of `row`; rows may be skipped (missing) but not revisited with another content. */
  put(row: number, bytes: Uint8Array, start: number, end: number): void;
  /** The finished column; `empty` is an all-NaN array of `rows` that columns without numbers share. */
  finish(name: string, rows: number, empty: Float64Array, choices: ColumnChoices): BuiltColumn;
}

/** `point` is the byte of the file's decimal mark; without `marks` no column has another. */
export function createColumnBuilder(point: number = POINT, marks: DecimalMarks | null = null): ColumnBuilder {
  const values = createBlocks((length) => new Float64Array(length), Number.NaN);
  const codes = createBlocks((length) => new Int32Array(length), 0);
  const times = createBlocks((length) => new Float64Array(length), Number.NaN);
  const forms = createBlocks((length) => new Uint8Array(length), 0);
  let dictionary: Dictionary | null = null;

  const putTime = (row: number, time: number, form: number): void => {
    times.set(row, time);
    codes.set(row, TIME_CODE);
    forms.set(row, form);
  };

  const putOther = (row: number, bytes: Uint8Array, start: number, end: number): void => {
    if (isNoBreakSpace(bytes, start) || isNoBreakSpace(bytes, end - 2)) {
      while (end - start >= 2 && isNoBreakSpace(bytes, end - 2)) end -= 2;
      while (end - start >= 2 && isNoBreakSpace(bytes, start)) start += 2;
      put(row, bytes, start, end);
      return;
    }
    const first = bytes[start] ?? 0;
    if ((first >= 48 && first <= 57) || first === 45 || first === 43) {
      const number = parseGroupedNumber(bytes, start, end, point);
      if (!Number.isNaN(number)) {
        values.set(row, number);
        marks?.number(row, bytes, start, end);
        return;
      }
      const time = parseTime(bytes, start, end);
      if (!Number.isNaN(time)) {
        putTime(row, time, namesZone(bytes, start, end) ? ZONED : CLOCK);
        return;
      }
      const date = parseDayMonth(bytes, start, end);
      if (date) {
        putTime(row, date.time, FORMS[date.order]);
        return;
      }
    }
    marks?.other(row, bytes, start, end);
    dictionary ??= createDictionary();
    codes.set(row, dictionary.codeOf(bytes, start, end));
  };

  const put = (row: number, bytes: Uint8Array, start: number, end: number): void => {
    while (start < end && (bytes[start] ?? 0) <= SPACE) start++;
    while (end > start && (bytes[end - 1] ?? 0) <= SPACE) end--;
    if (start === end) return;
    const number = parseNumber(bytes, start, end, point);
    if (Number.isNaN(number)) {
      putOther(row, bytes, start, end);
      return;
    }
    values.set(row, number);
    marks?.number(row, bytes, start, end);
  };

  return {
    put,
    finish(name, rows, empty, choices) {
      const timeCells = times.used ? { times: times.join(rows), forms: forms.join(rows) } : null;
      const decided = timeCells && decideDateOrder(timeCells, choices);
      const cells = {
        values: values.used ? values.join(rows) : empty,
        codes: codes.used ? codes.join(rows) : null,
        texts: dictionary?.texts ?? [],
      };
      const decimal = marks?.decide() ?? null;
      const texts = decideTexts(marks?.read(cells, rows, empty) ?? cells, choices);
      return {
        column: { name, ...texts.cells, times: timeCells?.times ?? null },
        times: decided,
        markers: texts.markers,
        decimal,
      };
    },
  };
}

/** Forms by what `parseDayMonth` says of a date's order. */
const FORMS = {
  [BOTH]: EITHER_ORDER,
  [DAY_FIRST]: FIRST_IS_DAY,
  [MONTH_FIRST]: FIRST_IS_MONTH,
  [SAME]: CLOCK,
} as const;

/** Excel writes no-break spaces (C2 A0 in UTF-8) around numbers. */
const isNoBreakSpace = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xc2 && bytes[at + 1] === 0xa0;
