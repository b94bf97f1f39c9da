import type { Study } from '../study/schema.ts';
import { type Column, findColumn, type Table } from '../table/index.ts';
import { closeNames } from './close-names.ts';
import type { ColumnSummary, Finding } from './types.ts';
import { finding, listed, quoted } from './words.ts';

/** Where the study's columns are in a table. */
export interface StudyColumns {
  readonly label: Column | undefined;
  readonly timestamp: Column | undefined;
  readonly subject: Column | undefined;
  readonly split: Column | undefined;
  /** By index in `study.features`. */
  readonly features: readonly (Column | undefined)[];
}

export function studyColumns(table: Table, study: Study): StudyColumns {
  const named = (name: string | undefined) => (name === undefined ? undefined : findColumn(table, name));
  return {
    label: named(study.label.column),
    timestamp: named(study.timestamp),
    subject: named(study.subject),
    split: study.split.kind === 'column' ? named(study.split.column) : undefined,
    features: study.features.map((feature) => named(feature.name)),
  };
}

/** What the study uses the column for. */
export function roleOf(column: Column, columns: StudyColumns): ColumnSummary['role'] {
  if (column === columns.label) return 'label';
  if (columns.features.includes(column)) return 'feature';
  if (column === columns.timestamp) return 'timestamp';
  if (column === columns.subject) return 'subject';
  return column === columns.split ? 'split' : 'ignored';
}

/** A finding for each column that the study names and the table does not have. */
export function missingColumns(table: Table, study: Study, columns: StudyColumns): Finding[] {
  const free = table.columns
    .filter((column) => roleOf(column, columns) === 'ignored')
    .map(({ name }) => name);
  const has = `The file has the columns ${listed(
    table.columns.map(({ name }) => name),
    12,
  )}.`;
  const missing = (name: string, what: string, code: string, needed = true): Finding => {
    const close = closeNames(name, free);
    const meant = close.length > 0 ? ` Did you mean ${close.map(quoted).join(' or ')}?` : '';
    return needed
      ? finding(
          'error',
          code,
          name,
          NOWHERE,
          `The file has no column ${quoted(name)}, ${what}.${meant} ${has}`,
        )
      : finding(
          'warning',
          code,
          name,
          NOWHERE,
          `The file has no column ${quoted(name)}, ${what}; it can take part without.${meant}`,
        );
  };
  const findings: Finding[] = [];
  const { split } = study;
  if (!columns.label)
    findings.push(missing(study.label.column, 'which holds the outcome to learn', 'LABEL_COLUMN_MISSING'));
  study.features.forEach((feature, index) => {
    if (!columns.features[index])
      findings.push(missing(feature.name, 'which the study learns from', 'COLUMN_MISSING'));
  });
  if (split.kind === 'column' && !columns.split) {
    findings.push(missing(split.column, 'which says the rows to train on and to test on', 'COLUMN_MISSING'));
  }
  if (study.subject !== undefined && !columns.subject) {
    const needed = split.kind === 'seeded';
    findings.push(missing(study.subject, 'which says whose reading a row is', 'COLUMN_MISSING', needed));
  }
  if (study.timestamp !== undefined && !columns.timestamp) {
    const needed = split.kind === 'timeOrdered';
    findings.push(missing(study.timestamp, 'which says when a reading was taken', 'COLUMN_MISSING', needed));
  }
  return findings;
}

const NOWHERE = { count: 1, rows: [] };
