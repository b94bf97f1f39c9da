/** How a file was read and which of its columns is which, as the page may know it: names and counts. */
import type { ColumnMatch, MappingDecisions, Sentinel, TableReading } from '@fedhealth/fl-core/table';

/** A conversion that a person may choose. */
export interface ConversionChoice {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly formula: string;
}

export interface ColumnView extends ColumnMatch {
  readonly unit: string | null;
  /** The conversion in use, if any. */
  readonly converted: ConversionChoice | null;
  readonly conversions: readonly ConversionChoice[];
}

export interface ColumnsView {
  readonly reading: TableReading | null;
  readonly fileColumns: readonly string[];
  readonly columns: readonly ColumnView[];
  readonly sentinels: readonly Sentinel[];
  /** The column whose dates may have the day or the month first, until a person says. */
  readonly ambiguousDates: string | null;
  /** Do the times of the study's column depend on the site's time zone? */
  readonly zoneMatters: boolean;
  readonly timeZone: string;
  readonly decisions: MappingDecisions;
  /** A person (or an earlier look at a file of the same shape) said that it is right, or it goes without saying. */
  readonly confirmed: 'plain' | 'remembered' | 'person' | null;
  /** What to keep in this browser for the next file of the shape; null while nothing was confirmed by a person. */
  readonly remember: string | null;
}

/** A few cells, for the screen only, to be asked for when they are shown. */
export type CellExamples = Readonly<
  Record<string, readonly { readonly before: string; readonly after: string }[]>
>;
