/** Reads a hospital's CSV, or several that belong together, from disk and prepares them for a study. */
import { basename } from 'node:path';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { type PreparedDataset, prepareSources } from '@fedhealth/fl-core/preprocessing';
import type { Study } from '@fedhealth/fl-core/study';
import { type JoinReport, type JoinSource, preferColumns } from '@fedhealth/fl-core/table';
import { type HeadlessReading, readForStudy, type StudyTable, unknownColumns } from './read-for-study.ts';

export interface OpenedData extends PreparedDataset {
  /** How several files were joined; null for one. */
  readonly join: JoinReport | null;
}

/**
 * The prepared file; a file that cannot be used is a problem that says why. Several files are joined on the
 * study's time column, each within the tolerance that its own cadence suggests.
 */
export async function openData(
  csv: string | readonly string[],
  study: Study,
  reading: HeadlessReading = {},
): Promise<Result<OpenedData>> {
  const paths = typeof csv === 'string' ? [csv] : csv;
  const tables: StudyTable[] = [];
  for (const path of paths) {
    const read = await readForStudy(path, study, reading);
    if (!read.ok) return read;
    tables.push(read.value);
  }
  const unknown = unknownColumns(tables, reading.columns);
  if (unknown) return fail(unknown);
  const sources = tables.map(({ table }): JoinSource => ({ table, name: table.fileName }));
  const [first, ...others] = sources;
  if (!first) return fail({ code: 'FILE_MISSING', message: 'No file was given.' });
  const { file, report } = prepareSources([first, ...others], study, {
    columnSource: preferColumns(tables.map(({ mapping }) => mapping)),
  });
  const { summary } = file;
  if (summary.usable) {
    const findings = [...summary.findings, ...tables.flatMap((table) => table.findings)];
    return ok({ ...file, summary: { ...summary, findings }, join: report });
  }
  const reasons = summary.findings
    .filter((finding) => finding.severity === 'error')
    .map((finding) => finding.message);
  const names = paths.map((path) => basename(path)).join(', ');
  return fail({ code: 'FILE_UNUSABLE', message: `${names} cannot be used: ${reasons.join(' ')}` });
}
