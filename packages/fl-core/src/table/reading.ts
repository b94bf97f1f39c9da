/** How a file was read: what was found in it and what was decided, for a person to look through. */
import type { Decimal } from './grouped-number.ts';
import type { DateOrder } from './parse-day-month.ts';
import type { Delimiter } from './sniff.ts';
import type { Encoding } from './text-encoding.ts';

/** The dates and times of one column. */
export interface TimeReading {
  readonly column: string;
  /** Cells that read as a date or time. */
  readonly cells: number;
  /** Those of them that name their zone (`Z`, `+02:00`). */
  readonly zoned: number;
  /** Which of day and month comes first; null when every cell says so by itself (`2024-03-31`, `31.03.2024`). */
  readonly order: DateOrder | null;
  /** No row tells day and month apart: `order` is then a guess that a person has to confirm. */
  readonly ambiguous: boolean;
  /** Cells that are no day in that order, such as 13/25 among month-first dates; they count as missing. */
  readonly contrary: number;
}

/** A text that stands for “nothing was measured”, or may. */
export interface MarkerReading {
  /** As it is written in the file. */
  readonly marker: string;
  readonly count: number;
  /** Columns it occurs in, in the order of the file. */
  readonly columns: readonly string[];
  /** Its cells count as missing (in at least one column). */
  readonly missing: boolean;
}

export interface TableReading {
  readonly delimiter: Delimiter;
  readonly encoding: Encoding;
  /** Of the file: of each column whose numbers do not all have the other mark. */
  readonly decimal: Decimal;
  /** Columns whose numbers all have the other decimal mark, in the order of the file. */
  readonly otherDecimal: readonly string[];
  readonly compressed: 'gzip' | null;
  /** The site's time zone; null: times that name a zone were left in UTC. */
  readonly timeZone: string | null;
  readonly times: readonly TimeReading[];
  readonly markers: readonly MarkerReading[];
}

/** What a person decides about the reading of a file; whatever is left out is decided by the file. */
export interface ReadingChoices {
  /** Which comes first in `03/04/2024`, in columns where no row tells. */
  readonly dateOrder?: DateOrder | undefined;
  /**
   * The site's time zone (IANA). Times that name a zone are put on its clock; times without one are what that
   * clock said, and stay as they are.
   */
  readonly timeZone?: string | undefined;
  /** Texts that count as missing wherever they stand, whatever is known of them. */
  readonly missing?: readonly string[] | undefined;
  /** Texts that never count as missing. */
  readonly notMissing?: readonly string[] | undefined;
}
