import { bySeverity, type DatasetSummary, type Finding, finding, inspect } from '../quality/index.ts';
import type { Study } from '../study/schema.ts';
import type { Table } from '../table/index.ts';
import { type RowSplit, splitRows } from './split.ts';

/** A file ready to take part. Lives where the rows live; only `summary` may be shown on a page. */
export interface PreparedDataset {
  readonly table: Table;
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
}

/** Inspects a table, splits its usable rows, and completes the summary. Never throws. */
export function prepareDataset(table: Table, study: Study): PreparedDataset {
  const inspection = inspect(table, study);
  const { usable, labels, summary } = inspection;
  const { train, test, findings } = splitOrWhyNot(table, study, inspection);
  return {
    table,
    study,
    usable,
    labels,
    train,
    test,
    summary: {
      ...summary,
      trainRows: train.length,
      testRows: test.length,
      findings: bySeverity([...summary.findings, ...findings]),
      usable: summary.usable && !findings.some(({ severity }) => severity === 'error'),
    },
  };
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
