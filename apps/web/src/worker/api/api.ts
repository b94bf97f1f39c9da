/** What the page may ask of the worker. Summaries come back, never a row. */
import type { Problem, Result } from '@fedhealth/fl-core/lib';
import type { SiteRules } from '@fedhealth/fl-core/privacy';
import type { Profile } from '@fedhealth/fl-core/quality';
import type { EngineName, ResumedSession, SiteSnapshot } from '@fedhealth/fl-core/site';
import type { Study } from '@fedhealth/fl-core/study';
import type { MappingDecisions } from '@fedhealth/fl-core/table';
import type { CellExamples, ColumnsView } from './columns-api.ts';
import type { OpenedSummary, SampleFile } from './files-api.ts';
import type { PredictionApi } from './prediction-api.ts';
import type { PreparationApi } from './preparation-api.ts';
import type { OpenedSources, SourceFile, SourceSettings } from './sources-api.ts';

export interface ReadingProgress {
  readonly stage: 'reading' | 'checking';
  /** From 0 to 1; null when the length of the work is not known. */
  readonly done: number | null;
  readonly rows: number;
  /** Which of several files. */
  readonly fileName?: string;
  /** How fast the file is being read; left out before there is anything to tell. */
  readonly bytesPerSecond?: number;
}

export interface JoinRequest {
  /** Origin of the coordinator, as `https://coordinator.example`. */
  readonly url: string;
  readonly invite: string;
  /** The hospital's name. */
  readonly name: string;
  /** The engine that a person chose in this browser. */
  readonly engine?: EngineName | null;
  /** The hospital's own rules, as they are set in this browser. */
  readonly rules?: SiteRules;
  /** What was known when the worker before this one died. */
  readonly resumed?: (ResumedSession & Pick<SiteSnapshot, 'ledger'>) | null;
}

/** What changed of the snapshot since the last push: what is left out is as it was, to the object. */
export type SnapshotChange = Partial<SiteSnapshot>;

export interface ModelFile {
  readonly name: string;
  readonly text: string;
}

export interface SiteWorkerApi extends PreparationApi, PredictionApi {
  /** Reads and checks a file. A file opened before is closed first. `remembered`: what `columns` gave to keep. */
  openFile(
    source: File | SampleFile,
    study: Study,
    onProgress: (progress: ReadingProgress) => void,
    remembered?: string | null,
  ): Promise<Result<OpenedSummary>>;
  /** How the one open file was read and mapped; null when none is open, or several are. */
  columns(): Promise<ColumnsView | null>;
  /** Other decisions about the open file. It is usable once they are confirmed. */
  decideColumns(
    decisions: MappingDecisions,
    confirm: boolean,
    onProgress: (progress: ReadingProgress) => void,
  ): Promise<Result<OpenedSummary>>;
  /** A few cells of each column, as they are and as they are used: of the one open file, or of a source by its id. */
  cellExamples(source?: string): Promise<CellExamples>;
  /** Reads and joins several files. Those read before under the same id are not read again; when it fails, what was open stays open. */
  openSources(
    files: readonly SourceFile[],
    settings: SourceSettings,
    study: Study,
    onProgress: (progress: ReadingProgress) => void,
    remembered: string | null,
  ): Promise<Result<OpenedSources>>;
  /** Stops a reading under way; its `openFile` answers with code `CANCELLED`. */
  cancelReading(): void;
  /** Forgets the rows. Leaves the study first when joined. */
  closeFile(): Promise<void>;
  /** The profile of the open file; made when first asked for. */
  profile(): Promise<Result<Profile>>;
  /** The same as a file to keep: one HTML page, or JSON. */
  profileFile(format: 'html' | 'json'): Promise<Result<ModelFile>>;
  /** A file that lacks a column is declared too, so that both sides can read why it is refused (`DATASET_UNFIT`). */
  join(request: JoinRequest): Promise<Result<null>>;
  /** Also ends a `join` under way, which answers with code `LEFT`. `mayReturn`: the page ends, perhaps to be reloaded. */
  leave(mayReturn?: boolean): Promise<Result<null>>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Goes on from a model that this hospital has not seen made. */
  trustModel(): Promise<void>;
  /** The newest question that this hospital's rules refused, as a file to keep. */
  evidence(): Promise<Result<ModelFile>>;
  /** Trains with this engine from the next round on; null leaves it to the study and the measurement. */
  pinEngine(engine: EngineName | null): Promise<void>;
  /** Holds a lock of this name as long as the worker lives; false where the browser has none. */
  holdLock(name: string): Promise<boolean>;
  /** The first push holds the whole snapshot, the later ones what changed. */
  subscribe(listener: (change: SnapshotChange) => void): void;
  /** The model artifact as JSON text, with a file name to save it by. */
  downloadModel(version: number): Promise<Result<ModelFile>>;
}

export const CANCELLED = 'CANCELLED';

export type { EngineName, OpenedSummary, Problem, SampleFile, SiteSnapshot };
