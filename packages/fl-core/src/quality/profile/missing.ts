/** Where values are missing, and which columns miss them together. */
import type { Profile } from './schema.ts';

const BLOCKS = 60;

export interface Gaps {
  readonly name: string;
  /** Row indices without a value, ascending. */
  readonly missing: Uint32Array;
}

type Missing = Profile['missing'];

/** `times` are milliseconds by row, or null: blocks are then of rows. `numberOf` gives a row's spreadsheet number. */
export function missingOf(
  columns: readonly Gaps[],
  rows: number,
  times: Float64Array | null,
  numberOf: (row: number) => number,
): Missing {
  const { block, blocks, by } = blocksOf(rows, times, numberOf);
  return {
    columns: columns.map(({ name, missing }) => ({
      name,
      missing: missing.length,
      share: rows === 0 ? null : missing.length / rows,
    })),
    matrix: {
      by,
      blocks,
      columns: columns.map(({ name }) => name),
      shares: columns.map(({ missing }) => {
        const counts = new Uint32Array(blocks.length + 1);
        for (const row of missing) {
          const at = block[row] ?? blocks.length;
          counts[at] = (counts[at] ?? 0) + 1;
        }
        return blocks.map((one, index) => (one.rows === 0 ? null : (counts[index] ?? 0) / one.rows));
      }),
    },
    together: together(columns, rows),
  };
}

/** Rows without a readable time are in no block of time: their block is `blocks.length`. */
function blocksOf(rows: number, times: Float64Array | null, numberOf: (row: number) => number) {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; times && row < rows; row++) {
    const time = times[row] ?? Number.NaN;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  const byTime = times !== null && last > first;
  const size = Math.min(BLOCKS, rows);
  const block = new Uint8Array(rows).fill(size);
  const counts = new Uint32Array(size + 1);
  for (let row = 0; row < rows; row++) {
    const share = byTime ? ((times[row] ?? Number.NaN) - first) / (last - first) : row / rows;
    if (share >= 0) block[row] = Math.min(size - 1, Math.floor(share * size));
    const at = block[row] ?? size;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const edge = (index: number): string =>
    byTime
      ? isoMinute(first + ((last - first) * index) / size)
      : `row ${numberOf(Math.min(rows - 1, Math.ceil((rows * index) / size)))}`;
  const end = (index: number): string =>
    byTime ? edge(index + 1) : `row ${numberOf(Math.ceil((rows * (index + 1)) / size) - 1)}`;
  const blocks = Array.from({ length: size }, (_, index) => ({
    from: edge(index),
    to: end(index),
    rows: counts[index] ?? 0,
  }));
  return { block, blocks, by: byTime ? ('time' as const) : ('rows' as const) };
}

const isoMinute = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');

/** Correlation of the missing-or-not indicators, of columns that are neither complete nor empty. */
function together(all: readonly Gaps[], rows: number): Missing['together'] {
  const columns = all.filter(({ missing }) => missing.length > 0 && missing.length < rows);
  const marks = columns.map(({ missing }) => {
    const bits = new Uint32Array(Math.ceil(rows / 32));
    for (const row of missing) bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
    return bits;
  });
  const share = columns.map(({ missing }) => missing.length / rows);
  const matrix = columns.map(() => new Array<number | null>(columns.length).fill(1));
  for (let a = 0; a < columns.length; a++) {
    for (let b = 0; b < a; b++) {
      const [pa, pb] = [share[a] ?? 0, share[b] ?? 0];
      const both = overlap(marks[a], marks[b]) / rows;
      const r = (both - pa * pb) / Math.sqrt(pa * (1 - pa) * pb * (1 - pb));
      const kept = Number.isFinite(r) ? Math.max(-1, Math.min(1, r)) : null;
      for (const [row, column] of [
        [a, b],
        [b, a],
      ] as const) {
        const line = matrix[row];
        if (line) line[column] = kept;
      }
    }
  }
  return { columns: columns.map(({ name }) => name), matrix };
}

function overlap(a: Uint32Array | undefined, b: Uint32Array | undefined): number {
  if (!a || !b) return 0;
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    let word = (a[i] ?? 0) & (b[i] ?? 0);
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
