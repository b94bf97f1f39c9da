import { type Figure, fitted, type Mark, rule, text } from './figure.ts';

export interface Bar {
  readonly name: string;
  /** From −1 to 1. */
  readonly value: number | null;
  readonly shown: string;
}

const LINE = 26;

/** Horizontal bars of shares or correlations; negative ones go to the left, in the second colour. */
export function barsFigure(
  title: string,
  bars: readonly Bar[],
  width: number,
  head: readonly [string, string],
): Figure {
  const names = Math.min(150, width * 0.32);
  const figures = 96;
  const signed = bars.some(({ value }) => (value ?? 0) < 0);
  const room = width - names - figures - 8;
  const zero = names + 8 + (signed ? room / 2 : 0);
  const unit = signed ? room / 2 : room;
  const marks: Mark[] = [rule(zero, 4, zero, bars.length * LINE + 4)];
  bars.forEach(({ name, value, shown }, index) => {
    const y = index * LINE + 8;
    const size = Math.min(1, Math.abs(value ?? 0)) * unit;
    marks.push(
      text(names, y + 13, fitted(name, names), 'end', 'text'),
      {
        shape: 'rect',
        x: (value ?? 0) < 0 ? zero - size : zero,
        y: y + 2,
        width: size,
        height: LINE - 11,
        tone: (value ?? 0) < 0 ? 'second' : 'first',
        opacity: 0.8,
      },
      text(width, y + 13, shown, 'end'),
      { shape: 'rect', x: 0, y: y - 3, width, height: LINE - 1, tone: 'none', label: `${name}: ${shown}` },
    );
  });
  return {
    title,
    width,
    height: bars.length * LINE + 12,
    marks,
    table: { head, rows: bars.map(({ name, shown }) => [name, shown]) },
  };
}
