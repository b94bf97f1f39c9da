import type { Study } from '../study/schema.ts';
import { type Column, isMissing, type Table } from '../table/index.ts';
import { checkFeature } from './check-feature.ts';
import { type Labels, readLabels } from './read-labels.ts';
import { shapeFindings } from './shape-findings.ts';
import { missingColumns, roleOf, type StudyColumns, studyColumns } from './study-columns.ts';
import type { ColumnSummary, DatasetSummary, Finding } from './types.ts';
import { countOf, finding, quoted } from './words.ts';

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
}

/**
 * Checks a table against a study: the columns it names, the labels, every feature's values. Counts are
 * over all rows of the file. Never throws: what stands in the way of joining is an error finding.
 */
export function inspect(table: Table, study: Study): Inspection {
  const columns = studyColumns(table, study);
  const findings: Finding[] = [...missingColumns(table, study, columns)];
  const labels = columns.label ? readLabels(table, columns.label, study.label) : noLabels(table);
  findings.push(...labels.findings);
  // With no label to read, the count of usable rows says nothing new.
  if (columns.label && !labels.findings.some(({ severity }) => severity === 'error')) {
    findings.push(...labelCounts(labels, study, columns.label));
  }
  const present = new Map<Column, number>();
  study.features.forEach((feature, index) => {
    const column = columns.features[index];
    if (!column) return;
    const check = checkFeature(table, column, feature, study);
    present.set(column, check.present);
    findings.push(...check.findings);
  });
  findings.push(...shapeFindings(table));
  if (columns.label) present.set(columns.label, labels.usable.length);

  return {
    usable: labels.usable,
    labels: labels.labels,
    summary: {
      fileName: table.fileName,
      bytes: table.bytes,
      rows: table.rows,
      usableRows: labels.usable.length,
      positives: labels.positives,
      columns: table.columns.map((column) => summaryOf(table, column, study, columns, present.get(column))),
      findings: bySeverity(findings),
      usable: !findings.some(({ severity }) => severity === 'error'),
    },
  };
}

/** Errors first, then warnings, then the rest. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  const order = { error: 0, warning: 1, info: 2 };
  return [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
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
