/** What was found in a file, as summaries that a page may show. */

export type Severity = 'error' | 'warning' | 'info';

/** A data-quality issue. `rows` are row numbers as a spreadsheet shows them: the header is row 1. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly column: string | null;
  readonly count: number;
  /** At most five examples. */
  readonly rows: readonly number[];
  /** What and where, and what happens to it: one or two sentences for hospital staff. */
  readonly message: string;
  /** What it does to training, in one sentence. */
  readonly effect?: string;
  /** What can be done about it here with one press; null where nothing can. */
  readonly remedy?: Remedy | null;
}

/** A choice made when the file is prepared; it can be taken back. */
export interface Remedy {
  readonly id: 'dropDuplicateRows' | 'stuckAsMissing';
  /** What the button says. */
  readonly label: string;
  readonly explanation: string;
  readonly applied: boolean;
}

/** What is set aside when the file is prepared. */
export interface CleaningChoices {
  /** Of rows that are alike in every column, the first alone is used. */
  readonly dropDuplicateRows: boolean;
  /** Names of columns, as the file has them, whose stuck stretches count as missing. */
  readonly stuckAsMissing: readonly string[];
}

export interface ColumnSummary {
  readonly name: string;
  /** `feature`, `label`, `timestamp`, `subject`, `split`, or `ignored`. */
  readonly role: 'feature' | 'label' | 'timestamp' | 'subject' | 'split' | 'ignored';
  readonly unit: string | null;
  readonly present: number;
  readonly missing: number;
}

/** A file as the page may know it. */
export interface DatasetSummary {
  readonly fileName: string;
  readonly bytes: number;
  readonly rows: number;
  /** Rows with a label, which training can use. */
  readonly usableRows: number;
  readonly trainRows: number;
  readonly testRows: number;
  readonly positives: number;
  readonly columns: readonly ColumnSummary[];
  readonly findings: readonly Finding[];
  /** False when an error finding stands in the way of joining. */
  readonly usable: boolean;
  /** What was set aside at a person's wish; absent when nothing was. */
  readonly cleaning?: CleaningChoices;
}
