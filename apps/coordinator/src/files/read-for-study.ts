/** Reads a CSV from disk as a study names and measures its columns, without a person to ask. */
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, ok, type Problem, type Result } from '@fedhealth/fl-core/lib';
import type { Finding } from '@fedhealth/fl-core/quality';
import type { Study } from '@fedhealth/fl-core/study';
import {
  ambiguousDates,
  applyMapping,
  conversionOf,
  type Mapping,
  mappingFrom,
  noDecisions,
  openQuestions,
  type ReadingChoices,
  readCsv,
  type Table,
} from '@fedhealth/fl-core/table';
import { ownTimeZone } from './own-time-zone.ts';

/** What only a person knows about a file. */
export interface HeadlessReading extends Pick<ReadingChoices, 'dateOrder' | 'timeZone'> {
  /** Which of the file's columns is which of the study's; of several files each takes what it has. */
  readonly columns?: readonly ColumnChoice[] | undefined;
}

export interface ColumnChoice {
  /** The study's name. */
  readonly study: string;
  /** The file's. */
  readonly file: string;
}

export interface StudyTable {
  readonly table: Table;
  readonly mapping: Mapping;
  /** Names as the file has them. */
  readonly fileColumns: readonly string[];
  /** What was concluded, in sentences: columns under another name, conversions. */
  readonly findings: readonly Finding[];
}

/** The file as it was read, and the study's columns in it as far as they can be told. */
export interface ReadFile {
  readonly table: Table;
  readonly mapping: Mapping;
}

/**
 * Columns that a person named and that are not there: in none of the files, or not in the study. Null when all are.
 * Problem: `COLUMNS_UNKNOWN`.
 */
export function unknownColumns(
  files: readonly Pick<StudyTable, 'mapping' | 'fileColumns'>[],
  columns: readonly ColumnChoice[] = [],
): Problem | null {
  const known = new Set(files.flatMap(({ mapping }) => mapping.columns.map((match) => match.study)));
  const there = new Set(files.flatMap(({ fileColumns }) => fileColumns));
  const told = columns.flatMap(({ study: of, file }) => [
    ...(known.has(of) ? [] : [`The study has no column “${of}”; it has ${listed([...known])}.`]),
    ...(there.has(file) ? [] : [`No file has a column “${file}”; there are ${listed([...there])}.`]),
  ]);
  if (told.length === 0) return null;
  return { code: 'COLUMNS_UNKNOWN', message: `${told.join(' ')} Correct --column.` };
}

const listed = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');

/** Reads a file and proposes its mapping. Problems: `FILE_MISSING`, `TIME_ZONE_UNKNOWN`, and those of `readCsv`. */
export async function readAndMap(
  path: string,
  study: Study,
  { dateOrder, timeZone, columns = [] }: HeadlessReading = {},
): Promise<Result<ReadFile>> {
  const zone = ownTimeZone(timeZone);
  if (!zone.ok) return zone;
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return fail({ code: 'FILE_MISSING', message: `There is no file ${path}.` });
  const read = await readCsv((await openAsBlob(path)).stream(), {
    name: basename(path),
    bytes: found.size,
    dateOrder,
    timeZone: zone.value,
  });
  if (!read.ok) return read;
  const mapping = mappingFrom(read.value, study, { ...noDecisions, columns: [...columns] });
  return ok({ table: read.value, mapping });
}

/**
 * The file's columns under the study's names and in its units. A name or a unit that is certain is taken; what
 * only a person can tell is a problem that names the option to pass. Problems: `FILE_MISSING`,
 * `TIME_ZONE_UNKNOWN`, `DATE_ORDER_UNKNOWN`, `COLUMNS_UNCLEAR`, and those of `readCsv`.
 */
export async function readForStudy(
  path: string,
  study: Study,
  reading: HeadlessReading = {},
): Promise<Result<StudyTable>> {
  const read = await readAndMap(path, study, reading);
  if (!read.ok) return read;
  const { table, mapping } = read.value;
  const name = basename(path);
  const dates = ambiguousDates(table, mapping);
  if (dates !== null) {
    const message = `In ${name} the dates of “${dates}” may have the day or the month first, and no row tells. Pass --date-order dmy or --date-order mdy.`;
    return fail({ code: 'DATE_ORDER_UNKNOWN', message });
  }
  const questions = openQuestions(mapping);
  if (questions.length > 0) {
    const asked = questions.map(({ study: column, question }) => `“${column}”: ${question}`).join(' ');
    const message = `In ${name} not every column is clear. ${asked} Say which is which with --column "<the study’s name>=<the file’s>", or rename the columns in the file as the study names them.`;
    return fail({ code: 'COLUMNS_UNCLEAR', message });
  }
  return ok({
    table: applyMapping(table, mapping, study),
    mapping,
    fileColumns: namesIn(table),
    findings: conclusions(mapping),
  });
}

export const namesIn = ({ columns }: Table): string[] => columns.map(({ name }) => name);

/** What was concluded about the columns, as findings. */
export function conclusions({ columns }: Mapping): Finding[] {
  return columns.flatMap((match) => {
    const { file, study, because } = match;
    const conversion = match.conversion === null ? null : conversionOf(match.conversion);
    if (file === null || (file === study && !conversion)) return [];
    const named = file === study ? `The column “${study}”` : `The column “${file}” is used as “${study}” and`;
    const told = because === 'values' ? 'by its values' : 'by its header';
    const message = conversion
      ? `${named} was converted from ${conversion.from} to ${conversion.to} (${conversion.formula}), ${told}.`
      : `The column “${file}” is used as “${study}”.`;
    return [{ code: 'COLUMN_MAPPED', severity: 'info', column: study, count: 1, rows: [], message }];
  });
}
