/**
 * Columns of few different numbers, as codes and counts. Exact count, mean and spread of 0s, 1s and 2s are three
 * equations with three unknowns: they would give away how many have a rare value. Such a column is told of by the rule of
 * categories: exactly where every value is frequent, else with no more digits than ten people allow.
 */
import type { Moments } from '../preprocessing/types.ts';
import { addTo, type Crowd, type PersonOf } from './people.ts';
import { MIN_CELL } from './rules.ts';

/** A column of more different values gives more unknowns than its moments and histogram give equations. */
const FEW_VALUES = 32;

export interface FewValued {
  /** Values that fewer than `MIN_CELL` people have. */
  readonly rare: number;
  /** From the smallest to the largest value. */
  readonly width: number;
}

/**
 * The rare values of a column of few different ones: at most `FEW_VALUES`, which recur, or are whole numbers close
 * together. Null for any other, and for one without values.
 */
export function fewValued(
  rows: Uint32Array,
  read: (row: number) => number,
  personOf: PersonOf,
): FewValued | null {
  const crowds = new Map<number, Crowd>();
  let count = 0;
  for (const row of rows) {
    const value = read(row);
    if (Number.isNaN(value)) continue;
    count++;
    let crowd = crowds.get(value);
    if (crowd === undefined) {
      if (crowds.size === FEW_VALUES) return null;
      crowd = new Set();
      crowds.set(value, crowd);
    }
    addTo(crowd, personOf(row));
  }
  if (count === 0) return null;
  const values = [...crowds.keys()];
  const width = Math.max(...values) - Math.min(...values);
  const isGrid = width <= FEW_VALUES && values.every(Number.isInteger);
  if (!isGrid && values.length * 2 > count) return null;
  return { rare: [...crowds.values()].filter(({ size }) => size < MIN_CELL).length, width };
}

/** The smallest power of two that is at least `size`: a step that tells nothing of the values but their magnitude. */
const stepOf = (size: number): number => 2 ** Math.ceil(Math.log2(size));
const toStep = (value: number, step: number): number => Math.round(value / step) * step;

/**
 * The moments with the sum in steps of what ten people's records can change it by, and the sum of squares likewise. Null
 * when so little would be left that it says nothing. `records`: the most that one person has.
 * @param range the study's: a rounded mean stays within it
 */
export function coarseMoments(
  { count, mean, m2 }: Moments,
  { width }: FewValued,
  records: number,
  range: readonly [number, number] | undefined,
): Moments | null {
  const behind = MIN_CELL * records;
  if (count < 5 * behind) return null;
  if (width === 0) return { count, mean, m2 };
  const [low, high] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const told = toStep(mean * count, stepOf(behind * width)) / count;
  const centre = Math.min(high, Math.max(low, told));
  // Around the mean that is told, not the true one: else the two together would give the true one back.
  const squares = m2 + count * (mean - centre) ** 2;
  const most = (count * (Math.min(high, centre + width) - Math.max(low, centre - width)) ** 2) / 4;
  const rounded = toStep(squares, stepOf(behind * width * width));
  return { count, mean: centre, m2: Math.min(rounded, Number.isFinite(most) ? most : rounded) };
}
