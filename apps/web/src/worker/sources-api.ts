/** Several files of one hospital, as the page may know them. */
import type { JoinReport, MappingDecisions, SourceClock } from '@fedhealth/fl-core/table';
import type { DatasetSummary, Problem, SampleFile } from './api.ts';

/** A file to be read; under the same id it is read once. */
export interface SourceFile {
  readonly id: string;
  readonly source: File | SampleFile;
  readonly decisions?: MappingDecisions | undefined;
}

/** How the files are joined; files are named by their ids. */
export interface SourceSettings {
  readonly base: string | 'auto';
  readonly direction: 'backward' | 'nearest';
  /** In seconds; where a file has none, its cadence decides. */
  readonly tolerances: Readonly<Record<string, number>>;
}

export const DEFAULT_SETTINGS: SourceSettings = { base: 'auto', direction: 'backward', tolerances: {} };

/** A column of a file that the study knows. */
export interface SourceColumn {
  readonly study: string;
  readonly file: string;
  /** What is done to its values, as `(x − 32) × 5/9`; null when nothing is. */
  readonly conversion: { readonly from: string; readonly to: string; readonly formula: string } | null;
  /** What a person should look at. */
  readonly question: string | null;
}

export interface SourceView {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** Null when the file could not be read; `problem` then says why. */
  readonly clock: SourceClock | null;
  readonly columns: readonly SourceColumn[];
  readonly ignored: number;
  readonly problem: Problem | null;
}

export interface SourcesView {
  readonly files: readonly SourceView[];
  readonly settings: SourceSettings;
  /** Its sources are the readable files, in their order. Null when the files could not be joined. */
  readonly report: JoinReport | null;
  readonly problem: Problem | null;
}

export interface OpenedSources {
  readonly summary: DatasetSummary;
  readonly sources: SourcesView;
}
