import { type Crowd, together } from './people.ts';
import { MIN_CELL } from './rules.ts';

export interface ProtectedCounts {
  /** Each of at least `MIN_CELL` people. */
  readonly shown: Readonly<Record<string, number>>;
  /** The rest together: 0 when there is none, otherwise records of at least `MIN_CELL` people and two values. */
  readonly other: number;
}

/** Who stands behind each value. Where nothing is known of a value, its records are people. */
export type Crowds = ReadonlyMap<string, ReadonlySet<number>>;

/** So many rare values in a column without listed ones, and more of them than frequent ones, are free text. */
const FREE_TEXT = 10;

/**
 * Counts of values, fit to leave: values of fewer than `MIN_CELL` people (none, too) become one other count. While that
 * is of too few people or of one value only, the smallest value shown joins it, so that no count of fewer follows from the
 * total (complementary suppression). Null when all together are too few.
 * @param open the study lists no values: a column of many rare ones is free text, names perhaps, and none is shown
 */
export function protectCounts(
  counts: Readonly<Record<string, number>>,
  crowds: Crowds = new Map(),
  open = false,
): ProtectedCounts | null {
  let strangers = 0;
  const people = (value: string, count: number): ReadonlySet<number> =>
    crowds.get(value) ?? new Set(Array.from({ length: Math.min(count, MIN_CELL) }, () => --strangers));
  const sorted = Object.entries(counts)
    .map(([value, count]) => ({ value, count, crowd: people(value, count) }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const frequent = sorted.filter(({ crowd }) => crowd.size >= MIN_CELL);
  const rare = sorted.filter(({ crowd }) => crowd.size < MIN_CELL);
  const isFreeText = open && rare.length >= FREE_TEXT && rare.length > frequent.length;
  const shown = isFreeText ? [] : frequent;
  const pooled = isFreeText ? sorted : rare;
  const asCounts = () => Object.fromEntries(shown.map(({ value, count }) => [value, count]));
  if (pooled.length === 0) return shown.length === 0 ? null : { shown: asCounts(), other: 0 };
  let behind: Crowd = new Set();
  let other = 0;
  const pool = ({ count, crowd }: { count: number; crowd: ReadonlySet<number> }): void => {
    other += count;
    behind = together(behind, crowd);
  };
  let values = pooled.length;
  for (const one of pooled) pool(one);
  while (behind.size < MIN_CELL || values < 2) {
    const joins = shown.pop();
    if (!joins) return null;
    pool(joins);
    values++;
  }
  return { shown: asCounts(), other };
}
