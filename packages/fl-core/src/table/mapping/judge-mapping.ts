import type { Study } from '../../study/schema.ts';
import type { Table } from '../table.ts';
import type { ColumnMatch, Mapping } from './mapping.ts';

/** The column that holds the times the study uses, when nothing tells whether the day or the month comes first. */
export function ambiguousDates(table: Table, mapping: Mapping): string | null {
  const file = mapping.columns.find(({ role }) => role === 'timestamp')?.file ?? null;
  const times = table.reading?.times.find(({ column }) => column === file);
  return times?.ambiguous ? times.column : null;
}

/** Does the match go without saying? */
const isPlain = ({ file, study, how, conversion, question }: ColumnMatch): boolean =>
  question === null &&
  conversion === null &&
  (how === 'exact' ||
    how === 'none' ||
    (how === 'name' && file?.trim().toLowerCase() === study.toLowerCase()));

/**
 * Whether a mapping needs no look by a person: every column that was found has the study's own name, nothing
 * is converted, no number is taken out that would count as a reading, and no date may mean two days. What was
 * not found is a finding of its own.
 */
export const goesWithoutSaying = (table: Table, mapping: Mapping, study: Study): boolean =>
  mapping.columns.every(isPlain) &&
  // Outside a plausible range a number counts as missing anyway.
  mapping.sentinels.every((one) => study.features.some(({ name, range }) => name === one.study && range)) &&
  ambiguousDates(table, mapping) === null;

/** Questions that only a person can answer: a headless site stops at them. Values that give a unit away are answer enough. */
export const openQuestions = (mapping: Mapping): readonly ColumnMatch[] =>
  mapping.columns.filter(({ asks }) => asks === 'column');

/** Files with the same header in the same order have the same shape; a confirmed mapping is remembered by it. */
export function headerShape(table: Table, study: Pick<Study, 'id'>): string {
  return JSON.stringify([study.id, ...table.columns.map(({ name }) => name)]);
}
