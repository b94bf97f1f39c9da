import type { Profile } from '../schema.ts';
import { type Figure, fitted, type Mark, TEXT_SIZE, text } from './figure.ts';
import { percent } from './numbers.ts';

const LINE = 22;
const TOP = 6;

/** Where in the file values are missing: one line for each column, one cell for each block of time or rows. */
export function missingMatrixFigure(
  { blocks, by, columns, shares }: Profile['missing']['matrix'],
  width: number,
): Figure {
  const names = Math.min(130, width * 0.32);
  const cell = (width - names - 8) / Math.max(1, blocks.length);
  const marks: Mark[] = [];
  columns.forEach((name, i) => {
    const y = TOP + i * LINE;
    marks.push(text(names - 8, y + 14, fitted(name, names - 10), 'end', 'text'));
    blocks.forEach(({ from, to, rows }, j) => {
      const share = shares[i]?.[j] ?? null;
      const what =
        share === null ? 'no rows' : `${percent(share)} of ${rows.toLocaleString('en-GB')} rows missing`;
      marks.push({
        shape: 'rect',
        x: names + j * cell,
        y,
        width: Math.max(0.5, cell - 1),
        height: LINE - 3,
        tone: share === null ? 'line' : share === 0 ? 'first' : 'second',
        opacity: share === null ? 0.35 : share === 0 ? 0.12 : 0.25 + 0.75 * share,
        label: `${name}, ${from} to ${to}: ${what}`,
      });
    });
  });
  const bottom = TOP + columns.length * LINE + 14;
  const [first, last] = ends(blocks[0]?.from ?? '', blocks.at(-1)?.to ?? '', by, width - 8 - names);
  marks.push(text(names, bottom, first, 'start'), text(width - 8, bottom, last, 'end'));
  return {
    title: by === 'time' ? 'Missing values over time' : 'Missing values from the first row to the last',
    width,
    height: bottom + 8,
    marks,
    table: {
      head: ['From', 'To', ...columns],
      rows: blocks.map(({ from, to }, j) => [from, to, ...columns.map((_, i) => percent(shares[i]?.[j]))]),
    },
  };
}

/** Both ends of the axis; of times (`2025-01-01 00:00`) only the dates, or the clock, where both do not fit. */
function ends(from: string, to: string, by: 'time' | 'rows', room: number): [string, string] {
  const fits = (from.length + to.length + 2) * TEXT_SIZE * 0.56 <= room;
  if (fits || by === 'rows') return [from, to];
  const [date, clock] = [10, 11];
  return from.slice(0, date) === to.slice(0, date)
    ? [from.slice(clock), to.slice(clock)]
    : [from.slice(0, date), to.slice(0, date)];
}
