/** A hospital's data set as the coordinator may know it before a run: what is where, and roughly how it looks. */
import type { MomentsSummary, PreparedDataset } from '../preprocessing/index.ts';
import {
  booleanReader,
  categoryReader,
  listedCategories,
  numericReader,
  studyColumns,
} from '../quality/index.ts';
import type { Feature } from '../study/schema.ts';
import { type Column, cellText, isMissing } from '../table/index.ts';
import { addTo, type Crowd, countPeople, type PersonOf, peopleOf } from './people.ts';
import { MIN_CELL } from './rules.ts';

export interface ColumnShape {
  readonly name: string;
  /** What most of its cells are; `empty`: nothing in it, `absent`: no such column. */
  readonly found: 'numbers' | 'text' | 'empty' | 'absent';
  /** The unit of the values as they are used. */
  readonly unit: string | null;
  /** Does it hold a value that training can use? */
  readonly usable: boolean;
  /** Shares from 0 to 1 of the training rows, in steps of 0.05; null for fewer than `MIN_CELL` people. */
  readonly missing: number | null;
  /** Of the study's kind, but outside its range or not among its values. */
  readonly outside: number | null;
  /** To three digits, where they may be told; null for anything but numbers. */
  readonly mean: number | null;
  readonly sd: number | null;
}

export interface DatasetShape {
  readonly columns: readonly ColumnShape[];
  /** How the outcome is written, each value that at least `MIN_CELL` people have. */
  readonly labels: readonly string[];
}

const STEP = 0.05;
/** `people`: behind the rows, counted up to `MIN_CELL`. */
const roundShare = (count: number, rows: number, people: number): number | null =>
  people < MIN_CELL ? null : Number((Math.round(count / rows / STEP) * STEP).toFixed(2));
const threeDigits = (value: number): number => Number(value.toPrecision(3));

/** The shape of a file's training rows; `told` are its moments as they may leave (`protectMoments`). */
export function datasetShape(file: PreparedDataset, told: MomentsSummary): DatasetShape {
  const { study, table, train } = file;
  const columns = studyColumns(table, study);
  const personOf = peopleOf(table, study);
  const people = countPeople(train, personOf, MIN_CELL);
  return {
    columns: study.features.map((feature, index) =>
      columnShape(feature, columns.features[index], { rows: train, people }, told),
    ),
    labels: labelTexts(file, columns.label, personOf),
  };
}

function columnShape(
  feature: Feature,
  column: Column | undefined,
  { rows, people }: { readonly rows: Uint32Array; readonly people: number },
  told: MomentsSummary,
): ColumnShape {
  const { name, unit = null } = feature;
  if (!column)
    return { name, found: 'absent', unit, usable: false, missing: null, outside: null, mean: null, sd: null };
  const isUsable = usableReader(feature, column);
  let numbers = 0;
  let missing = 0;
  let usable = 0;
  for (const row of rows) {
    if (isMissing(column, row)) missing++;
    else if (!Number.isNaN(column.values[row] ?? Number.NaN)) numbers++;
    if (isUsable(row)) usable++;
  }
  const filled = rows.length - missing;
  const moments = Object.hasOwn(told.numeric, name) ? told.numeric[name] : undefined;
  return {
    name,
    found: filled === 0 ? 'empty' : numbers * 2 > filled ? 'numbers' : 'text',
    unit,
    usable: usable > 0,
    missing: roundShare(missing, rows.length, people),
    outside: roundShare(filled - usable, rows.length, people),
    mean: moments ? threeDigits(moments.mean) : null,
    sd: moments ? threeDigits(Math.sqrt(moments.m2 / moments.count)) : null,
  };
}

function usableReader(feature: Feature, column: Column): (row: number) => boolean {
  if (feature.kind === 'numeric') {
    const read = numericReader(column, feature.range);
    return (row) => !Number.isNaN(read(row));
  }
  const listed = listedCategories(feature);
  if (feature.kind === 'categorical' && !listed) return (row) => !isMissing(column, row);
  const read = feature.kind === 'boolean' ? booleanReader(column) : categoryReader(column, listed ?? []);
  return (row) => read(row) >= 0;
}

/** One text for each outcome: the one that most rows have it written as, where enough people have. */
function labelTexts(
  { train, labels }: PreparedDataset,
  column: Column | undefined,
  personOf: PersonOf,
): string[] {
  if (!column) return [];
  return [0, 1].flatMap((outcome) => {
    const crowds = new Map<string, { rows: number; people: Crowd }>();
    for (const row of train) {
      const text = labels[row] === outcome ? cellText(column, row)?.trim().slice(0, 100) : undefined;
      if (text === undefined) continue;
      const written = crowds.get(text) ?? { rows: 0, people: new Set() };
      written.rows++;
      addTo(written.people, personOf(row));
      crowds.set(text, written);
    }
    const [commonest] = [...crowds]
      .filter(([, { people }]) => people.size >= MIN_CELL)
      .sort(([, a], [, b]) => b.rows - a.rows);
    return commonest ? [commonest[0]] : [];
  });
}
