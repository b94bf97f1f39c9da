/** From a file to the hospital's data: read, checked, split. The rows stay in what is returned. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { prepareDataset } from '@fedhealth/fl-core/preprocessing';
import { createSiteData, type SiteData } from '@fedhealth/fl-core/site';
import type { Study } from '@fedhealth/fl-core/study';
import { readCsv } from '@fedhealth/fl-core/table';
import { CANCELLED, type ReadingProgress, type SampleFile } from './api.ts';

interface OpenDataset {
  readonly source: File | SampleFile;
  readonly study: Study;
  readonly signal: AbortSignal;
  onProgress(progress: ReadingProgress): void;
}

/** Reads a file for a study. Problems: those of `readCsv`, `SAMPLE_UNREACHABLE`, `CANCELLED`. */
export async function openDataset({
  source,
  study,
  signal,
  onProgress,
}: OpenDataset): Promise<Result<SiteData>> {
  const file = source instanceof File ? ok<Blob>(source) : await fetchSample(source, signal);
  if (!file.ok) return file;
  let rows = 0;
  const table = await readCsv(file.value, {
    name: source.name,
    signal,
    onProgress: (progress) => {
      rows = progress.rows;
      const done = progress.totalBytes ? Math.min(1, progress.bytes / progress.totalBytes) : null;
      onProgress({ stage: 'reading', done, rows });
    },
  });
  if (!table.ok) return table;
  onProgress({ stage: 'checking', done: null, rows });
  const data = createSiteData(prepareDataset(table.value, study));
  return signal.aborted ? fail({ code: CANCELLED, message: 'Reading was cancelled.' }) : ok(data);
}

async function fetchSample(sample: SampleFile, signal: AbortSignal): Promise<Result<Blob>> {
  try {
    const response = await fetch(sample.url, { signal });
    if (response.ok) return ok(await response.blob());
  } catch {
    // No answer, or cancelled: told apart below.
    if (signal.aborted) return fail({ code: CANCELLED, message: 'Reading was cancelled.' });
  }
  return fail({
    code: 'SAMPLE_UNREACHABLE',
    message:
      'The sample data could not be fetched. Check the connection and try again, or use a file of your own.',
  });
}
