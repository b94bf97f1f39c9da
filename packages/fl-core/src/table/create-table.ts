import { seenName } from '../lib/name.ts';
import { type ColumnChoices, createColumnBuilder } from './column-builder.ts';
import type { Table } from './table.ts';

/** What a cell may hold when a table is made from values: null, undefined and NaN are missing. */
export type CellValue = string | number | boolean | null | undefined;

/**
 * A table from values at hand (readings, a form), read as `readCsv` would read the same text. Columns
 * that are shorter than the longest end in missing cells.
 */
export function createTable(
  fileName: string,
  columns: readonly (readonly [name: string, cells: readonly CellValue[]])[],
): Table {
  const rows = columns.reduce((most, [, cells]) => Math.max(most, cells.length), 0);
  const empty = new Float64Array(rows).fill(Number.NaN);
  const encoder = new TextEncoder();
  return {
    fileName,
    bytes: 0,
    rows,
    columns: columns.map(([name, cells]) => {
      const builder = createColumnBuilder();
      cells.forEach((cell, row) => {
        if (cell === null || cell === undefined) return;
        const bytes = encoder.encode(String(cell));
        builder.put(row, bytes, 0, bytes.length);
      });
      return builder.finish(seenName(name), rows, empty, AS_GIVEN).column;
    }),
    notes: [],
    blankLines: new Uint32Array(0),
  };
}

const AS_GIVEN: ColumnChoices = {
  dateOrder: null,
  clock: null,
  missing: new Set(),
  notMissing: new Set(),
};
