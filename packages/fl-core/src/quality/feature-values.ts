/**
 * What a cell means for a feature: the one place that says which values are missing, so that findings,
 * statistics and the network's inputs agree.
 */
import type { Feature } from '../study/schema.ts';
import { type Column, numberOfText } from '../table/index.ts';

const YES = new Set(['true', 'yes', 't', 'y', '1']);
const NO = new Set(['false', 'no', 'f', 'n', '0']);

/** Of a categorical feature without listed categories, the most frequent values are used. */
export const MAX_CATEGORIES = 200;

/** The categories a study lists for a feature, each once; undefined when it lists none. */
export const listedCategories = (feature: Feature): string[] | undefined =>
  feature.categories && [...new Set(feature.categories)];

/** Nothing in the cell, or nothing that can be used. */
export const MISSING = -2;
/** A value that is not among the known ones. */
export const UNLISTED = -1;

/** Larger numbers are no readings, and their squares would leave the reach of a double's sum. */
const LARGEST = 1e30;

/** What counts as a reading: the study's range, or any number that can be calculated with. */
export const plausibleRange = (range: readonly [number, number] | undefined): readonly [number, number] =>
  range ?? [-LARGEST, LARGEST];

/** The row's number, or NaN: missing, text, or outside the plausible range. */
export function numericReader(
  column: Column | undefined,
  range: readonly [number, number] | undefined,
): (row: number) => number {
  if (!column) return () => Number.NaN;
  const { values } = column;
  const [low, high] = plausibleRange(range);
  return (row) => {
    const value = values[row] ?? Number.NaN;
    return value >= low && value <= high ? value : Number.NaN;
  };
}

/** 0, 1, `MISSING` or `UNLISTED` (a value that is neither yes nor no). */
export function booleanReader(column: Column | undefined): (row: number) => number {
  return lookupReader(
    column,
    (text) => {
      const word = text.toLowerCase();
      return YES.has(word) ? 1 : NO.has(word) ? 0 : UNLISTED;
    },
    (value) => (value === 1 ? 1 : value === 0 ? 0 : UNLISTED),
  );
}

/** The index in `categories`, `MISSING` or `UNLISTED`. Texts match exactly, else ignoring case; numbers as numbers. */
export function categoryReader(
  column: Column | undefined,
  categories: readonly string[],
): (row: number) => number {
  const exact = new Map<string, number>();
  const lower = new Map<string, number>();
  const numbers = new Map<number, number>();
  categories.forEach((category, index) => {
    const text = category.trim();
    const number = numberOfText(text);
    if (!Number.isNaN(number) && !numbers.has(number)) numbers.set(number, index);
    if (!exact.has(text)) exact.set(text, index);
    if (!lower.has(text.toLowerCase())) lower.set(text.toLowerCase(), index);
  });
  return lookupReader(
    column,
    (text) => exact.get(text) ?? lower.get(text.toLowerCase()) ?? UNLISTED,
    (value) => numbers.get(value) ?? UNLISTED,
  );
}

/** How often each value occurs in `rows`, by its text; values too long or too rare to be kept are left out. */
export function countValues(column: Column | undefined, rows: Uint32Array): Map<string, number> {
  const counts = new Map<string, number>();
  if (!column) return counts;
  const { values, codes, texts } = column;
  const byCode = new Float64Array(texts.length + 1);
  const byNumber = new Map<number, number>();
  for (const row of rows) {
    const code = codes?.[row] ?? 0;
    const value = values[row] ?? Number.NaN;
    if (code > 0) byCode[code] = (byCode[code] ?? 0) + 1;
    else if (!Number.isNaN(value)) byNumber.set(value, (byNumber.get(value) ?? 0) + 1);
  }
  texts.forEach((text, index) => {
    const count = byCode[index + 1] ?? 0;
    if (count > 0) counts.set(text, count);
  });
  for (const [value, count] of byNumber) counts.set(String(value), count);
  return counts;
}

/** Each distinct text is looked at once, not each cell. */
function lookupReader(
  column: Column | undefined,
  ofText: (text: string) => number,
  ofNumber: (value: number) => number,
): (row: number) => number {
  if (!column) return () => MISSING;
  const { values, codes } = column;
  const known = Int32Array.from(column.texts, ofText);
  return (row) => {
    const code = codes === null ? 0 : (codes[row] ?? 0);
    if (code > 0) return known[code - 1] ?? UNLISTED;
    if (code < 0) return UNLISTED;
    const value = values[row] ?? Number.NaN;
    return !Number.isNaN(value) ? ofNumber(value) : MISSING;
  };
}
