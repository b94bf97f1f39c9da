/** Which decimal mark one column has: the file's, unless all its numbers have the other one. */
import { createBlocks } from './blocks.ts';
import { type Decimal, parseGroupedNumber } from './grouped-number.ts';
import { parseNumber } from './parse-number.ts';
import type { Column } from './table.ts';

const COMMA = 44;
export const POINT = 46;

type Cells = Pick<Column, 'values' | 'codes' | 'texts'>;

export interface DecimalMarks {
  /** A cell that is a number with the file's mark. */
  number(row: number, bytes: Uint8Array, start: number, end: number): void;
  /** A cell that is none. */
  other(row: number, bytes: Uint8Array, start: number, end: number): void;
  /** The column's mark; null where its numbers have none. */
  decide(): Decimal | null;
  /** The cells, read anew where the column has the other mark. */
  read(cells: Cells, rows: number, empty: Float64Array): Cells;
}

/** `mark` is the byte of the file's decimal mark; the other one then separates thousands, or is a column's own. */
export function createDecimalMarks(mark: number): DecimalMarks {
  const otherMark = mark === COMMA ? POINT : COMMA;
  /** Numbers that have the other mark. */
  const others = createBlocks((length) => new Float64Array(length), Number.NaN);
  /** 1 where a number such as 1.234 was taken for 1234, and would be 1.234 with the other mark. */
  const grouped = createBlocks((length) => new Uint8Array(length), 0);
  let own = false;

  const swapped = () => others.used && !own;

  return {
    number(row, bytes, start, end) {
      if (own) return;
      let marks = 0;
      for (let i = start; i < end; i++) {
        const byte = bytes[i];
        if (byte === mark) own = true;
        else if (byte === otherMark) marks++;
      }
      // 1.234.567 has no decimals in any reading of the point.
      if (marks > 1) own = true;
      else if (marks === 1) grouped.set(row, 1);
    },
    other(row, bytes, start, end) {
      if (own) return;
      let number = parseNumber(bytes, start, end, otherMark);
      if (Number.isNaN(number)) number = parseGroupedNumber(bytes, start, end, otherMark);
      if (!Number.isNaN(number)) others.set(row, number);
    },
    decide() {
      if (own) return nameOf(mark);
      return swapped() ? nameOf(otherMark) : null;
    },
    read(cells, rows, empty) {
      if (!swapped()) return cells;
      const values = cells.values === empty ? new Float64Array(empty) : cells.values;
      const numbers = others.join(rows);
      const thousands = grouped.used ? grouped.join(rows) : null;
      const codes = cells.codes;
      for (let row = 0; row < rows; row++) {
        const number = numbers[row] ?? Number.NaN;
        if (!Number.isNaN(number)) {
          values[row] = number;
          if (codes) codes[row] = 0;
        } else if (thousands?.[row] === 1) values[row] = (values[row] ?? 0) / 1000;
      }
      return { values, ...onlyUsed(codes, cells.texts) };
    },
  };
}

const nameOf = (mark: number): Decimal => (mark === COMMA ? 'comma' : 'point');

/** The texts that still occur, numbered anew. */
function onlyUsed(codes: Int32Array | null, texts: readonly string[]): Pick<Cells, 'codes' | 'texts'> {
  if (codes === null) return { codes, texts };
  const used = new Uint8Array(texts.length);
  let left = false;
  for (const code of codes) {
    if (code > 0) used[code - 1] = 1;
    left ||= code !== 0;
  }
  let next = 0;
  const renumbered = texts.map((_, index) => (used[index] ? ++next : 0));
  codes.forEach((code, row) => {
    if (code > 0) codes[row] = renumbered[code - 1] ?? 0;
  });
  return { codes: left ? codes : null, texts: texts.filter((_, index) => used[index]) };
}
