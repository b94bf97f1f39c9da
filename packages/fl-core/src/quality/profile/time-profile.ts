/** Means by hour of the day, day of the week and month. */
import type { Variable } from './correlations.ts';
import type { Profile } from './schema.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CELLS = 24 * 7 * 12;

/** `times` are milliseconds since 1970 by row; hours are as the file writes them (UTC where it names a zone). */
export function timeProfileOf(
  column: string,
  times: Float64Array,
  variables: readonly Variable[],
): NonNullable<Profile['time']> {
  // One pass over the rows for hours, days and months together.
  const cells = new Uint16Array(times.length);
  for (let row = 0; row < times.length; row++) cells[row] = cellOf(times[row] ?? Number.NaN);
  const rows = new Float64Array(CELLS + 1);
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] ?? CELLS;
    rows[cell] = (rows[cell] ?? 0) + 1;
  }
  const sums = variables.map(({ distribution }) => {
    const { codes, values } = distribution;
    const sum = new Float64Array(CELLS + 1);
    const count = new Float64Array(CELLS + 1);
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row] ?? values.length;
      if (code === values.length) continue;
      const cell = cells[row] ?? CELLS;
      sum[cell] = (sum[cell] ?? 0) + (values[code] ?? 0);
      count[cell] = (count[cell] ?? 0) + 1;
    }
    return { sum, count };
  });
  const by = (size: number, bucketOf: (cell: number) => number) => {
    const gather = (from: Float64Array): number[] => {
      const buckets = new Array<number>(size).fill(0);
      for (let cell = 0; cell < CELLS; cell++) {
        const bucket = bucketOf(cell);
        buckets[bucket] = (buckets[bucket] ?? 0) + (from[cell] ?? 0);
      }
      return buckets;
    };
    return {
      rows: gather(rows),
      means: sums.map(({ sum, count }) => {
        const counts = gather(count);
        return gather(sum).map((total, bucket) => {
          const mean = total / (counts[bucket] ?? 0);
          return Number.isFinite(mean) ? mean : null;
        });
      }),
    };
  };
  return {
    column,
    columns: variables.map(({ name }) => name),
    hour: by(24, (cell) => Math.floor(cell / 84)),
    weekday: by(7, (cell) => Math.floor(cell / 12) % 7),
    month: by(12, (cell) => cell % 12),
  };
}

function cellOf(time: number): number {
  if (!Number.isFinite(time)) return CELLS;
  const days = Math.floor(time / DAY);
  const hour = Math.floor((time - days * DAY) / HOUR);
  // 1 January 1970 was a Thursday; weeks begin on Monday.
  const weekday = (((days + 3) % 7) + 7) % 7;
  return hour * 84 + weekday * 12 + monthOf(days);
}

/** Month (0–11) of a day counted from 1 January 1970, in the proleptic Gregorian calendar. */
function monthOf(days: number): number {
  // Counting in eras of 400 years from 1 March puts the leap day last.
  const shifted = days + 719_468;
  const day = shifted - Math.floor(shifted / 146_097) * 146_097;
  const year = Math.floor(
    (day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365,
  );
  const dayOfYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  return (Math.floor((5 * dayOfYear + 2) / 153) + 2) % 12;
}
