import { heatmapFigure } from '@fedhealth/fl-core/quality';
import { describe, expect, it } from 'vitest';
import { markAfter } from './active-mark.ts';

const figure = heatmapFigure(
  'r',
  ['a', 'b'],
  [
    [1, 0.25],
    [0.25, 1],
  ],
  300,
);
const walk = (...keys: readonly string[]): string | undefined => {
  let at: number | null = null;
  for (const key of keys) at = markAfter(figure, at, key);
  return at === null ? undefined : figure.marks[at]?.label;
};

describe('markAfter', () => {
  it('walks through a heatmap along its rows and columns', () => {
    expect(walk('ArrowRight')).toBe('a and a: 1.0000');
    expect(walk('ArrowRight', 'ArrowRight')).toBe('a and b: 0.2500');
    expect(walk('ArrowRight', 'ArrowRight', 'ArrowDown')).toBe('b and b: 1.0000');
    expect(walk('End', 'ArrowUp')).toBe('a and b: 0.2500');
  });

  it('stays within the figure and leaves other keys alone', () => {
    expect(walk('End', 'ArrowRight')).toBe('b and b: 1.0000');
    expect(walk('Home', 'ArrowLeft')).toBe('a and a: 1.0000');
    expect(walk('Home', 'Enter')).toBeUndefined();
  });
});
