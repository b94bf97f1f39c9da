/** Reads a hospital's CSV from disk and prepares it for a study. */
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { type PreparedDataset, prepareDataset } from '@fedhealth/fl-core/preprocessing';
import type { Study } from '@fedhealth/fl-core/study';
import { readCsv } from '@fedhealth/fl-core/table';

/** The prepared file; a file that cannot be used is a problem that says why. */
export async function openData(path: string, study: Study): Promise<Result<PreparedDataset>> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return fail({ code: 'FILE_MISSING', message: `There is no file ${path}.` });
  const table = await readCsv((await openAsBlob(path)).stream(), { name: basename(path), bytes: found.size });
  if (!table.ok) return table;
  const file = prepareDataset(table.value, study);
  if (file.summary.usable) return ok(file);
  const reasons = file.summary.findings
    .filter((finding) => finding.severity === 'error')
    .map((finding) => finding.message);
  return fail({ code: 'FILE_UNUSABLE', message: `${basename(path)} cannot be used: ${reasons.join(' ')}` });
}
