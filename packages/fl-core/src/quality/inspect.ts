import type { Study } from '../study/schema.ts';
import { type Column, isMissing, rowNumber, type Table } from '../table/index.ts';
import { checkFeature } from './check-feature.ts';
import { checkRuns, withoutStuck } from './checks/feature-checks.ts';
import { checkLeakage } from './checks/leakage.ts';
import { repeatedRows } from './checks/repeats.ts';
import { checkTimes, subjectBreaks } from './checks/times.ts';
import { NO_CLEANING } from './cleaning.ts';
import { byImportance } from './effects.ts';
import { type Labels, readLabels } from './read-labels.ts';
import { shapeFindings } from './shape-findings.ts';
import { missingColumns, roleOf, type StudyColumns, studyColumns } from './study-columns.ts';
import type { CleaningChoices, ColumnSummary, DatasetSummary, Finding } from './types.ts';
import { countOf, finding, quoted, shareOf } from './words.ts';

/** With fewer usable rows a file can neither teach nor be measured on. */
export const MIN_USABLE_ROWS = 10;

/** A file against a study: what a page may know, and which rows training can use. */
export interface Inspection {
  /** Everything but the split into training and test rows, which `prepareDataset` adds. */
  readonly summary: Omit<DatasetSummary, 'trainRows' | 'testRows'>;
  /** Table row indices (0-based) with a readable label, ascending. */
  readonly usable: Uint32Array;
  /** 0 or 1 by table row; means something for usable rows only. */
  readonly labels: Uint8Array;
  /** The table, with what a person chose to set aside as missing. */
  readonly table: Table;
}

/** An outcome rarer than this share of the rows is hard to learn. */
const RARE = 0.05;
/** With fewer rows a share says little. */
const ENOUGH_FOR_SHARES = 100;
/** Rows of fewer columns are often alike by chance. */
const COLUMNS_TO_REPEAT = 3;

/**
 * Checks a table against a study: the columns it names, the labels, every feature's values and their course
 * over the rows. Counts are over all rows of the file, and findings tell of the file as it is, whatever was
 * chosen. Never throws: what stands in the way of joining is an error finding.
 */
export function inspect(file: Table, study: Study, choices: CleaningChoices = NO_CLEANING): Inspection {
  const found = studyColumns(file, study);
  const findings: Finding[] = [...missingColumns(file, study, found)];
  const repeated = file.columns.length < COLUMNS_TO_REPEAT ? NO_ROWS : repeatedRows(file, file.columns);
  const breaks = subjectBreaks(file, found.subject);
  findings.push(...repeatedFinding(file, repeated), ...checkTimes(file, found, breaks, repeated));

  const replaced = new Map<Column, Column>();
  const bursts = new Map<string, string>();
  study.features.forEach((feature, index) => {
    const column = found.features[index];
    if (!column) return;
    const runs = checkRuns(file, column, feature, breaks, study.preprocessing.impute);
    findings.push(...runs.findings);
    if (runs.bursts) bursts.set(column.name, runs.bursts);
    if (choices.stuckAsMissing.includes(column.name) && runs.stuck.length > 0) {
      replaced.set(column, withoutStuck(column, runs.stuck));
    }
  });
  const table: Table =
    replaced.size === 0
      ? file
      : { ...file, columns: file.columns.map((column) => replaced.get(column) ?? column) };
  const columns = replaced.size === 0 ? found : studyColumns(table, study);

  const read = columns.label ? readLabels(table, columns.label, study.label) : noLabels(table);
  const labels = choices.dropDuplicateRows ? withoutRows(read, repeated) : read;
  findings.push(...labels.findings);
  // With no label to read, the count of usable rows says nothing new.
  if (columns.label && !labels.findings.some(({ severity }) => severity === 'error')) {
    findings.push(...labelCounts(labels, study, columns.label));
    findings.push(...checkLeakage(table, study, columns.features, labels));
  }
  const present = new Map<Column, number>();
  study.features.forEach((feature, index) => {
    const column = columns.features[index];
    if (!column) return;
    const check = checkFeature(table, column, feature, study);
    present.set(column, check.present);
    findings.push(...check.findings.map((one) => withBursts(one, bursts.get(column.name))));
  });
  findings.push(...shapeFindings(table));
  if (columns.label) present.set(columns.label, read.usable.length);

  return {
    table,
    usable: labels.usable,
    labels: labels.labels,
    summary: {
      fileName: table.fileName,
      bytes: table.bytes,
      rows: table.rows,
      usableRows: labels.usable.length,
      positives: labels.positives,
      columns: table.columns.map((column) => summaryOf(table, column, study, columns, present.get(column))),
      findings: byImportance(findings),
      usable: !findings.some(({ severity }) => severity === 'error'),
    },
  };
}

/** Errors first, then warnings, then the rest. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  const order = { error: 0, warning: 1, info: 2 };
  return [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
}

/** Missing values, and whether they come in stretches. */
const withBursts = (one: Finding, bursts: string | undefined): Finding =>
  bursts && one.code === 'MISSING_VALUES'
    ? { ...one, message: `${one.message} They come in ${bursts}.` }
    : one;

const NO_ROWS = new Uint32Array(0);

function repeatedFinding(table: Table, repeated: Uint32Array): Finding[] {
  const count = repeated.length;
  if (count === 0) return [];
  const rows = Array.from(repeated.subarray(0, 5), (row) => rowNumber(table, row));
  const message = `${countOf(count, 'row is', 'rows are')} the same as an earlier row in every column${shareOf(count, table.rows)}.`;
  return [finding('warning', 'DUPLICATE_ROWS', null, { count, rows }, message)];
}

/** The labels without some rows. */
function withoutRows(labels: Labels, rows: Uint32Array): Labels {
  const out = new Set(rows);
  const usable = labels.usable.filter((row) => !out.has(row));
  const positives = usable.reduce((sum, row) => sum + (labels.labels[row] ?? 0), 0);
  return { ...labels, usable, positives };
}

function labelCounts(labels: Labels, study: Study, column: Column): Finding[] {
  const count = labels.usable.length;
  const findings: Finding[] = [];
  if (count < MIN_USABLE_ROWS) {
    const message = `The file has ${count === 0 ? 'no usable rows' : `only ${countOf(count, 'usable row')}`} (rows with a readable ${quoted(column.name)}); at least ${MIN_USABLE_ROWS} are needed. Choose a file with more readings.`;
    findings.push(finding('error', 'TOO_FEW_ROWS', null, { count, rows: [] }, message));
  }
  if (count > 0 && (labels.positives === 0 || labels.positives === count)) {
    const which =
      labels.positives === 0
        ? `no row has the ${quoted(column.name)} ${quoted(study.label.positive)}`
        : `every row has the ${quoted(column.name)} ${quoted(study.label.positive)}`;
    const message = `All usable rows have the same outcome: ${which}. The file can take part, but the AUC cannot be measured on it.`;
    findings.push(finding('warning', 'ONE_CLASS', column.name, { count, rows: [] }, message));
  }
  const rarer = Math.min(labels.positives, count - labels.positives);
  if (count >= ENOUGH_FOR_SHARES && rarer > 0 && rarer < count * RARE) {
    const which = rarer === labels.positives ? 'have' : 'do not have';
    const message = `Only ${countOf(rarer, 'usable row')}${shareOf(rarer, count)} ${which} the ${quoted(column.name)} ${quoted(study.label.positive)}. The administrator can give the rarer outcome more weight in training.`;
    findings.push(finding('warning', 'LABEL_IMBALANCED', column.name, { count: rarer, rows: [] }, message));
  }
  return findings;
}

function summaryOf(
  table: Table,
  column: Column,
  study: Study,
  columns: StudyColumns,
  counted: number | undefined,
): ColumnSummary {
  const feature = study.features[columns.features.indexOf(column)];
  const present = counted ?? countPresent(table, column);
  return {
    name: column.name,
    role: roleOf(column, columns),
    unit: feature?.unit ?? null,
    present,
    missing: table.rows - present,
  };
}

function countPresent(table: Table, column: Column): number {
  let count = 0;
  for (let row = 0; row < table.rows; row++) if (!isMissing(column, row)) count++;
  return count;
}

const noLabels = (table: Table): Labels => ({
  usable: new Uint32Array(0),
  labels: new Uint8Array(table.rows),
  positives: 0,
  findings: [],
});
