/** What a join of several files is asked and what it answers. */
import type { Table } from '../table.ts';

/** One file, its columns named and its units as the study has them. */
export interface JoinSource {
  readonly table: Table;
  /** As people call it: the file's name. */
  readonly name: string;
}

/** `backward`: the latest reading at or before a row's time. `nearest`: the closest on either side. */
export type JoinDirection = 'backward' | 'nearest';

export interface JoinOptions {
  /** Name of the time column; every source has one. */
  readonly time: string;
  /** Name of the column that says whose reading a row is; a source may have none. */
  readonly subject?: string | undefined;
  /** Name of the outcome's column: with it, some source must have it. */
  readonly label?: string | undefined;
  /**
   * How old a reading may be, in seconds, inclusive: for all sources, or by index. Where there is none,
   * 1.5 times the source's median interval, at least a minute.
   */
  readonly toleranceSeconds?: number | readonly (number | null)[] | undefined;
  /** The source whose rows are kept. `auto`: the one with the outcome, else the one with the most rows. */
  readonly base?: number | 'auto' | undefined;
  readonly direction?: JoinDirection | undefined;
  /** Column name to source index, where several sources have the column; else the base, then the first. */
  readonly columnSource?: Readonly<Record<string, number>> | undefined;
}

/** From the first to the last reading, in milliseconds since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Rows that share something, with at most five of their row numbers as a spreadsheet shows them. */
export interface RowExamples {
  readonly count: number;
  readonly rows: readonly number[];
}

/** How one file lies in time. */
export interface SourceClock {
  readonly rows: number;
  /** Rows whose time is missing or unreadable. */
  readonly timeless: RowExamples;
  /** Median interval between readings (of one subject) in seconds; null with fewer than two times. */
  readonly cadenceSeconds: number | null;
  readonly span: TimeSpan | null;
}

export interface SourceReport extends SourceClock {
  readonly name: string;
  readonly role: 'base' | 'joined';
  /** Matched by subject as well as by time. */
  readonly bySubject: boolean;
  /** Readings that a later one of the same time (and subject) replaced; 0 for the base, whose rows are all kept. */
  readonly duplicates: number;
  /** Different rows of this source that some base row took. */
  readonly rowsUsed: number;
  /** Base rows that found a reading here. For the base itself, all its rows. */
  readonly matched: number;
  /** Base rows that found none, with row numbers of the base file. */
  readonly unmatched: RowExamples;
  /** Time between a base row and the reading it found, in seconds; null when none did. */
  readonly ageSeconds: { readonly median: number; readonly max: number } | null;
  /** Null for the base. */
  readonly toleranceSeconds: number | null;
  /** The share of the base's time span that this source's span covers, from 0 to 1. */
  readonly overlap: number;
  /** By equal slices of the whole join's span: the share of the base's rows that found a reading; null without rows. */
  readonly timeline: readonly (number | null)[];
  /** Columns it brings to the joined table. */
  readonly columns: readonly string[];
  /** For people: what matched and what did not. */
  readonly sentence: string;
}

/** A column that several sources have. */
export interface SharedColumn {
  readonly column: string;
  /** Index of the source it is taken from. */
  readonly from: number;
  /** Indices of the sources whose column is left out. */
  readonly leftOut: readonly number[];
  readonly sentence: string;
}

export interface JoinReport {
  readonly base: number;
  readonly rows: number;
  readonly direction: JoinDirection;
  /** From the earliest to the latest reading of any source. */
  readonly span: TimeSpan;
  /** By index of the sources. */
  readonly sources: readonly SourceReport[];
  readonly shared: readonly SharedColumn[];
  /** What deserves a second look, in sentences. */
  readonly warnings: readonly string[];
}
