/** Reads one of several files, with a person's decisions about it. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { type MappingDecisions, readCsv, type Table } from '@fedhealth/fl-core/table';
import type { ReadingProgress, SampleFile } from '../api/api.ts';
import { fetchSample } from './fetch-sample.ts';

interface ReadSource {
  readonly source: File | SampleFile;
  readonly decisions: MappingDecisions;
  readonly signal: AbortSignal;
  onProgress(progress: ReadingProgress): void;
}

export async function readSource({
  source,
  decisions,
  signal,
  onProgress,
}: ReadSource): Promise<Result<Table>> {
  const file = source instanceof File ? ok<Blob>(source) : await fetchSample(source, signal);
  if (!file.ok) return fail(file.error);
  const started = performance.now();
  return readCsv(file.value, {
    name: source.name,
    signal,
    dateOrder: decisions.dateOrder ?? undefined,
    timeZone: decisions.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    missing: decisions.missing,
    notMissing: decisions.notMissing,
    onProgress: ({ bytes, totalBytes, rows }) =>
      onProgress({
        stage: 'reading',
        done: totalBytes ? Math.min(1, bytes / totalBytes) : null,
        rows,
        fileName: source.name,
        bytesPerSecond: (1000 * bytes) / Math.max(1, performance.now() - started),
      }),
  });
}
