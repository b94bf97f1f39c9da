import { fail, ok, type Result } from '../lib/result.ts';
import { createRng, seedFrom, shuffle } from '../lib/rng.ts';
import {
  categoryReader,
  countOf,
  type Finding,
  finding,
  type Inspection,
  quoted,
  type StudyColumns,
  studyColumns,
} from '../quality/index.ts';
import type { Study } from '../study/schema.ts';
import { type Column, rowNumber, type Table } from '../table/index.ts';
import { chooseSubjects } from './split-subjects.ts';

export interface RowSplit {
  /** Table row indices, ascending. */
  readonly train: Uint32Array;
  readonly test: Uint32Array;
  /** What is worth knowing about the split. */
  readonly findings: readonly Finding[];
}

type Rows = Pick<Inspection, 'usable' | 'labels'>;

/**
 * Splits the usable rows into training and test rows as the study says. The same rows in the same order
 * give the same split on every machine. Problems: `SPLIT_COLUMN_MISSING`, `TIMESTAMP_MISSING`,
 * `TIMESTAMP_UNREADABLE`, `SUBJECT_MISSING`.
 *
 * - `seeded`: by chance, the same share of each class; with `study.subject`, whole subjects.
 * - `timeOrdered`: the last share by time is for testing; rows without a time are for training.
 * - `column`: rows that say so are for testing, all others for training.
 */
export function splitRows(table: Table, study: Study, rows: Rows): Result<RowSplit> {
  const columns = studyColumns(table, study);
  const chosen = testRows(table, study, columns, rows);
  if (!chosen.ok) return chosen;
  const isTest = new Uint8Array(table.rows);
  for (const row of chosen.value.test) isTest[row] = 1;
  const train = rows.usable.filter((row) => isTest[row] === 0);
  const test = rows.usable.filter((row) => isTest[row] === 1);
  return ok({ train, test, findings: chosen.value.findings });
}

interface Chosen {
  readonly test: Uint32Array;
  readonly findings: readonly Finding[];
}

function testRows(table: Table, study: Study, columns: StudyColumns, rows: Rows): Result<Chosen> {
  const { split } = study;
  if (split.kind === 'column') {
    if (!columns.split) {
      return fail({
        code: 'SPLIT_COLUMN_MISSING',
        message: `The file has no column ${quoted(split.column)} to tell training from test rows.`,
      });
    }
    const read = categoryReader(columns.split, [split.test]);
    return ok({ test: rows.usable.filter((row) => read(row) === 0), findings: [] });
  }
  if (split.kind === 'timeOrdered') return lastRows(table, study, columns.timestamp, rows, split.testShare);
  if (study.subject === undefined) {
    return ok({ test: stratified(rows, split.testShare, split.seed), findings: [] });
  }
  if (!columns.subject) {
    return fail({
      code: 'SUBJECT_MISSING',
      message: `The file has no column ${quoted(study.subject)} to keep each subject’s rows together.`,
    });
  }
  return ok({ test: chooseSubjects(columns.subject, rows, split.testShare, split.seed), findings: [] });
}

/** So many of a class's `count` rows are for testing: some from three rows on, never all of two or more. */
function testCount(count: number, share: number): number {
  const wanted = Math.round(count * share);
  return Math.min(Math.max(wanted, count >= 3 ? 1 : 0), Math.max(count - 1, 0));
}

function stratified({ usable, labels }: Rows, share: number, seed: number): Uint32Array {
  const chosen = [0, 1].map((label) => {
    const members = usable.filter((row) => labels[row] === label);
    shuffle(members, createRng(seedFrom('split', seed, label)));
    return members.subarray(0, testCount(members.length, share));
  });
  return Uint32Array.from(chosen.flatMap((members) => [...members]));
}

function lastRows(
  table: Table,
  study: Study,
  column: Column | undefined,
  { usable }: Rows,
  share: number,
): Result<Chosen> {
  if (!column) {
    const named =
      study.timestamp === undefined
        ? 'the study names no timestamp column'
        : `the file has no column ${quoted(study.timestamp)}`;
    return fail({ code: 'TIMESTAMP_MISSING', message: `The study tests on the latest rows, but ${named}.` });
  }
  const timeOf = column.times ?? column.values;
  const timed = usable.filter((row) => !Number.isNaN(timeOf[row] ?? Number.NaN));
  if (timed.length === 0) {
    const message = `No row of the column ${quoted(column.name)} reads as a time, so the latest rows cannot be told. Write times as in 2024-03-31 14:05.`;
    return fail({ code: 'TIMESTAMP_UNREADABLE', message });
  }
  const count = testCount(timed.length, share);
  // The sort of plain numbers is native; rows of equal time keep their order, so the last of them test.
  const sorted = Float64Array.from(timed, (row) => timeOf[row] ?? 0).sort();
  const threshold = sorted[timed.length - count] ?? Number.POSITIVE_INFINITY;
  const later = timed.filter((row) => (timeOf[row] ?? 0) > threshold);
  const equal = timed.filter((row) => (timeOf[row] ?? 0) === threshold);
  const test = new Uint32Array(count);
  if (count > 0) {
    test.set(later);
    test.set(equal.subarray(equal.length - (count - later.length)), later.length);
  }
  return ok({ test, findings: untimed(table, column, usable.length - timed.length, usable, timeOf) });
}

function untimed(
  table: Table,
  column: Column,
  count: number,
  usable: Uint32Array,
  timeOf: Float64Array,
): Finding[] {
  if (count === 0) return [];
  const rows: number[] = [];
  for (const row of usable) {
    if (rows.length === 5) break;
    if (Number.isNaN(timeOf[row] ?? Number.NaN)) rows.push(rowNumber(table, row));
  }
  const message = `${countOf(count, 'usable row has', 'usable rows have')} no readable time in ${quoted(column.name)}. They are used for training, not for testing.`;
  return [finding('warning', 'TIME_MISSING', column.name, { count, rows }, message)];
}
