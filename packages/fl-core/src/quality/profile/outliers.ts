/** Box plot, outliers and extremes of a numeric column. */
import { rowNumber, type Table } from '../../table/index.ts';
import type { Distribution } from './distribution.ts';
import type { Quantile } from './quantiles.ts';
import type { NumericProfile } from './schema.ts';

const EXAMPLES = 5;
/** Tukey's fences (1977). */
const REACH = 1.5;
/** Iglewicz and Hoaglin (1993): |0.6745 (x − median) / MAD| > 3.5. */
const Z_FACTOR = 0.6745;
const Z_LIMIT = 3.5;

type Rows = Pick<Table, 'blankLines'>;

export function boxAndOutliers(
  table: Rows,
  distribution: Distribution,
  quantile: Quantile,
  mad: number | null,
): Pick<NumericProfile, 'box' | 'outliers'> {
  const [q1, median, q3] = [quantile(0.25), quantile(0.5), quantile(0.75)];
  if (q1 === null || median === null || q3 === null)
    return { box: null, outliers: { iqr: null, robustZ: null } };
  const spread = q3 - q1;
  if (!Number.isFinite(spread)) return { box: null, outliers: { iqr: null, robustZ: null } };
  const low = q1 - REACH * spread;
  const high = q3 + REACH * spread;
  const { values } = distribution;
  const lowest = values.find((value) => value >= low) ?? q1;
  const highest = values.findLast((value) => value <= high) ?? q3;
  const limit = mad === null || mad === 0 ? null : (Z_LIMIT * mad) / Z_FACTOR;
  return {
    // A whisker never ends within the box.
    box: { low: Math.min(lowest, q1), q1, median, q3, high: Math.max(highest, q3) },
    outliers: {
      iqr: beyond(table, distribution, low, high, (value) => value < low || value > high),
      robustZ:
        limit === null || mad === null
          ? null
          : beyond(
              table,
              distribution,
              median - limit,
              median + limit,
              (value) => Math.abs((Z_FACTOR * (value - median)) / mad) > Z_LIMIT,
            ),
    },
  };
}

function beyond(
  table: Rows,
  { values, counts, codes }: Distribution,
  low: number,
  high: number,
  isOutlier: (value: number) => boolean,
): NumericProfile['outliers']['iqr'] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return null;
  // Values ascend: outliers are the first few and the last few.
  let count = 0;
  let lowEnd = 0;
  for (; lowEnd < values.length && isOutlier(values[lowEnd] ?? 0); lowEnd++) count += counts[lowEnd] ?? 0;
  let highStart = values.length;
  for (; highStart > lowEnd && isOutlier(values[highStart - 1] ?? 0); highStart--) {
    count += counts[highStart - 1] ?? 0;
  }
  const rows: number[] = [];
  for (let row = 0; row < codes.length && rows.length < Math.min(EXAMPLES, count); row++) {
    const code = codes[row] ?? values.length;
    if (code < lowEnd || (code >= highStart && code < values.length)) rows.push(rowNumber(table, row));
  }
  return { count, low, high, rows };
}

/** The five lowest and the five highest values with their rows; of equal ones, the first rows. */
export function extremesOf(table: Rows, distribution: Distribution): NumericProfile['extremes'] {
  const last = distribution.values.length - 1;
  if (last < 0) return null;
  return { lowest: farthest(table, distribution, 0, 1), highest: farthest(table, distribution, last, -1) };
}

function farthest(
  table: Rows,
  { values, counts, codes, count }: Distribution,
  from: number,
  step: 1 | -1,
): { value: number; row: number }[] {
  const wanted = new Map<number, number>();
  let left = Math.min(EXAMPLES, count);
  for (let code = from, open = left; open > 0; code += step) {
    const take = Math.min(open, counts[code] ?? 0);
    wanted.set(code, take);
    open -= take;
  }
  const edge = from + step * (wanted.size - 1);
  const [least, most] = step === 1 ? [from, edge] : [edge, from];
  const found: { value: number; row: number }[] = [];
  for (let row = 0; row < codes.length && left > 0; row++) {
    const code = codes[row] ?? -1;
    if (code < least || code > most) continue;
    const open = wanted.get(code) ?? 0;
    if (open === 0) continue;
    wanted.set(code, open - 1);
    left--;
    found.push({ value: values[code] ?? 0, row: rowNumber(table, row) });
  }
  return found.sort((a, b) => step * (a.value - b.value) || a.row - b.row);
}
