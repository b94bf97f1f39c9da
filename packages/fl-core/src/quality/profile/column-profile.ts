/** One column's profile, and what the correlations need of it. */
import type { Feature } from '../../study/schema.ts';
import type { Column, Table } from '../../table/index.ts';
import { booleanReader, MAX_CATEGORIES } from '../feature-values.ts';
import { type Categories, categoriesOf, categoriesOfNumbers, topValuesOf } from './categories.ts';
import { countKinds, kindOf } from './column-kind.ts';
import { type Distribution, distributionOf } from './distribution.ts';
import { countByLabel, histogramOf } from './histogram.ts';
import { shapeOf } from './moments.ts';
import { boxAndOutliers, extremesOf } from './outliers.ts';
import { medianDeviation, quantilesOf } from './quantiles.ts';
import type { ColumnProfile, NumericProfile } from './schema.ts';

export interface ProfiledColumn {
  readonly profile: ColumnProfile;
  /** Row indices without a value of the column's kind, ascending. */
  readonly missing: Uint32Array;
  /** Of a numeric or boolean column. */
  readonly numbers: Distribution | null;
  /** Of a categorical or boolean column with few enough values. */
  readonly categories: Categories | null;
  readonly times: Float64Array | null;
}

const noNumbers: NumericProfile = {
  mean: null,
  std: null,
  min: null,
  max: null,
  median: null,
  iqr: null,
  quantiles: { p1: null, p5: null, p25: null, p50: null, p75: null, p95: null, p99: null },
  skewness: null,
  kurtosis: null,
  zeros: null,
  mad: null,
  outsideRange: null,
  extremes: null,
  histogram: null,
  box: null,
  outliers: { iqr: null, robustZ: null },
};

/** `labels` by row: 0, 1, or 2 where there is none. */
export function profileColumn(
  table: Table,
  column: Column,
  role: ColumnProfile['role'],
  feature: Feature | undefined,
  labels: Uint8Array,
): ProfiledColumn {
  const { rows } = table;
  const cells = countKinds(column, rows);
  const written = cells.numbers + cells.times + cells.texts;
  const kind = kindOf(column, feature, cells);
  const base = {
    name: column.name,
    kind,
    role,
    unit: feature?.unit ?? null,
    from: null,
    to: null,
    topValues: null,
    ...noNumbers,
  };
  const counted = (count: number, distinct: number) => ({
    count,
    missing: rows - count,
    unreadable: Math.max(0, written - count),
    distinct,
  });

  if (kind === 'numeric') {
    const numbers = distributionOf(column.values);
    const categories = role === 'label' ? categoriesOfNumbers(numbers) : null;
    const profile = {
      ...base,
      ...counted(numbers.count, numbers.values.length),
      ...numericProfileOf(table, numbers, feature?.range, labels),
      topValues: categories && categories.count > 0 ? topValuesOf(categories, labels) : null,
    };
    return { profile, missing: numbers.missing, numbers, categories: null, times: null };
  }
  if (kind === 'time') {
    const times = column.times ?? new Float64Array(rows).fill(Number.NaN);
    const { first, last, distinct, missing } = timesOf(times);
    const profile = {
      ...base,
      ...counted(rows - missing.length, distinct),
      from: isoOf(first),
      to: isoOf(last),
    };
    return { profile, missing, numbers: null, categories: null, times };
  }
  const categories = categoriesOf(column, rows);
  const readable = kind === 'boolean' ? distributionOf(readBooleans(column, rows)) : null;
  const missing = readable?.missing ?? rowsWithout(categories);
  const profile = {
    ...base,
    ...counted(rows - missing.length, categories.texts.length),
    topValues: categories.count > 0 ? topValuesOf(categories, labels) : null,
  };
  return {
    profile,
    missing,
    numbers: readable,
    categories: readable
      ? categoriesOfNumbers(readable)
      : kind === 'categorical' && categories.texts.length <= MAX_CATEGORIES
        ? categories
        : null,
    times: null,
  };
}

function numericProfileOf(
  table: Table,
  numbers: Distribution,
  range: readonly [number, number] | undefined,
  labels: Uint8Array,
): NumericProfile {
  const quantile = quantilesOf(numbers);
  const [q1, median, q3] = [quantile(0.25), quantile(0.5), quantile(0.75)];
  const mad = medianDeviation(numbers, median);
  const shape = shapeOf(numbers);
  const { values, counts } = numbers;
  let zeros = 0;
  let outside = 0;
  for (let code = 0; code < values.length; code++) {
    const value = values[code] ?? 0;
    if (value === 0) zeros = counts[code] ?? 0;
    if (range && (value < range[0] || value > range[1])) outside += counts[code] ?? 0;
  }
  const iqr = q1 === null || q3 === null ? null : q3 - q1;
  return {
    ...shape,
    min: values[0] ?? null,
    max: values[values.length - 1] ?? null,
    median,
    iqr: iqr !== null && Number.isFinite(iqr) ? iqr : null,
    quantiles: {
      p1: quantile(0.01),
      p5: quantile(0.05),
      p25: q1,
      p50: median,
      p75: q3,
      p95: quantile(0.95),
      p99: quantile(0.99),
    },
    zeros,
    mad,
    outsideRange: range ? outside : null,
    extremes: extremesOf(table, numbers),
    histogram: histogramOf(numbers, quantile, shape.std, countByLabel(numbers, labels)),
    ...boxAndOutliers(table, numbers, quantile, mad),
  };
}

/** 1 for yes, 0 for no, NaN for anything else. */
function readBooleans(column: Column, rows: number): Float64Array {
  const read = booleanReader(column);
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = read(row);
    values[row] = value < 0 ? Number.NaN : value;
  }
  return values;
}

function rowsWithout({ codes, texts, count }: Categories): Uint32Array {
  const missing = new Uint32Array(codes.length - count);
  for (let row = 0, at = 0; row < codes.length; row++) if (codes[row] === texts.length) missing[at++] = row;
  return missing;
}

function timesOf(times: Float64Array) {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let count = 0;
  let ascending = true;
  for (let row = 0; row < times.length; row++) {
    const time = times[row] ?? Number.NaN;
    if (Number.isNaN(time)) continue;
    // A file in order of time has as many distinct times as rows: nothing to sort.
    if (time <= last) ascending = false;
    if (time < first) first = time;
    if (time > last) last = time;
    count++;
  }
  const missing = new Uint32Array(times.length - count);
  for (let row = 0, at = 0; at < missing.length; row++) if (Number.isNaN(times[row])) missing[at++] = row;
  return { first, last, missing, distinct: ascending ? count : distributionOf(times).values.length };
}

function isoOf(time: number): string | null {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
