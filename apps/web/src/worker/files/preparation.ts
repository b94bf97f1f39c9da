/** Preparing the open file: what it does, other choices, and the prepared rows as a file. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import {
  cleanedCsv,
  describePreparation,
  matrixHash,
  transformRows,
  withCleaning,
} from '@fedhealth/fl-core/preprocessing';
import type { CleaningChoices } from '@fedhealth/fl-core/quality';
import { createSiteData, type SiteData } from '@fedhealth/fl-core/site';
import type { CleanedFile, PreparationView } from '../api/preparation-api.ts';

const unusable = {
  code: 'NO_FILE',
  message: 'No file is open that could be prepared. Open a file first.',
};

export const cleaned = (data: SiteData, choices: CleaningChoices): SiteData =>
  createSiteData(withCleaning(data.file, choices));

export async function preparationOf(data: SiteData | null): Promise<Result<PreparationView>> {
  if (!data?.summary.usable) return fail(unusable);
  const { fittedOn, pipeline } = data.pipelineInUse();
  const sha256 = await matrixHash(transformRows(data.file, pipeline, data.file.train).features);
  return ok({ ...describePreparation(data.file, pipeline), fittedOn, sha256 });
}

/** The text goes into the file piece by piece: no string holds it all. */
export function cleanedFileOf(data: SiteData | null): Result<CleanedFile> {
  if (!data?.summary.usable) return fail(unusable);
  const parts: Blob[] = [];
  for (const chunk of cleanedCsv(data.file, data.pipelineInUse().pipeline)) parts.push(new Blob([chunk]));
  const name = `${data.summary.fileName.replace(/\.[^.]*$/, '') || 'data'}-prepared.csv`;
  return ok({ name, blob: new Blob(parts, { type: 'text/csv' }) });
}
