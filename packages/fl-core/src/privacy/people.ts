/** Who stands behind a row: the subject where the study has a subject column, else the row itself. */
import { studyColumns } from '../quality/index.ts';
import type { Study } from '../study/schema.ts';
import { type Table, TIME_CODE } from '../table/index.ts';
import { MIN_CELL } from './rules.ts';

/** Numbers the person behind each table row; two rows with one number are of one person. */
export type PersonOf = (row: number) => number;

/** Rows are people where the study names no subject column, or the file has none. */
export function peopleOf(table: Table, study: Study): PersonOf {
  const { subject } = studyColumns(table, study);
  if (!subject) return (row) => row;
  const people = new Int32Array(table.rows);
  const known = new Map<string, number>();
  for (let row = 0; row < table.rows; row++) {
    const code = subject.codes?.[row] ?? 0;
    const value = subject.values[row] ?? Number.NaN;
    // A row that names nobody stands for itself.
    let key = `row ${row}`;
    if (code === TIME_CODE) key = `time ${subject.times?.[row]}`;
    else if (code !== 0) key = `text ${code}`;
    else if (!Number.isNaN(value)) key = `number ${value}`;
    const person = known.get(key) ?? known.size;
    known.set(key, person);
    people[row] = person;
  }
  return (row) => people[row] ?? row;
}

/** Distinct people, counted until there are enough of them: to know that, no more need be kept. */
export type Crowd = Set<number>;

/** Adds a person while the crowd has fewer than `enough`. */
export function addTo(crowd: Crowd, person: number, enough = MIN_CELL): void {
  if (crowd.size < enough) crowd.add(person);
}

/** Both together; these two stay as they are. */
export function together(one: ReadonlySet<number>, other: ReadonlySet<number>): Crowd {
  const both: Crowd = new Set(one);
  for (const person of other) addTo(both, person);
  return both;
}

/** How many different people are behind these rows; counts no further than `enough`. */
export function countPeople(rows: Iterable<number>, personOf: PersonOf, enough: number): number {
  const crowd: Crowd = new Set();
  for (const row of rows) {
    crowd.add(personOf(row));
    if (crowd.size === enough) break;
  }
  return crowd.size;
}
