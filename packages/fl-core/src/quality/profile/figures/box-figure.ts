import type { ColumnProfile } from '../schema.ts';
import { type Figure, type Mark, rule, text } from './figure.ts';
import { LARGEST_DRAWN, shown, ticks } from './numbers.ts';

const HEIGHT = 96;
const [LEFT, RIGHT, MIDDLE, HALF] = [16, 16, 34, 18];

/** Tukey's box plot with the most extreme values as dots. */
export function boxFigure(column: ColumnProfile, width: number): Figure | null {
  const { box, extremes, name, unit, min, max } = column;
  if (!box || !extremes || min === null || max === null) return null;
  if (!(Math.max(Math.abs(min), Math.abs(max)) < LARGEST_DRAWN)) return null;
  const span = max > min ? max - min : 1;
  const low = max > min ? min : min - 0.5;
  const x = (value: number): number => LEFT + ((value - low) / span) * (width - LEFT - RIGHT);
  const unitText = unit ? ` ${unit}` : '';
  const parts = [
    ['Lower whisker', box.low],
    ['First quartile', box.q1],
    ['Median', box.median],
    ['Third quartile', box.q3],
    ['Upper whisker', box.high],
  ] as const;
  const marks: Mark[] = ticks(low, low + span, Math.max(2, Math.floor(width / 110))).flatMap((tick) => [
    rule(x(tick), MIDDLE + HALF + 8, x(tick), MIDDLE + HALF + 13),
    text(x(tick), HEIGHT - 12, shown(tick), 'middle'),
  ]);
  marks.push(
    rule(x(box.low), MIDDLE, x(box.q1), MIDDLE, 'text'),
    rule(x(box.q3), MIDDLE, x(box.high), MIDDLE, 'text'),
    rule(x(box.low), MIDDLE - 9, x(box.low), MIDDLE + 9, 'text'),
    rule(x(box.high), MIDDLE - 9, x(box.high), MIDDLE + 9, 'text'),
    {
      shape: 'rect',
      x: x(box.q1),
      y: MIDDLE - HALF,
      width: Math.max(1, x(box.q3) - x(box.q1)),
      height: 2 * HALF,
      tone: 'first',
      opacity: 0.35,
    },
    rule(x(box.median), MIDDLE - HALF, x(box.median), MIDDLE + HALF, 'text'),
  );
  const far = [...extremes.lowest, ...extremes.highest].filter(
    ({ value, row }, index, all) =>
      (value < box.low || value > box.high) && all.findIndex((other) => other.row === row) === index,
  );
  for (const { value, row } of far) {
    const label = `${shown(value)}${unitText} in row ${row}`;
    marks.push({ shape: 'dot', x: x(value), y: MIDDLE, r: 3.5, tone: 'second', label });
  }
  for (const [what, value] of parts) {
    const label = `${what}: ${shown(value)}${unitText}`;
    marks.push({
      shape: 'rect',
      x: x(value) - 4,
      y: MIDDLE - HALF,
      width: 8,
      height: 2 * HALF,
      tone: 'none',
      label,
    });
  }
  return {
    title: `Box plot of ${name}`,
    width,
    height: HEIGHT,
    marks,
    table: {
      head: ['Part', 'Value', 'Row'],
      rows: [
        ...parts.map(([what, value]) => [what, shown(value), '']),
        ...far.map(({ value, row }) => ['Extreme value', shown(value), String(row)]),
      ],
    },
  };
}
