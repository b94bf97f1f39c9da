/** Reads a CSV from disk to look at it: what only a person can tell stays as the file has it, and is said. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import type { Study } from '@fedhealth/fl-core/study';
import {
  ambiguousDates,
  applyMapping,
  type Mapping,
  openQuestions,
  type Table,
} from '@fedhealth/fl-core/table';
import { conclusions, type HeadlessReading, namesIn, readAndMap, unknownColumns } from './read-for-study.ts';

export interface LookedAt {
  readonly table: Table;
  /** In sentences: what was concluded, and what is left open. */
  readonly remarks: readonly string[];
}

/**
 * The table that the hospital's page would profile: the study's names and units, times on the site's clock,
 * numbers that stand for nothing taken out. Columns that are not clear keep their own names. Problems: those of
 * `readAndMap` and `COLUMNS_UNKNOWN`. With `asIs` the table is the file's own.
 */
export async function readToLook(
  path: string,
  study: Study,
  reading: HeadlessReading & { readonly asIs?: boolean | undefined } = {},
): Promise<Result<LookedAt>> {
  const read = await readAndMap(path, study, reading);
  if (!read.ok) return read;
  const { table, mapping } = read.value;
  if (reading.asIs) return ok({ table, remarks: [] });
  const unknown = unknownColumns([{ mapping, fileColumns: namesIn(table) }], reading.columns);
  if (unknown) return fail(unknown);
  const open = openQuestions(mapping);
  const clear: Mapping = {
    columns: mapping.columns.filter((match) => !open.includes(match)),
    sentinels: mapping.sentinels.filter(({ study: name }) => open.every((match) => match.study !== name)),
  };
  const dates = ambiguousDates(table, clear);
  return ok({
    table: applyMapping(table, clear, study),
    remarks: [
      ...conclusions(clear).map(({ message }) => message),
      ...clear.sentinels
        .filter(({ missing }) => missing)
        .map(({ study: name, value, count }) => `“${name}” is ${value} in ${count} rows: taken for missing.`),
      ...open.map(
        ({ study: name, question }) =>
          `“${name}” is not clear and was left out: ${question} Say which with --column.`,
      ),
      ...(dates === null
        ? []
        : [`The dates of “${dates}” may have the day or the month first: pass --date-order dmy or mdy.`]),
    ],
  });
}
