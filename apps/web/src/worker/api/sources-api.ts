/** Several files of one hospital, as the page may know them. */
import type { Problem } from '@fedhealth/fl-core/lib';
import type { JoinReport, MappingDecisions, SourceClock } from '@fedhealth/fl-core/table';
import type { ColumnsView } from './columns-api.ts';
import type { OpenedSummary, SampleFile } from './files-api.ts';

/** A file to be read; under the same id and with the same decisions it is read once. */
export interface SourceFile {
  readonly id: string;
  readonly source: File | SampleFile;
  /** Left out, what is remembered of files of its shape decides. */
  readonly decisions?: MappingDecisions | undefined;
  /** How the decisions were confirmed, as the view of the columns said. */
  readonly confirmed?: ColumnsView['confirmed'] | undefined;
}

/** How the files are joined; files are named by their ids. */
export interface SourceSettings {
  readonly base: string | 'auto';
  readonly direction: 'backward' | 'nearest';
  /** In seconds; where a file has none, its cadence decides. */
  readonly tolerances: Readonly<Record<string, number>>;
}

export const DEFAULT_SETTINGS: SourceSettings = { base: 'auto', direction: 'backward', tolerances: {} };

export interface SourceView {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** Null when the file could not be read, or its dates are not clear yet. */
  readonly clock: SourceClock | null;
  /** Null when the file could not be read; `problem` then says why. */
  readonly columns: ColumnsView | null;
  readonly problem: Problem | null;
}

export interface SourcesView {
  readonly files: readonly SourceView[];
  readonly settings: SourceSettings;
  /** Its sources are the files that can be joined, in their order. Null when there is nothing to join, or it could not be. */
  readonly report: JoinReport | null;
  readonly problem: Problem | null;
}

export interface OpenedSources {
  readonly summary: OpenedSummary;
  readonly sources: SourcesView;
  /** What to keep in this browser for the next files of their shapes; null when a person confirmed nothing new. */
  readonly remember: string | null;
}

/** A file whose dates may mean two days is joined once a person has said which. */
export const canBeJoined = ({ columns }: Pick<SourceView, 'columns'>): boolean =>
  columns !== null && columns.ambiguousDates === null;
