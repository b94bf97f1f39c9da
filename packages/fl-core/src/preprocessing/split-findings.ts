import { countOf, type Finding, finding, quoted, studyColumns } from '../quality/index.ts';
import type { Study } from '../study/schema.ts';
import { rowNumber, type Table } from '../table/index.ts';

/** Fewer rows for each input teach next to nothing. */
const ROWS_FOR_INPUT = 10;

/** Subjects with rows for training and for testing: only splits that do not go by subject have them. */
export function subjectsInBoth(
  table: Table,
  study: Study,
  { train, test }: { readonly train: Uint32Array; readonly test: Uint32Array },
): Finding[] {
  const { subject } = studyColumns(table, study);
  if (!subject || study.split.kind === 'seeded' || test.length === 0) return [];
  const { values, codes } = subject;
  const keyOf = (row: number): string | null => {
    const code = codes?.[row] ?? 0;
    const value = values[row] ?? Number.NaN;
    return code !== 0 ? `t${code}` : Number.isNaN(value) ? null : String(value);
  };
  const learned = new Set<string | null>();
  for (const row of train) learned.add(keyOf(row));
  const both = new Set<string>();
  const rows: number[] = [];
  for (const row of test) {
    const key = keyOf(row);
    if (key === null || both.has(key) || !learned.has(key)) continue;
    both.add(key);
    if (rows.length < 5) rows.push(rowNumber(table, row));
  }
  if (both.size === 0) return [];
  const byTime = study.split.kind === 'timeOrdered';
  const message = `${countOf(both.size, `${quoted(subject.name)} has`, `different ${quoted(subject.name)} have`)} rows for training and for testing${byTime ? ', because the study tests on the latest rows' : ''}.`;
  return [
    finding(
      byTime ? 'info' : 'warning',
      'SUBJECT_IN_BOTH',
      subject.name,
      { count: both.size, rows },
      message,
    ),
  ];
}

/** Training rows against the size of the study's network. */
export function rowsForStudy(study: Study, trainRows: number): Finding[] {
  if (trainRows === 0) return [];
  const inputs = study.features.reduce((sum, { categories }) => sum + (categories?.length ?? 1), 0);
  const widths = [inputs, ...study.model.hidden, 1];
  const numbers = widths.slice(1).reduce((sum, width, index) => sum + width * ((widths[index] ?? 0) + 1), 0);
  if (trainRows >= numbers) return [];
  const few = trainRows < inputs * ROWS_FOR_INPUT;
  const message = `The file has ${countOf(trainRows, 'training row')}, and the model ${countOf(numbers, 'number')} to learn from ${countOf(inputs, 'input')}.`;
  return [
    finding(few ? 'warning' : 'info', 'FEW_ROWS_FOR_STUDY', null, { count: trainRows, rows: [] }, message),
  ];
}
