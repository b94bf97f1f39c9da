/** Pearson's and Spearman's correlations of all pairs, each over the rows where both have a value. */
import type { Distribution } from './distribution.ts';

/** A column of numbers ready to be correlated. */
export interface Variable {
  readonly name: string;
  readonly distribution: Distribution;
}

export type Matrix = (number | null)[][];

/** Rows at a time: one column's share of a processor's cache. */
const BLOCK = 1024;

/**
 * Both matrices, symmetric; null where one of a pair does not vary over the rows they share. Ranks are
 * averages for ties, taken anew for each pair over its shared rows, as pandas and SciPy do.
 */
export function correlate(
  variables: readonly Variable[],
  rows: number,
): { pearson: Matrix; spearman: Matrix } {
  const tables = variables.map(({ distribution }) =>
    tablesOf(distribution, distribution.counts, new Float64Array(distribution.values.length + 1)),
  );
  const most = variables.reduce((max, { distribution }) => Math.max(max, distribution.values.length), 0) + 1;
  // Used again for every pair: a million distinct values would else leave megabytes behind each time.
  const [ranksA, ranksB] = [new Float64Array(most), new Float64Array(most)];
  const [countsA, countsB] = [new Uint32Array(most), new Uint32Array(most)];
  const sums = productSums(variables, tables, rows);
  const size = variables.length;
  const pearson = identity(size);
  const spearman = identity(size);
  variables.forEach((a, i) => {
    const own = tables[i];
    if (!own) return;
    if (own.distinct < 2) set(pearson, spearman, i, i, null, null);
    for (let j = 0; j < i; j++) {
      const [b, other] = [variables[j], tables[j]];
      if (!b || !other) continue;
      const dot = sums.values[i * size + j] ?? 0;
      if (a.distribution.missing.length === 0 && b.distribution.missing.length === 0) {
        const ranks = sums.ranks[i * size + j] ?? 0;
        const r = ratio(dot, own.square, other.square);
        set(pearson, spearman, i, j, r, ratio(ranks, own.rankSquare, other.rankSquare));
        continue;
      }
      const shared = [
        tablesOf(a.distribution, countsWithout(a.distribution, b.distribution, countsA), ranksA),
        tablesOf(b.distribution, countsWithout(b.distribution, a.distribution, countsB), ranksB),
      ] as const;
      const [sa, sb] = shared;
      const varies = sa.distinct > 1 && sb.distinct > 1;
      const covariance = dot - sa.count * (sa.offset - own.offset) * (sb.offset - other.offset);
      const ranks = varies ? rankProducts(a.distribution, sa.ranks, b.distribution, sb.ranks) : 0;
      const rho = varies ? ratio(ranks, sa.rankSquare, sb.rankSquare) : null;
      set(pearson, spearman, i, j, varies ? ratio(covariance, sa.square, sb.square) : null, rho);
    }
  });
  return { pearson, spearman };
}

interface Tables {
  readonly count: number;
  readonly distinct: number;
  /** The mean is `about + offset`: apart, nothing is lost where all values are far from zero. */
  readonly about: number;
  readonly offset: number;
  /** Σ (x − mean)² */
  readonly square: number;
  /** Centred average rank by code; 0 for the code of a missing value, so that it adds nothing to a sum. */
  readonly ranks: Float64Array;
  readonly rankSquare: number;
}

/** `counts` may be of a part of the rows; `ranks` is written over. */
function tablesOf({ values }: Distribution, counts: Uint32Array, ranks: Float64Array): Tables {
  const about = values[values.length >>> 1] ?? 0;
  let count = 0;
  let sum = 0;
  let distinct = 0;
  for (let code = 0; code < values.length; code++) {
    const times = counts[code] ?? 0;
    if (times === 0) continue;
    distinct++;
    count += times;
    sum += times * ((values[code] ?? 0) - about);
  }
  const offset = count === 0 ? 0 : sum / count;
  ranks[values.length] = 0;
  let square = 0;
  let rankSquare = 0;
  let before = 0;
  for (let code = 0; code < values.length; code++) {
    const times = counts[code] ?? 0;
    const d = (values[code] ?? 0) - about - offset;
    const rank = before + (times + 1) / 2 - (count + 1) / 2;
    ranks[code] = rank;
    before += times;
    square += times * d * d;
    rankSquare += times * rank * rank;
  }
  return { count, distinct, about, offset, square, ranks, rankSquare };
}

/** How often each value of `a` occurs on the rows where `b` has one as well. */
function countsWithout(a: Distribution, b: Distribution, counts: Uint32Array): Uint32Array {
  if (b.missing.length === 0) return a.counts;
  counts.set(a.counts);
  counts[a.counts.length] = a.missing.length;
  for (const row of b.missing) {
    const code = a.codes[row] ?? 0;
    counts[code] = (counts[code] ?? 0) - 1;
  }
  return counts;
}

function rankProducts(a: Distribution, ranksA: Float64Array, b: Distribution, ranksB: Float64Array): number {
  const [codesA, codesB] = [a.codes, b.codes];
  let sum = 0;
  for (let row = 0; row < codesA.length; row++) {
    sum += (ranksA[codesA[row] ?? 0] ?? 0) * (ranksB[codesB[row] ?? 0] ?? 0);
  }
  return sum;
}

/** Σ of products of centred values, and of centred ranks, for every pair below the diagonal, block by block. */
function productSums(variables: readonly Variable[], tables: readonly Tables[], rows: number) {
  const size = variables.length;
  const values = new Float64Array(size * size);
  const ranks = new Float64Array(size * size);
  const block = new Float64Array(size * BLOCK);
  const rankBlock = new Float64Array(size * BLOCK);
  const complete = variables.map(({ distribution }) => distribution.missing.length === 0);
  const centred = variables.map(({ distribution }, index) => {
    const { about, offset } = tables[index] ?? { about: 0, offset: 0 };
    const all = new Float64Array(distribution.values.length + 1);
    for (let code = 0; code < distribution.values.length; code++) {
      all[code] = (distribution.values[code] ?? 0) - about - offset;
    }
    return all;
  });
  for (let from = 0; from < rows; from += BLOCK) {
    const length = Math.min(BLOCK, rows - from);
    variables.forEach(({ distribution }, i) => {
      const [lookup, rankLookup] = [centred[i], tables[i]?.ranks];
      if (!lookup || !rankLookup) return;
      look(distribution.codes, from, length, lookup, block, i * BLOCK);
      if (complete[i]) look(distribution.codes, from, length, rankLookup, rankBlock, i * BLOCK);
    });
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) {
        const at = i * size + j;
        values[at] = (values[at] ?? 0) + dot(block, i * BLOCK, j * BLOCK, length);
        if (complete[i] && complete[j]) {
          ranks[at] = (ranks[at] ?? 0) + dot(rankBlock, i * BLOCK, j * BLOCK, length);
        }
      }
    }
  }
  return { values, ranks };
}

function look(
  codes: Int32Array,
  from: number,
  length: number,
  table: Float64Array,
  to: Float64Array,
  at: number,
): void {
  for (let i = 0; i < length; i++) to[at + i] = table[codes[from + i] ?? 0] ?? 0;
}

/** Four sums at a time: one alone would wait for each addition. */
function dot(numbers: Float64Array, a: number, b: number, length: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < length; i += 4) {
    s0 += (numbers[a + i] ?? 0) * (numbers[b + i] ?? 0);
    s1 += (numbers[a + i + 1] ?? 0) * (numbers[b + i + 1] ?? 0);
    s2 += (numbers[a + i + 2] ?? 0) * (numbers[b + i + 2] ?? 0);
    s3 += (numbers[a + i + 3] ?? 0) * (numbers[b + i + 3] ?? 0);
  }
  for (; i < length; i++) s0 += (numbers[a + i] ?? 0) * (numbers[b + i] ?? 0);
  return s0 + s1 + (s2 + s3);
}

function ratio(product: number, squareA: number, squareB: number): number | null {
  const r = product / Math.sqrt(squareA) / Math.sqrt(squareB);
  return Number.isFinite(r) ? Math.max(-1, Math.min(1, r)) : null;
}

const identity = (size: number): Matrix =>
  Array.from({ length: size }, () => new Array<number | null>(size).fill(1));

function set(
  pearson: Matrix,
  spearman: Matrix,
  i: number,
  j: number,
  r: number | null,
  rho: number | null,
): void {
  for (const [matrix, value] of [
    [pearson, r],
    [spearman, rho],
  ] as const) {
    const [rowI, rowJ] = [matrix[i], matrix[j]];
    if (rowI) rowI[j] = value;
    if (rowJ) rowJ[i] = value;
  }
}
