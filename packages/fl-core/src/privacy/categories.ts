import { MIN_CELL } from './rules.ts';

export interface ProtectedCounts {
  /** Each at least `MIN_CELL`. */
  readonly shown: Readonly<Record<string, number>>;
  /** The rest together: 0 when there is none, otherwise at least `MIN_CELL` records of two or more values. */
  readonly other: number;
}

/**
 * Counts of values, fit to leave: values with fewer than `MIN_CELL` records (none, too) become one other
 * count. While that counts too little or is one value only, the smallest value shown joins it, so that no
 * count under `MIN_CELL` follows from the total (complementary suppression). Null when all together are too few.
 */
export function protectCounts(counts: Readonly<Record<string, number>>): ProtectedCounts | null {
  const sorted = Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const shown = sorted.filter(([, count]) => count >= MIN_CELL);
  const pooled = sorted.filter(([, count]) => count < MIN_CELL);
  let other = pooled.reduce((sum, [, count]) => sum + count, 0);
  if (pooled.length === 0) return shown.length === 0 ? null : { shown: Object.fromEntries(shown), other: 0 };
  let values = pooled.length;
  while (other < MIN_CELL || values < 2) {
    const joins = shown.pop();
    if (!joins) return null;
    other += joins[1];
    values++;
  }
  return { shown: Object.fromEntries(shown), other };
}
