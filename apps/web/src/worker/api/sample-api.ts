/** What the administrator's page may ask of the worker that reads a sample file. No row comes back. */
import type { Result } from '@fedhealth/fl-core/lib';
import type { InferredStudy } from '@fedhealth/fl-core/quality';

export interface SampleReading {
  readonly rows: number;
  /** From 0 to 1; null when the length of the file is not known. */
  readonly done: number | null;
}

export interface InferredSample extends InferredStudy {
  readonly fileName: string;
  readonly rows: number;
  readonly columns: readonly string[];
  /** What was understood, in one sentence. */
  readonly summary: string;
}

export interface SampleWorkerApi {
  /** Reads a file and drafts a study from it. Problems: those of `readCsv`. */
  infer(file: File, onProgress: (reading: SampleReading) => void): Promise<Result<InferredSample>>;
}
