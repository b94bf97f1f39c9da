import { describe, expect, it } from 'vitest';
import { type CellValue, createTable } from '../table/index.ts';
import {
  booleanReader,
  categoryReader,
  countValues,
  MISSING,
  numericReader,
  UNLISTED,
} from './feature-values.ts';

const columnOf = (...cells: CellValue[]) => createTable('x.csv', [['x', cells]]).columns[0];
const readAll = (read: (row: number) => number, count: number) =>
  Array.from({ length: count }, (_, row) => read(row));

describe('readers', () => {
  it('numericReader gives NaN for missing, text, dates and implausible numbers', () => {
    const read = numericReader(columnOf(30, 29.9, 220, 221, 'x', null, '2024-01-01'), [30, 220]);
    expect(readAll(read, 7)).toEqual([30, Number.NaN, 220, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  it('booleanReader tells missing from neither yes nor no', () => {
    expect(readAll(booleanReader(columnOf('Yes', 0, null, 'x', 7, '2024-01-01')), 6)).toEqual([
      1,
      0,
      MISSING,
      UNLISTED,
      UNLISTED,
      UNLISTED,
    ]);
  });

  it('categoryReader matches exactly, then ignoring case, and numbers as numbers', () => {
    const read = categoryReader(columnOf('a', 'A', 'B', '1.0', '01', 'c', null), ['A', 'a', 'b', '1']);
    expect(readAll(read, 7)).toEqual([1, 0, 2, 3, 3, UNLISTED, MISSING]);
  });

  it('a column that is not there is missing in every row', () => {
    expect(numericReader(undefined, undefined)(0)).toBeNaN();
    expect(booleanReader(undefined)(0)).toBe(MISSING);
    expect(categoryReader(undefined, ['a'])(0)).toBe(MISSING);
    expect(countValues(undefined, Uint32Array.of(0)).size).toBe(0);
  });

  it('countValues counts texts and numbers of the given rows', () => {
    const counts = countValues(
      columnOf('a', 'b', 'a', 1, '1.0', null, '__proto__'),
      Uint32Array.of(0, 2, 3, 4, 5, 6),
    );
    expect([...counts]).toEqual([
      ['a', 2],
      ['__proto__', 1],
      ['1', 2],
    ]);
  });
});
