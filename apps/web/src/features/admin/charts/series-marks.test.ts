import { describe, expect, it } from 'vitest';
import { MARKER_SHAPES, markerPath, seriesMark } from './series-marks.ts';

describe('seriesMark', () => {
  it('tells 30 lines apart without their colour', () => {
    const looks = Array.from({ length: 30 }, (_, index) => {
      const { dash, shape } = seriesMark(index);
      return `${dash} ${shape}`;
    });
    expect(new Set(looks).size).toBe(30);
  });

  it('gives the first eight lines eight colours', () => {
    expect(new Set(Array.from({ length: 8 }, (_, index) => seriesMark(index).colour)).size).toBe(8);
  });
});

describe('markerPath', () => {
  it('draws every shape differently, closed and with finite numbers', () => {
    const paths = MARKER_SHAPES.map((shape) => markerPath(shape, 4));
    expect(new Set(paths).size).toBe(MARKER_SHAPES.length);
    for (const path of paths) expect(path).toMatch(/^M[-\d.,HVLa \d]+Z$/);
  });
});
