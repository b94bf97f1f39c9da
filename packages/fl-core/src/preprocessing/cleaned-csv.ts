/** The prepared rows as a file, in the file's own units: filled and cleaned, not scaled. */
import { booleanReader, categoryReader, numericReader, studyColumns } from '../quality/index.ts';
import { type Column, cellText } from '../table/index.ts';
import type { PreparedDataset } from './prepare-dataset.ts';
import type { FeatureStep, Pipeline } from './types.ts';

const ROWS_PER_CHUNK = 5000;

/**
 * CSV text (RFC 4180: CRLF, quotes doubled) of the rows that training and testing use, chunk by chunk, so that
 * a million rows need no string of their own. The columns are those of the study in the order of the file:
 * features filled and with outliers treated, booleans as 0 and 1, label, time and subject as they are; the
 * last column, `split`, says `train` or `test` (`split (2)` where a feature has that name already). A text
 * cell that a spreadsheet would take for a formula gets an apostrophe before it; numbers are left alone.
 */
export function* cleanedCsv(data: PreparedDataset, pipeline: Pipeline): Generator<string> {
  const { table, study, usable, test } = data;
  const own = studyColumns(table, study);
  const steps = new Map(pipeline.steps.map((step) => [step.name, step]));
  const writers = table.columns.flatMap((column): Writer[] => {
    const feature = study.features[own.features.indexOf(column)];
    const step = feature && steps.get(feature.name);
    if (step && step.kind !== 'time') return [{ name: column.name, cell: featureCell(column, step) }];
    const kept = column === own.label || column === own.timestamp || column === own.subject;
    return kept ? [{ name: column.name, cell: plainCell(column) }] : [];
  });
  const isTest = new Uint8Array(table.rows);
  for (const row of test) isTest[row] = 1;
  const split = writers.some(({ name }) => name === 'split') ? 'split (2)' : 'split';
  let chunk = `${[...writers.map(({ name }) => textCell(name)), split].join(',')}\r\n`;
  let held = 0;
  for (const row of usable) {
    for (const { cell } of writers) chunk += `${cell(row)},`;
    chunk += isTest[row] === 1 ? 'test\r\n' : 'train\r\n';
    if (++held < ROWS_PER_CHUNK) continue;
    yield chunk;
    chunk = '';
    held = 0;
  }
  if (chunk !== '') yield chunk;
}

interface Writer {
  readonly name: string;
  cell(row: number): string;
}

/** A text as one cell: safe to open in a spreadsheet, quoted where it must be. */
export function textCell(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The cells of a column as they are. */
export function plainCell(column: Column): (row: number) => string {
  return (row) => {
    const value = column.values[row] ?? Number.NaN;
    return Number.isNaN(value) ? textCell(cellText(column, row) ?? '') : String(value);
  };
}

function featureCell(column: Column, step: Exclude<FeatureStep, { kind: 'time' }>): (row: number) => string {
  if (step.kind === 'boolean') {
    const read = booleanReader(column);
    return (row) => String(Math.max(read(row), -1) < 0 ? step.impute : read(row));
  }
  if (step.kind === 'categorical') {
    const read = categoryReader(column, step.categories);
    const plain = plainCell(column);
    return (row) => {
      const index = read(row);
      if (index >= 0) return textOrNumber(step.categories[index] ?? '');
      const cell = plain(row);
      return cell === '' ? textOrNumber(step.impute) : cell;
    };
  }
  const read = numericReader(column, step.range);
  const { impute, outliers } = step;
  return (row) => {
    const value = read(row);
    if (Number.isNaN(value)) return String(impute);
    if (!outliers || (value >= outliers.low && value <= outliers.high)) return String(value);
    if (outliers.treat === 'missing') return String(impute);
    return String(value < outliers.low ? outliers.low : outliers.high);
  };
}

/** A category such as `-1` is a number and stays one. */
const textOrNumber = (text: string): string => (/^[+-]?\d+(\.\d+)?$/.test(text) ? text : textCell(text));
