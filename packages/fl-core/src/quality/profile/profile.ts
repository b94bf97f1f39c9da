import { parseStudy } from '../../study/parse-study.ts';
import type { Study, StudyInput } from '../../study/schema.ts';
import { type Column, rowNumber, type Table } from '../../table/index.ts';
import { readLabels } from '../read-labels.ts';
import { roleOf, type StudyColumns, studyColumns } from '../study-columns.ts';
import { type Associate, associate } from './association.ts';
import { categoriesOfNumbers } from './categories.ts';
import { type ProfiledColumn, profileColumn } from './column-profile.ts';
import { correlate, type Variable } from './correlations.ts';
import { type Distribution, distributionOf } from './distribution.ts';
import { countDuplicates } from './duplicates.ts';
import { missingOf } from './missing.ts';
import type { Profile } from './schema.ts';
import { timeProfileOf } from './time-profile.ts';

/** Beyond these a page could not show them, and pairs would take too long: the study's own columns come first. */
const MOST_COLUMNS = 300;
const MOST_CORRELATED = 60;
const NO_LABEL = 2;
const DAY = 86_400_000;

/**
 * The profile of a file for a study: an overview, every column, missing values, correlations, means over
 * time and class balance. Figures are of the file's readable values as they are, before any preprocessing,
 * and agree with pandas and SciPy. Exact minima and row numbers included: it stays at the hospital.
 *
 * `study` may be as a person writes it, defaults left out. Never throws for any table and a study that can be
 * used; a figure that the data cannot give is null. `profileSchema` describes it.
 */
export function profile(table: Table, study: StudyInput): Profile {
  const complete = parseStudy(study);
  if (!complete.ok) throw new TypeError(complete.error.message);
  return profileFor(table, complete.value);
}

function profileFor(table: Table, study: Study): Profile {
  const columns = studyColumns(table, study);
  const labels = labelsOf(table, columns, study);
  const kept = mostImportant(table.columns, columns);
  const profiled = kept.map((column) => {
    const role = roleOf(column, columns);
    return profileColumn(table, column, role, study.features[columns.features.indexOf(column)], labels.codes);
  });
  const timed =
    profiled.find(({ profile: { role }, times }) => role === 'timestamp' && times) ??
    profiled.find(({ times }) => times);
  const associates = associatesOf(profiled, labels, study.label.column);
  const variables = associates.flatMap(({ name, numbers }): Variable[] =>
    numbers ? [{ name, distribution: numbers }] : [],
  );
  const numberOf = (row: number): number => rowNumber(table, row);
  const missing = missingOf(
    profiled.map(({ profile: { name }, missing }) => ({ name, missing })),
    table.rows,
    timed?.times ?? null,
    numberOf,
  );
  const missingCells = profiled.reduce((sum, column) => sum + column.missing.length, 0);
  const cells = table.rows * kept.length;
  return {
    version: 1,
    study: { id: study.id, version: study.version, title: study.title },
    overview: {
      fileName: table.fileName,
      bytes: table.bytes,
      rows: table.rows,
      columns: table.columns.length,
      columnsLeftOut: table.columns.length - kept.length,
      missingCells,
      missingShare: cells === 0 ? null : missingCells / cells,
      duplicateRows: duplicatesOf(table, profiled),
      memoryBytes: memoryOf(table),
      timeSpan: timeSpanOf(timed),
    },
    columns: profiled.map((column) => column.profile),
    missing,
    correlations: correlationsOf(associates, variables, table.rows, study, profiled),
    time: timed?.times ? timeProfileOf(timed.profile.name, timed.times, variables) : null,
    label: {
      column: study.label.column,
      positive: study.label.positive,
      rows: table.rows,
      positives: labels.positives,
      negatives: labels.rows - labels.positives,
      unlabelled: table.rows - labels.rows,
      share: labels.rows === 0 ? null : labels.positives / labels.rows,
    },
  };
}

interface LabelCodes {
  /** 0, 1, or 2 where there is none, by row. */
  readonly codes: Uint8Array;
  readonly rows: number;
  readonly positives: number;
  readonly numbers: Distribution | null;
}

function labelsOf(table: Table, columns: StudyColumns, study: Study): LabelCodes {
  const codes = new Uint8Array(table.rows).fill(NO_LABEL);
  if (!columns.label) return { codes, rows: 0, positives: 0, numbers: null };
  const { usable, labels, positives } = readLabels(table, columns.label, study.label);
  const numbers = new Float64Array(table.rows).fill(Number.NaN);
  for (const row of usable) {
    const label = labels[row] ?? 0;
    codes[row] = label;
    numbers[row] = label;
  }
  return { codes, rows: usable.length, positives, numbers: distributionOf(numbers) };
}

/** All columns, in the order of the file; of too many, those the study names and then the first others. */
function mostImportant(columns: readonly Column[], named: StudyColumns): readonly Column[] {
  if (columns.length <= MOST_COLUMNS) return columns;
  const ranked = [...columns].sort(
    (a, b) => Number(roleOf(a, named) === 'ignored') - Number(roleOf(b, named) === 'ignored'),
  );
  const kept = new Set(ranked.slice(0, MOST_COLUMNS));
  return columns.filter((column) => kept.has(column));
}

/** What can be correlated; the label comes last. */
function associatesOf(
  profiled: readonly ProfiledColumn[],
  { numbers }: LabelCodes,
  labelColumn: string,
): Associate[] {
  const own = profiled
    .filter(({ profile: { role, count } }) => role !== 'label' && role !== 'split' && count > 0)
    .filter(({ profile: { role }, numbers, categories }) => role !== 'subject' && (numbers ?? categories))
    .sort((a, b) => Number(a.profile.role === 'ignored') - Number(b.profile.role === 'ignored'))
    .slice(0, MOST_CORRELATED)
    .map(({ profile: { name }, numbers, categories }) => ({ name, numbers, categories }));
  if (!numbers || numbers.count === 0) return own;
  const label = profiled.find(({ profile: { role } }) => role === 'label')?.profile.name ?? labelColumn;
  return [...own, { name: label, numbers, categories: categoriesOfNumbers(numbers) }];
}

function correlationsOf(
  associates: readonly Associate[],
  variables: readonly Variable[],
  rows: number,
  study: Study,
  profiled: readonly ProfiledColumn[],
): Profile['correlations'] {
  const { pearson, spearman } = correlate(variables, rows);
  const mixed = associate(associates, pearson);
  const names = variables.map(({ name }) => name);
  const label =
    profiled.find(({ profile: { role } }) => role === 'label')?.profile.name ?? study.label.column;
  const last = associates.length - 1;
  const labelled = associates[last]?.name === label;
  const candidates = profiled.filter(
    ({ profile: { role, count }, numbers, categories }) =>
      count > 0 && (numbers ?? categories) && !['label', 'split', 'subject'].includes(role),
  ).length;
  return {
    columns: names,
    pearson,
    spearman,
    mixed: { columns: associates.map(({ name }) => name), matrix: mixed },
    withLabel: labelled
      ? associates.slice(0, last).map(({ name }, index) => {
          const at = names.indexOf(name);
          return {
            name,
            pearson: pearson[at]?.[names.length - 1] ?? null,
            spearman: spearman[at]?.[names.length - 1] ?? null,
            mixed: mixed[index]?.[last] ?? null,
          };
        })
      : [],
    leftOut: Math.max(0, candidates - (labelled ? last : associates.length)),
  };
}

/** A column that never repeats leaves no row to repeat another. */
function duplicatesOf(table: Table, profiled: readonly ProfiledColumn[]): number {
  const unique = profiled.some(
    ({ profile: { distinct, count } }) => distinct === table.rows && count === distinct,
  );
  return unique ? 0 : countDuplicates(table);
}

function memoryOf({ columns, blankLines }: Table): number {
  const buffers = new Set<ArrayBufferLike>([blankLines.buffer]);
  let texts = 0;
  for (const column of columns) {
    buffers.add(column.values.buffer);
    if (column.codes) buffers.add(column.codes.buffer);
    if (column.times) buffers.add(column.times.buffer);
    for (const text of column.texts) texts += text.length * 2;
  }
  return [...buffers].reduce((sum, buffer) => sum + buffer.byteLength, texts);
}

function timeSpanOf(timed: ProfiledColumn | undefined): Profile['overview']['timeSpan'] {
  const { from, to } = timed?.profile ?? {};
  if (!from || !to) return null;
  return { from, to, days: (Date.parse(to) - Date.parse(from)) / DAY };
}
