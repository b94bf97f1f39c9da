import type { ColumnProfile } from '../schema.ts';
import { at, type Figure, type Mark, rule, text } from './figure.ts';
import { shown, ticks } from './numbers.ts';

const HEIGHT = 240;
const LEFT = 52;
const [RIGHT, TOP, BOTTOM] = [12, 30, 34];

/** Rows in each bin, stacked by label, under the density of each; null where there is nothing to draw. */
export function histogramFigure(column: ColumnProfile, label: string, width: number): Figure | null {
  const { histogram, name, unit } = column;
  if (!histogram) return null;
  const { edges, counts, positives, negatives, density, below, above } = histogram;
  const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  const binWidth = (high - low) / counts.length;
  const curves = density
    ? ([
        ['text', false, density.all, column.count],
        ['first', false, density.negatives, sum(negatives)],
        ['second', true, density.positives, sum(positives)],
      ] as const)
    : [];
  const scaled = curves.flatMap(([tone, dashed, curve, rows]) =>
    curve ? [{ tone, dashed, heights: curve.map((value) => value * rows * binWidth) }] : [],
  );
  const most = Math.max(1, ...counts, ...scaled.flatMap(({ heights }) => heights));
  const x = (value: number): number => LEFT + ((value - low) / (high - low)) * (width - LEFT - RIGHT);
  const y = (rows: number): number => HEIGHT - BOTTOM - (rows / most) * (HEIGHT - TOP - BOTTOM);
  const marks: Mark[] = [];
  for (const tick of ticks(0, most, 4)) {
    marks.push(rule(LEFT, y(tick), width - RIGHT, y(tick)), text(LEFT - 8, y(tick) + 4, shown(tick), 'end'));
  }
  for (const tick of ticks(low, high, Math.max(2, Math.floor(width / 90)))) {
    marks.push(text(x(tick), HEIGHT - BOTTOM + 18, shown(tick), 'middle'));
  }
  const rowsOfTable = counts.map((count, bin) => {
    const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 0];
    const [no, yes] = [negatives[bin] ?? 0, positives[bin] ?? 0];
    const box = { shape: 'rect', x: x(from) + 0.5, width: Math.max(0.5, x(to) - x(from) - 1) } as const;
    const stack = (start: number, size: number, tone: 'first' | 'second' | 'muted'): void => {
      if (size > 0) {
        marks.push({ ...box, y: y(start + size), height: y(start) - y(start + size), tone, opacity: 0.45 });
      }
    };
    stack(0, yes, 'second');
    stack(yes, no, 'first');
    stack(yes + no, count - yes - no, 'muted');
    return [`${shown(from)} to ${shown(to)}`, shown(count), shown(no), shown(yes)];
  });
  for (const { tone, dashed, heights } of scaled) {
    const d = heights
      .map((rows, i) => `${i === 0 ? 'M' : 'L'}${at(x(density?.at[i] ?? 0))} ${at(y(rows))}`)
      .join('');
    marks.push({ shape: 'path', d, tone, dashed });
  }
  // On top, as tall as the chart: a low bar is as easy to point at as a high one.
  counts.forEach((count, bin) => {
    const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 0];
    const range = `${shown(from)} to ${shown(to)}${unit ? ` ${unit}` : ''}`;
    const split = `${shown(negatives[bin])} no, ${shown(positives[bin])} yes`;
    marks.push({
      shape: 'rect',
      x: x(from),
      width: x(to) - x(from),
      y: TOP,
      height: HEIGHT - TOP - BOTTOM,
      tone: 'none',
      label: `${range}: ${shown(count)} rows (${split})`,
    });
  });
  const beyond = [
    ...(below > 0 ? [['below', shown(below), '', '']] : []),
    ...(above > 0 ? [['above', shown(above), '', '']] : []),
  ];
  if (below + above > 0) {
    marks.push(text(width - RIGHT, TOP - 14, `${shown(below + above)} values farther out`, 'end'));
  }
  marks.push(...legend(label));
  return {
    title: `Distribution of ${name}${unit ? ` (${unit})` : ''}`,
    width,
    height: HEIGHT,
    marks,
    table: { head: ['Value', 'Rows', `${label}: no`, `${label}: yes`], rows: [...rowsOfTable, ...beyond] },
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function legend(label: string): Mark[] {
  const [x, y] = [LEFT, 12];
  return [
    { shape: 'rect', x, y: y - 8, width: 10, height: 10, tone: 'first', opacity: 0.6 },
    text(x + 14, y + 1, 'no'),
    { shape: 'rect', x: x + 38, y: y - 8, width: 10, height: 10, tone: 'second', opacity: 0.6 },
    text(x + 52, y + 1, `yes (${label.slice(0, 18)})`),
  ];
}
