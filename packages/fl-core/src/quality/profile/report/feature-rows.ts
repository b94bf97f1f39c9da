/** A column's figures as rows of words and numbers: the report and the page show the same. */
import { percent, shown } from '../figures/numbers.ts';
import type { ColumnProfile, Profile } from '../schema.ts';

export type SummaryRow = readonly [what: string, value: string];

export function summaryRows(column: ColumnProfile): SummaryRow[] {
  const rows = column.count + column.missing;
  const some = (count: number): string =>
    count === 0 ? 'none' : `${shown(count)} (${percent(rows === 0 ? null : count / rows)})`;
  const common: SummaryRow[] = [
    ['Values', shown(column.count)],
    ['Missing', some(column.missing)],
    ...(column.unreadable > 0 ? [['of these, not readable', shown(column.unreadable)] as const] : []),
    ['Distinct values', shown(column.distinct)],
  ];
  if (column.kind === 'time') {
    return [...common, ['First', column.from ?? '—'], ['Last', column.to ?? '—']];
  }
  if (column.kind !== 'numeric') return common;
  const { quantiles, outliers } = column;
  return [
    ...common,
    ['Zeros', some(column.zeros ?? 0)],
    ...(column.outsideRange === null
      ? []
      : [['Outside the plausible range', some(column.outsideRange)] as const]),
    ['Mean', shown(column.mean)],
    ['Standard deviation', shown(column.std)],
    ['Minimum', shown(column.min)],
    ['1% quantile', shown(quantiles.p1)],
    ['5% quantile', shown(quantiles.p5)],
    ['25% quantile', shown(quantiles.p25)],
    ['Median', shown(column.median)],
    ['75% quantile', shown(quantiles.p75)],
    ['Interquartile range', shown(column.iqr)],
    ['95% quantile', shown(quantiles.p95)],
    ['99% quantile', shown(quantiles.p99)],
    ['Maximum', shown(column.max)],
    ['Median absolute deviation', shown(column.mad)],
    ['Skewness', shown(column.skewness)],
    ['Kurtosis (excess)', shown(column.kurtosis)],
    ['Outliers by interquartile range', outliers.iqr ? some(outliers.iqr.count) : '—'],
    ['Outliers by robust z', outliers.robustZ ? some(outliers.robustZ.count) : '—'],
  ];
}

/** Lines of the outliers' table. */
export function outlierRows(columns: readonly ColumnProfile[]): string[][] {
  const rowsOf = (rows: readonly number[] | undefined): string =>
    rows && rows.length > 0 ? rows.join(', ') : '—';
  return columns
    .filter(({ kind, count }) => kind === 'numeric' && count > 0)
    .map(({ name, outliers: { iqr, robustZ } }) => [
      name,
      iqr ? shown(iqr.count) : '—',
      iqr ? `${shown(iqr.low)} to ${shown(iqr.high)}` : '—',
      robustZ ? shown(robustZ.count) : '—',
      robustZ ? `${shown(robustZ.low)} to ${shown(robustZ.high)}` : '—',
      rowsOf(iqr?.rows),
    ]);
}

export const OUTLIER_HEAD = [
  'Column',
  'By IQR',
  'Expected between',
  'By robust z',
  'Expected between',
  'For example rows',
] as const;

export function overviewRows({ overview }: Pick<Profile, 'overview'>): SummaryRow[] {
  const { timeSpan, columnsLeftOut } = overview;
  return [
    ['Rows', shown(overview.rows)],
    ['Columns', shown(overview.columns)],
    ...(columnsLeftOut > 0 ? [['of these, not profiled', shown(columnsLeftOut)] as const] : []),
    ['Missing cells', `${shown(overview.missingCells)} (${percent(overview.missingShare)})`],
    ['Duplicate rows', shown(overview.duplicateRows)],
    ['In memory', `${shown(Math.round(overview.memoryBytes / 1e4) / 100)} MB`],
    ['Time span', timeSpan ? `${timeSpan.from.slice(0, 16)} to ${timeSpan.to.slice(0, 16)}` : '—'],
  ];
}
