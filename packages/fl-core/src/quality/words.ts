/** Small helpers for sentences that hospital staff read. */
import type { Feature } from '../study/schema.ts';
import type { Finding, Severity } from './types.ts';

const EXAMPLES = 5;
const LONGEST_SHOWN = 40;

/** `1 row`, `12 rows`, `12,000 rows`. */
export const countOf = (count: number, singular: string, plural = `${singular}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? singular : plural}`;

export const pronoun = (count: number): string => (count === 1 ? 'It' : 'They');

/** `“a”`, shortened when it is long. */
export const quoted = (text: string): string =>
  `“${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}”`;

/** `“a”, “b” and “c”`; beyond `most`, `… and 4 more`. */
export function listed(texts: readonly string[], most = 5): string {
  const shown = texts.slice(0, most).map(quoted);
  const rest = texts.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  const last = parts.pop() ?? 'nothing';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

/** ` (2.4%)` of all rows; nothing when there is no saying. */
export function shareOf(count: number, rows: number): string {
  if (rows === 0) return '';
  const percent = (100 * count) / rows;
  const figure = percent > 0 && percent < 0.1 ? 'under 0.1' : String(Number(percent.toFixed(1)));
  return ` (${figure}%)`;
}

/** `30 to 220 bpm`. */
export const rangeOf = (range: readonly [number, number], unit: string | undefined): string =>
  `${range[0]} to ${range[1]}${unit ? ` ${unit}` : ''}`;

/** What fills a missing value, in words. */
export function fillerOf(feature: Feature, impute: 'median' | 'mean' | 'mostFrequent'): string {
  return feature.kind === 'numeric' && impute !== 'mostFrequent'
    ? `the study’s ${impute}`
    : 'the study’s most frequent value';
}

/** Counts things, and remembers the first few row numbers they were in. */
export interface Tally {
  readonly count: number;
  readonly rows: readonly number[];
  add(rowNumber: () => number): void;
}

export function createTally(): Tally {
  const rows: number[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    rows,
    add(rowNumber) {
      count++;
      if (rows.length < EXAMPLES) rows.push(rowNumber());
    },
  };
}

export const finding = (
  severity: Severity,
  code: string,
  column: string | null,
  { count, rows }: Pick<Tally, 'count' | 'rows'>,
  message: string,
): Finding => ({ code, severity, column, count, rows, message });
