/** A column of numbers by its distinct values: everything else about it is counted over those, not over rows. */
import { argsort } from './argsort.ts';

export interface Distribution {
  /** Distinct values, ascending. */
  readonly values: Float64Array;
  /** How many rows have each. */
  readonly counts: Uint32Array;
  /** By row, the index of its value; `values.length` for a row without one. */
  readonly codes: Int32Array;
  /** Rows with a value. */
  readonly count: number;
  /** Rows without one, ascending. */
  readonly missing: Uint32Array;
}

/** Readings have few decimals; with more, sorting is no slower. */
const FINEST = 10_000;

/** The distinct values of a column (NaN is missing). Exact: values are compared as doubles. */
export function distributionOf(column: Float64Array): Distribution {
  return onGrid(column) ?? sorted(column);
}

/**
 * Where all values are whole multiples of 1, 0.1, … 0.0001 within a narrow span, as readings mostly are,
 * counting takes the place of sorting. Null elsewhere.
 */
function onGrid(column: Float64Array): Distribution | null {
  let scale = 1;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? Number.NaN;
    if (value - value !== 0) continue;
    while (Math.round(value * scale) / scale !== value) {
      scale *= 10;
      if (scale > FINEST) return null;
    }
    if (value < low) low = value;
    if (value > high) high = value;
    count++;
  }
  if (count === 0) low = high = 0;
  const base = Math.round(low * scale);
  const slots = Math.round(high * scale) - base + 1;
  if (!(slots <= Math.max(4096, column.length * 4)) || !Number.isSafeInteger(base)) return null;

  const bySlot = new Uint32Array(slots);
  const codes = new Int32Array(column.length);
  const missing = new Uint32Array(column.length - count);
  let gaps = 0;
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? Number.NaN;
    if (value - value !== 0) {
      codes[row] = -1;
      missing[gaps++] = row;
      continue;
    }
    const slot = Math.round(value * scale) - base;
    codes[row] = slot;
    bySlot[slot] = (bySlot[slot] ?? 0) + 1;
  }
  let distinct = 0;
  for (let slot = 0; slot < slots; slot++) if (bySlot[slot] !== 0) distinct++;
  const values = new Float64Array(distinct);
  const counts = new Uint32Array(distinct);
  for (let slot = 0, code = 0; slot < slots; slot++) {
    const here = bySlot[slot] ?? 0;
    if (here === 0) continue;
    values[code] = (base + slot) / scale;
    counts[code] = here;
    bySlot[slot] = code++;
  }
  for (let row = 0; row < codes.length; row++) {
    const slot = codes[row] ?? -1;
    codes[row] = slot < 0 ? distinct : (bySlot[slot] ?? distinct);
  }
  return { values, counts, codes, count, missing };
}

function sorted(column: Float64Array): Distribution {
  const order = argsort(column);
  const codes = new Int32Array(column.length).fill(-1);
  const values = new Float64Array(order.length);
  const counts = new Uint32Array(order.length);
  let distinct = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i] ?? 0;
    const value = column[row] ?? 0;
    if (distinct === 0 || value !== values[distinct - 1]) values[distinct++] = value;
    codes[row] = distinct - 1;
    counts[distinct - 1] = (counts[distinct - 1] ?? 0) + 1;
  }
  const missing = new Uint32Array(column.length - order.length);
  for (let row = 0, gaps = 0; row < codes.length; row++) {
    if (codes[row] !== -1) continue;
    codes[row] = distinct;
    missing[gaps++] = row;
  }
  return {
    values: values.slice(0, distinct),
    counts: counts.slice(0, distinct),
    codes,
    count: order.length,
    missing,
  };
}
