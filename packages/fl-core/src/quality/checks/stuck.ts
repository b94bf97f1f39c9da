/** A sensor that goes on reporting one value although what it measures changes. */
import { LONG_RUN, type Run, type Runs } from './runs.ts';

/** So many such runs would be expected in a sound file, at most. */
const EXPECTED = 0.01;
/** A column with long runs of more values than this moves in steps by nature. */
const MOST_VALUES = 50;
/** So often at its lowest or highest value, a column rests there by nature (no steps at night, no rain). */
const RESTING = 5;

/**
 * The runs that chance does not explain. With `r` the share of readings that repeat the one before (among
 * all readings outside long runs, or among those of the run's own value, whichever is larger; one repeat in
 * two is added to both as a start), a file of `n` readings has about n · r^(length − 1) runs of that length.
 * A run is stuck when it has at least 24 readings and fewer than 0.01 such runs are to be expected. A column
 * that rests at its lowest or highest value again and again, or hardly varies outside its long runs (an age),
 * or goes from one long run into the next (a sorted file), is not stuck.
 */
export function stuckRuns(
  runs: Runs,
  rows: number,
  read: (row: number) => number,
  breaks: Uint8Array | null,
): Run[] {
  const { long, others, repeats, present, low, high } = runs;
  if (long.length === 0 || others < LONG_RUN) return [];
  // A stuck sensor comes free again; a sorted column goes from one long run into the next.
  if (2 * long.filter(({ follows }) => follows).length > long.length) return [];
  const byValue = new Map<number, Run[]>();
  for (const run of long) byValue.set(run.value, [...(byValue.get(run.value) ?? []), run]);
  if (byValue.size > MOST_VALUES) return [];
  const overall = (repeats + 1) / (others + 2);
  return [...byValue].flatMap(([value, own]) => {
    if ((value === low || value === high) && own.length >= RESTING) return [];
    const rate = Math.max(overall, repeatRate(value, rows, read, breaks));
    return own.filter(({ length }) => present * rate ** (length - 1) < EXPECTED);
  });
}

/** How often a reading of `value` is followed by another one, outside long runs. */
function repeatRate(
  value: number,
  rows: number,
  read: (row: number) => number,
  breaks: Uint8Array | null,
): number {
  let readings = 0;
  let repeats = 0;
  let length = 0;
  const end = (): void => {
    if (length > 0 && length < LONG_RUN) {
      readings += length;
      repeats += length - 1;
    }
    length = 0;
  };
  for (let row = 0; row < rows; row++) {
    const now = read(row);
    if (Number.isNaN(now)) continue;
    if (now !== value || breaks?.[row] === 1) end();
    if (now === value) length++;
  }
  end();
  return (repeats + 1) / (readings + 2);
}
