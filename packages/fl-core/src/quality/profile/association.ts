/** How strongly columns go together when some are categories: always between 0 and 1. */
import type { Categories } from './categories.ts';
import type { Matrix } from './correlations.ts';
import type { Distribution } from './distribution.ts';

/** `numbers` alone: a number; both: yes or no, or the label; `categories` alone: a category. */
export interface Associate {
  readonly name: string;
  readonly numbers: Distribution | null;
  readonly categories: Categories | null;
}

/** `pearson` is of those with numbers, in their order. */
export function associate(columns: readonly Associate[], pearson: Matrix): Matrix {
  const numeric = columns.filter(({ numbers }) => numbers !== null);
  const matrix: Matrix = columns.map(() => new Array<number | null>(columns.length).fill(1));
  columns.forEach((a, i) => {
    columns.forEach((b, j) => {
      if (j > i) return;
      const value =
        a.numbers && b.numbers
          ? absolute(pearson[numeric.indexOf(a)]?.[numeric.indexOf(b)])
          : pair(a, b, i === j);
      const [rowI, rowJ] = [matrix[i], matrix[j]];
      if (rowI) rowI[j] = value;
      if (rowJ) rowJ[i] = value;
    });
  });
  return matrix;
}

const absolute = (value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : Math.abs(value);

function pair(a: Associate, b: Associate, self: boolean): number | null {
  if (a.categories && b.categories) {
    const value = cramersV(a.categories, b.categories);
    return self && value !== null ? 1 : value;
  }
  const categories = a.categories ?? b.categories;
  const numbers = a.numbers ?? b.numbers;
  return categories && numbers ? correlationRatio(categories, numbers) : null;
}

/** η: the square root of the share of a number's variance that lies between the categories (Fisher 1925). */
function correlationRatio(groups: Categories, numbers: Distribution): number | null {
  const size = groups.texts.length;
  const about = numbers.values[numbers.values.length >>> 1] ?? 0;
  const sums = new Float64Array(size + 1);
  const squares = new Float64Array(size + 1);
  const counts = new Uint32Array(size + 1);
  const none = numbers.values.length;
  for (let row = 0; row < groups.codes.length; row++) {
    const code = numbers.codes[row] ?? none;
    if (code === none) continue;
    const group = groups.codes[row] ?? size;
    const d = (numbers.values[code] ?? 0) - about;
    counts[group] = (counts[group] ?? 0) + 1;
    sums[group] = (sums[group] ?? 0) + d;
    squares[group] = (squares[group] ?? 0) + d * d;
  }
  let [n, sum, square, between] = [0, 0, 0, 0];
  for (let group = 0; group < size; group++) {
    const times = counts[group] ?? 0;
    if (times === 0) continue;
    n += times;
    sum += sums[group] ?? 0;
    square += squares[group] ?? 0;
    between += ((sums[group] ?? 0) * (sums[group] ?? 0)) / times;
  }
  const total = square - (sum * sum) / n;
  // What is left of a constant is rounding.
  if (!(total > square * 1e-12)) return null;
  const eta = Math.sqrt(Math.max(0, between - (sum * sum) / n) / total);
  return Number.isFinite(eta) ? Math.min(1, eta) : null;
}

/** Cramér's V with the correction for bias of Bergsma (2013); null when one of both does not vary. */
function cramersV(a: Categories, b: Categories): number | null {
  const [rows, columns] = [a.texts.length, b.texts.length];
  const cells = new Float64Array((rows + 1) * (columns + 1));
  for (let row = 0; row < a.codes.length; row++) {
    const at = (a.codes[row] ?? rows) * (columns + 1) + (b.codes[row] ?? columns);
    cells[at] = (cells[at] ?? 0) + 1;
  }
  const ofRow = new Float64Array(rows);
  const ofColumn = new Float64Array(columns);
  let n = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const count = cells[i * (columns + 1) + j] ?? 0;
      ofRow[i] = (ofRow[i] ?? 0) + count;
      ofColumn[j] = (ofColumn[j] ?? 0) + count;
      n += count;
    }
  }
  const r = ofRow.filter((count) => count > 0).length;
  const k = ofColumn.filter((count) => count > 0).length;
  if (r < 2 || k < 2) return null;
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const margin = (ofRow[i] ?? 0) * (ofColumn[j] ?? 0);
      if (margin > 0) sum += (cells[i * (columns + 1) + j] ?? 0) ** 2 / margin;
    }
  }
  const phi = Math.max(0, sum - 1 - ((r - 1) * (k - 1)) / (n - 1));
  const most = Math.min(r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)) - 1;
  const v = Math.sqrt(phi / most);
  return most > 0 && Number.isFinite(v) ? Math.min(1, v) : null;
}
