/** What the page may ask of the worker. Summaries come back, never a row. */
import type { Problem, Result } from '@fedhealth/fl-core/lib';
import type { DatasetSummary, SiteSnapshot } from '@fedhealth/fl-core/site';
import type { Study } from '@fedhealth/fl-core/study';

/** A file offered by the web app itself. */
export interface SampleFile {
  readonly url: string;
  readonly name: string;
}

export interface ReadingProgress {
  readonly stage: 'reading' | 'checking';
  /** From 0 to 1; null when the length of the work is not known. */
  readonly done: number | null;
  readonly rows: number;
}

export interface JoinRequest {
  /** Origin of the coordinator, as `https://coordinator.example`. */
  readonly url: string;
  readonly invite: string;
  /** The hospital's name. */
  readonly name: string;
}

/** What changed of the snapshot since the last push: what is left out is as it was, to the object. */
export type SnapshotChange = Partial<SiteSnapshot>;

export interface ModelFile {
  readonly name: string;
  readonly text: string;
}

export interface SiteWorkerApi {
  /** Reads and checks a file. A file opened before is closed first. */
  openFile(
    source: File | SampleFile,
    study: Study,
    onProgress: (progress: ReadingProgress) => void,
  ): Promise<Result<DatasetSummary>>;
  /** Stops a reading under way; its `openFile` answers with code `CANCELLED`. */
  cancelReading(): void;
  /** Forgets the rows. Leaves the study first when joined. */
  closeFile(): Promise<void>;
  join(request: JoinRequest): Promise<Result<null>>;
  leave(): Promise<Result<null>>;
  /** The first push holds the whole snapshot, the later ones what changed. */
  subscribe(listener: (change: SnapshotChange) => void): void;
  /** The model artifact as JSON text, with a file name to save it by. */
  downloadModel(version: number): Promise<Result<ModelFile>>;
}

export const CANCELLED = 'CANCELLED';

export type { DatasetSummary, Problem, SiteSnapshot };
