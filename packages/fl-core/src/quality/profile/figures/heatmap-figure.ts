import { type Figure, fitted, type Mark, text } from './figure.ts';
import { coefficient } from './numbers.ts';

const NAMES = 116;
const TOP = 96;
const SMALLEST = 22;
const LARGEST = 46;
const ROOM_FOR_FIGURES = 34;

/** A square of correlations; wider than asked where cells would become too small to read. */
export function heatmapFigure(
  title: string,
  columns: readonly string[],
  matrix: readonly (readonly (number | null)[])[],
  width: number,
): Figure {
  const size = Math.max(
    SMALLEST,
    Math.min(LARGEST, Math.floor((width - NAMES - 8) / Math.max(1, columns.length))),
  );
  const marks: Mark[] = [];
  columns.forEach((name, i) => {
    marks.push(text(NAMES - 8, TOP + (i + 0.5) * size + 4, fitted(name, NAMES - 12), 'end', 'text'), {
      shape: 'text',
      x: NAMES + (i + 0.5) * size + 4,
      y: TOP - 8,
      text: fitted(name, TOP - 12),
      anchor: 'start',
      vertical: true,
      tone: 'text',
    });
    columns.forEach((other, j) => {
      const value = matrix[i]?.[j] ?? null;
      const place = { x: NAMES + j * size, y: TOP + i * size };
      marks.push({
        shape: 'rect',
        ...place,
        width: size - 1,
        height: size - 1,
        tone: value === null ? 'line' : value < 0 ? 'second' : 'first',
        opacity: value === null ? 0.35 : 0.04 + 0.56 * Math.abs(value),
        label: `${name} and ${other}: ${value === null ? 'cannot be told' : coefficient(value)}`,
      });
      if (size >= ROOM_FOR_FIGURES && value !== null) {
        marks.push(text(place.x + size / 2, place.y + size / 2 + 4, coefficient(value, 2), 'middle', 'text'));
      }
    });
  });
  return {
    title,
    width: Math.max(width, NAMES + columns.length * size + 8),
    height: TOP + columns.length * size + 4,
    marks,
    table: {
      head: ['', ...columns],
      rows: columns.map((name, i) => [name, ...columns.map((_, j) => coefficient(matrix[i]?.[j]))]),
    },
  };
}
