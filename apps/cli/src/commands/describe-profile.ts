/** A profile in words, for a terminal. */
import {
  type Finding,
  outlierRows,
  overviewRows,
  type Profile,
  percent,
  shown,
} from '@fedhealth/fl-core/quality';

const HEAD = ['column', 'kind', 'values', 'missing', 'mean', 'std', 'min', 'median', 'max', 'outliers'];

export function describeProfile(profile: Profile): string {
  const { label, columns, correlations, overview } = profile;
  const outliers = new Map(outlierRows(columns).map(([name = '', byIqr = '']) => [name, byIqr]));
  const rows = columns.map((column) => [
    column.name,
    column.kind,
    shown(column.count),
    column.missing === 0 ? 'none' : percent(overview.rows === 0 ? null : column.missing / overview.rows),
    shown(column.mean),
    shown(column.std),
    shown(column.min),
    shown(column.quantiles.p50),
    shown(column.max),
    outliers.get(column.name) ?? '—',
  ]);
  const strongest = [...correlations.withLabel]
    .sort((a, b) => Math.abs(b.mixed ?? 0) - Math.abs(a.mixed ?? 0))
    .slice(0, 5)
    .map(({ name, mixed }) => `${name} ${shown(mixed)}`);
  return [
    overview.fileName,
    ...overviewRows(profile).map(([what, value]) => `  ${what}: ${value}`),
    `  ${label.column}: ${outcomes(profile)}`,
    ...(strongest.length > 0 ? [`  Goes with ${label.column}: ${strongest.join(', ')}`] : []),
    '',
    ...aligned([HEAD, ...rows]),
  ].join('\n');
}

/** Counts of a column that is not there would read as if it had been looked through. */
function outcomes({ label, columns }: Profile): string {
  if (!columns.some(({ name }) => name === label.column))
    return 'not counted, for the file has no such column (say which it is with --column, or give another --study)';
  return `${shown(label.positives)} yes, ${shown(label.negatives)} no (${percent(label.share)} yes)`;
}

/** What the hospital's page lists under Findings, the most important first. */
export function describeFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Findings: none';
  return ['Findings', ...findings.map(({ severity, message }) => `  ${severity}: ${message}`)].join('\n');
}

/** The first two columns to the left, figures to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, index) => (index < 2 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
