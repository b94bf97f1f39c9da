/** A column read through an index of rows. */
import type { Column } from '../table.ts';
import { NONE } from './time-index.ts';

/** Row `r` of the result is row `rows[r]` of the column, or missing where that is `NONE`. */
export function takeRows(column: Column, rows: Int32Array): Column {
  const { name, values, codes, texts, times } = column;
  const taken = new Float64Array(rows.length);
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r] ?? NONE;
    taken[r] = row === NONE ? Number.NaN : (values[row] ?? Number.NaN);
  }
  return {
    name,
    values: taken,
    codes: codes && Int32Array.from(rows, (row) => (row === NONE ? 0 : (codes[row] ?? 0))),
    texts,
    times:
      times && Float64Array.from(rows, (row) => (row === NONE ? Number.NaN : (times[row] ?? Number.NaN))),
  };
}
