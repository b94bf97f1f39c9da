/** What a column does from row to row: stretches of one value, stretches of none. */

/** From here on, equal readings in succession are looked at. */
export const LONG_RUN = 24;
/** From here on, rows without a value in succession may be a burst. */
export const BURST = 6;
/** Longer lists help nobody. */
const MOST_RUNS = 10_000;

export interface Run {
  /** Row indices of the first and the last reading. */
  readonly first: number;
  readonly last: number;
  /** Readings in it; missing rows between them are not counted. */
  readonly length: number;
  readonly value: number;
  /** The run right before it is long as well. */
  readonly follows: boolean;
}

export interface Runs {
  readonly present: number;
  readonly low: number;
  readonly high: number;
  /** Runs of `LONG_RUN` readings or more. */
  readonly long: readonly Run[];
  /** Readings outside the long runs, and how many of them repeat the one before. */
  readonly others: number;
  readonly repeats: number;
  /** Stretches of at least `BURST` rows without a value. */
  readonly bursts: readonly { readonly first: number; readonly length: number }[];
  readonly longestBurst: number;
  /** The only value that can be more than half of the readings (Boyer & Moore 1981), and how sure that is. */
  readonly candidate: number;
  readonly lead: number;
}

/** One pass over a column in the order of the file. `read` gives NaN for a missing value; a run ends where `breaks` has a 1. */
export function scanRuns(rows: number, read: (row: number) => number, breaks: Uint8Array | null): Runs {
  const long: Run[] = [];
  const bursts: { first: number; length: number }[] = [];
  let present = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let others = 0;
  let repeats = 0;
  let longestBurst = 0;
  let candidate = Number.NaN;
  let lead = 0;
  let gap = 0;
  let value = Number.NaN;
  let first = 0;
  let last = 0;
  let length = 0;
  let follows = false;

  const endRun = (): void => {
    if (length === 0) return;
    if (value < low) low = value;
    if (value > high) high = value;
    if (value === candidate) lead += length;
    else if (length > lead) {
      candidate = value;
      lead = length - lead;
    } else lead -= length;
    if (length >= LONG_RUN && long.length < MOST_RUNS) {
      long.push({ first, last, length, value, follows });
      follows = true;
    } else {
      follows = false;
      others += length;
      repeats += length - 1;
    }
  };
  const endGap = (row: number): void => {
    if (gap > longestBurst) longestBurst = gap;
    if (gap >= BURST && bursts.length < MOST_RUNS) bursts.push({ first: row - gap, length: gap });
    gap = 0;
  };

  for (let row = 0; row < rows; row++) {
    const now = read(row);
    if (Number.isNaN(now)) {
      gap++;
      continue;
    }
    if (gap > 0) endGap(row);
    present++;
    if (now !== value || breaks?.[row] === 1) {
      endRun();
      value = now;
      first = row;
      length = 0;
    }
    last = row;
    length++;
  }
  endRun();
  endGap(rows);
  return { present, low, high, long, others, repeats, bursts, longestBurst, candidate, lead };
}
