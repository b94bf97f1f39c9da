/** Files as the page may know them. */
import type { DatasetSummary } from '@fedhealth/fl-core/site';

/** A file offered by the web app itself. */
export interface SampleFile {
  readonly url: string;
  readonly name: string;
}

/** The open file, with what of it may not be told of, and why: worked out anew with whatever is decided about it. */
export interface OpenedSummary extends DatasetSummary {
  readonly withheld: Readonly<Record<string, 'few' | 'alike'>>;
}
