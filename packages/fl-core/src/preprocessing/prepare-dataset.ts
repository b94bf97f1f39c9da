import {
  byImportance,
  type CleaningChoices,
  type DatasetSummary,
  effectOf,
  type Finding,
  finding,
  inspect,
  NO_CLEANING,
  remedyFor,
} from '../quality/index.ts';
import type { Study } from '../study/schema.ts';
import type { Table } from '../table/index.ts';
import { type RowSplit, splitRows } from './split.ts';
import { rowsForStudy, subjectsInBoth } from './split-findings.ts';

/** A file ready to take part. Lives where the rows live; only `summary` may be shown on a page. */
export interface PreparedDataset {
  /** The file's rows and columns; readings that a person set aside are missing here. */
  readonly table: Table;
  /** The table as it was read, nothing set aside. */
  readonly source: Table;
  readonly study: Study;
  /** `summary.usable` is false when an error finding stands in the way. */
  readonly summary: DatasetSummary;
  /** Table row indices with a readable label, ascending (train and test together). */
  readonly usable: Uint32Array;
  /** Table row indices to learn from, ascending. */
  readonly train: Uint32Array;
  /** Table row indices to measure on, ascending. */
  readonly test: Uint32Array;
  /** 0 or 1 by table row; means something for usable rows only. */
  readonly labels: Uint8Array;
  /** Findings that whoever read the file added to those of the table, such as those of a join. */
  readonly added?: readonly Finding[];
}

/**
 * Inspects a table, splits its usable rows, and completes the summary. `choices` are what a person set
 * aside; the file is not changed. Never throws.
 */
export function prepareDataset(
  file: Table,
  study: Study,
  choices: CleaningChoices = NO_CLEANING,
): PreparedDataset {
  const inspection = inspect(file, study, choices);
  const { table, usable, labels, summary } = inspection;
  const split = splitOrWhyNot(table, study, inspection);
  const { train, test } = split;
  const findings = [
    ...summary.findings,
    ...split.findings,
    ...subjectsInBoth(table, study, split),
    ...rowsForStudy(study, train.length),
  ];
  const cleaned = choices.dropDuplicateRows || choices.stuckAsMissing.length > 0;
  return {
    table,
    source: file,
    study,
    usable,
    labels,
    train,
    test,
    summary: {
      ...summary,
      trainRows: train.length,
      testRows: test.length,
      findings: byImportance(findings).map((one) => explained(one, choices)),
      usable: !findings.some(({ severity }) => severity === 'error'),
      ...(cleaned ? { cleaning: choices } : {}),
    },
  };
}

/** The same file with other choices of what to set aside. */
export function withCleaning(data: PreparedDataset, choices: CleaningChoices): PreparedDataset {
  return withFindings(prepareDataset(data.source, data.study, choices), data.added ?? []);
}

/** A prepared file with what else there is to tell of it; an error among it stands in the way of joining. */
export function withFindings(file: PreparedDataset, added: readonly Finding[]): PreparedDataset {
  if (added.length === 0) return file;
  return {
    ...file,
    added: [...(file.added ?? []), ...added],
    summary: {
      ...file.summary,
      findings: byImportance([...added, ...file.summary.findings]),
      usable: file.summary.usable && !added.some(({ severity }) => severity === 'error'),
    },
  };
}

/** With what it does to training, and what can be done about it. */
function explained(one: Finding, choices: CleaningChoices): Finding {
  const effect = effectOf(one.code);
  return { ...one, ...(effect ? { effect } : {}), remedy: remedyFor(one, choices) };
}

function splitOrWhyNot(table: Table, study: Study, inspection: ReturnType<typeof inspect>): RowSplit {
  const none = new Uint32Array(0);
  const { usable, summary } = inspection;
  if (usable.length === 0) return { train: none, test: none, findings: [] };
  const split = splitRows(table, study, inspection);
  if (!split.ok) {
    // A column that is not there has been reported already.
    const reported = summary.findings.some(
      ({ code, severity }) => code === 'COLUMN_MISSING' && severity === 'error',
    );
    const { code, message } = split.error;
    const findings =
      reported && code !== 'TIMESTAMP_UNREADABLE' ? [] : [problem('error', code, usable.length, message)];
    return { train: none, test: none, findings };
  }
  const { train, test } = split.value;
  const findings = [...split.value.findings];
  if (train.length === 0) {
    findings.push(
      problem(
        'error',
        'NO_TRAIN_ROWS',
        usable.length,
        'The study’s split leaves no rows to train on: all usable rows are for testing.',
      ),
    );
  } else if (test.length === 0) {
    findings.push(
      problem(
        'warning',
        'NO_TEST_ROWS',
        usable.length,
        'The study’s split leaves no rows to test on. The file can take part, but the model cannot be measured on it.',
      ),
    );
  }
  return { train, test, findings };
}

const problem = (severity: Finding['severity'], code: string, count: number, message: string): Finding =>
  finding(severity, code, null, { count, rows: [] }, message);
