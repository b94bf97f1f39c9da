/** Rows that repeat an earlier one. */
import type { Column, Table } from '../../table/index.ts';

/** How many rows equal an earlier row in every column; missing equals missing. */
export function countDuplicates({ rows, columns }: Pick<Table, 'rows' | 'columns'>): number {
  if (rows < 2 || columns.length === 0) return 0;
  const hashes = new Int32Array(rows);
  for (const column of columns) mix(hashes, column);
  let slots = 4;
  while (slots < rows * 2) slots *= 2;
  const table = new Int32Array(slots);
  let duplicates = 0;
  for (let row = 0; row < rows; row++) {
    const hash = hashes[row] ?? 0;
    let slot = (hash ^ (hash >>> 15)) & (slots - 1);
    for (;;) {
      const other = (table[slot] ?? 0) - 1;
      if (other < 0) {
        table[slot] = row + 1;
        break;
      }
      if (hashes[other] === hash && sameRow(columns, row, other)) {
        duplicates++;
        break;
      }
      slot = (slot + 1) & (slots - 1);
    }
  }
  return duplicates;
}

function mix(hashes: Int32Array, { values, codes, times }: Column): void {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const timeBits = times && new Int32Array(times.buffer, times.byteOffset, times.length * 2);
  for (let row = 0; row < hashes.length; row++) {
    const value = values[row] ?? Number.NaN;
    let low = 0x2545f491;
    let high = codes === null ? 0 : (codes[row] ?? 0);
    if (!Number.isNaN(value)) {
      low = bits[2 * row] ?? 0;
      high = bits[2 * row + 1] ?? 0;
    } else if (timeBits && high === -1) {
      low = timeBits[2 * row] ?? 0;
      high = timeBits[2 * row + 1] ?? 0;
    }
    let hash = Math.imul((hashes[row] ?? 0) ^ low, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13) ^ high, 0xc2b2ae35);
    hashes[row] = hash ^ (hash >>> 16);
  }
}

function sameRow(columns: readonly Column[], a: number, b: number): boolean {
  return columns.every(
    ({ values, codes, times }) =>
      Object.is(values[a], values[b]) &&
      codes?.[a] === codes?.[b] &&
      (times === null || Object.is(times[a], times[b])),
  );
}
