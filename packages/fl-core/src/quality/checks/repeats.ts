/** Rows that say the same as an earlier one, found by hashes and then compared cell by cell. */
import { type Column, type Table, TIME_CODE } from '../../table/index.ts';

const PRIME = 0x01000193;

/**
 * Rows that repeat an earlier row in each of `columns`, ascending. One hash per row and one look-up: the
 * time taken grows with the cells, not with the repeats.
 */
export function repeatedRows(table: Pick<Table, 'rows'>, columns: readonly Column[]): Uint32Array {
  if (columns.length === 0 || columns.some((column) => isStrict(column, table.rows)))
    return new Uint32Array(0);
  const hashes = new Int32Array(table.rows).fill(0x811c9dc5 | 0);
  for (const column of columns) mixIn(hashes, column);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, table.rows * 2))));
  const mask = slots.length - 1;
  const repeats: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const hash = hashes[row] ?? 0;
    let slot = (hash ^ (hash >>> 15)) & mask;
    let earlier = (slots[slot] ?? 0) - 1;
    while (earlier >= 0 && !(hashes[earlier] === hash && alike(columns, earlier, row))) {
      slot = (slot + 1) & mask;
      earlier = (slots[slot] ?? 0) - 1;
    }
    if (earlier >= 0) repeats.push(row);
    else slots[slot] = row + 1;
  }
  return Uint32Array.from(repeats);
}

/** A column that only rises, or only falls, has no value twice: then no row can be a repeat. */
function isStrict({ values, times }: Column, rows: number): boolean {
  const numbers = times ?? values;
  const sign = (numbers[1] ?? Number.NaN) > (numbers[0] ?? Number.NaN) ? 1 : -1;
  for (let row = 1; row < rows; row++) {
    // A missing value fails the comparison too.
    if (!(sign * ((numbers[row] ?? Number.NaN) - (numbers[row - 1] ?? Number.NaN)) > 0)) return false;
  }
  return rows > 1;
}

function mixIn(hashes: Int32Array, { values, codes, times }: Column): void {
  const rows = hashes.length;
  const valueBits = new Int32Array(values.buffer, values.byteOffset, 2 * rows);
  const timeBits = times && new Int32Array(times.buffer, times.byteOffset, 2 * rows);
  for (let row = 0; row < rows; row++) {
    const code = codes === null ? 0 : (codes[row] ?? 0);
    const bits = code === TIME_CODE && timeBits ? timeBits : valueBits;
    let hash = hashes[row] ?? 0;
    hash = Math.imul(hash ^ code, PRIME);
    // Texts are told by their code; their number is not one.
    if (code === 0 || code === TIME_CODE) {
      hash = Math.imul(hash ^ (bits[2 * row] ?? 0), PRIME);
      hash = Math.imul(hash ^ (hash >>> 13) ^ (bits[2 * row + 1] ?? 0), PRIME);
    }
    hashes[row] = hash ^ (hash >>> 16);
  }
}

function alike(columns: readonly Column[], a: number, b: number): boolean {
  for (const { values, codes, times } of columns) {
    const code = codes === null ? 0 : (codes[a] ?? 0);
    if (codes !== null && code !== (codes[b] ?? 0)) return false;
    if (code === TIME_CODE && times && times[a] !== times[b]) return false;
    if (code === 0 && !Object.is(values[a], values[b])) return false;
  }
  return true;
}
