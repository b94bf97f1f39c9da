/** Radix sort of doubles: about ten times as fast as sorting an index with a comparator. */

const PASSES = [0, 11, 22] as const;
const BUCKETS = 2048;

/**
 * The rows of `values` that hold a finite number, in ascending order of their values; equal values keep
 * the order of their rows. Least significant digit first over the 64 bits, made comparable by flipping
 * the sign (all bits where negative); digits that are the same for all are skipped.
 */
export function argsort(values: Float64Array): Uint32Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  let size = 0;
  for (let row = 0; row < values.length; row++) if (Number.isFinite(values[row])) size++;
  let rows = new Uint32Array(size);
  let lows = new Uint32Array(size);
  let highs = new Uint32Array(size);
  for (let row = 0, at = 0; row < values.length; row++) {
    if (!Number.isFinite(values[row])) continue;
    const high = bits[2 * row + 1] ?? 0;
    const negative = high >>> 31 === 1;
    rows[at] = row;
    lows[at] = negative ? ~(bits[2 * row] ?? 0) : (bits[2 * row] ?? 0);
    highs[at] = negative ? ~high : high ^ 0x80000000;
    at++;
  }
  let otherRows = new Uint32Array(size);
  let otherLows = new Uint32Array(size);
  let otherHighs = new Uint32Array(size);
  const starts = new Uint32Array(BUCKETS);
  for (let pass = 0; pass < 2 * PASSES.length; pass++) {
    const shift = PASSES[pass % PASSES.length] ?? 0;
    const key = pass < PASSES.length ? lows : highs;
    starts.fill(0);
    for (let i = 0; i < size; i++) {
      const digit = ((key[i] ?? 0) >>> shift) & (BUCKETS - 1);
      starts[digit] = (starts[digit] ?? 0) + 1;
    }
    if (starts.includes(size)) continue;
    let sum = 0;
    for (let digit = 0; digit < BUCKETS; digit++) {
      const here = starts[digit] ?? 0;
      starts[digit] = sum;
      sum += here;
    }
    for (let i = 0; i < size; i++) {
      const digit = ((key[i] ?? 0) >>> shift) & (BUCKETS - 1);
      const to = starts[digit] ?? 0;
      starts[digit] = to + 1;
      otherRows[to] = rows[i] ?? 0;
      otherLows[to] = lows[i] ?? 0;
      otherHighs[to] = highs[i] ?? 0;
    }
    [rows, otherRows] = [otherRows, rows];
    [lows, otherLows] = [otherLows, lows];
    [highs, otherHighs] = [otherHighs, highs];
  }
  return rows;
}
