import { describe, expect, it } from 'vitest';
import { tenths, ticksOf } from './chart-scale.ts';

describe('tenths', () => {
  it('rounds outwards to tenths and leaves out what is not known', () => {
    expect(tenths([0.52, null, 0.81])).toEqual([0.5, 0.9]);
    expect(tenths([null])).toEqual([0, 1]);
  });

  it('stays within what the figure can be', () => {
    expect(tenths([0.93, 1], [0, 1])).toEqual([0.9, 1]);
  });

  it('never gives an empty axis', () => {
    for (const value of [0, 0.5, 1]) {
      const [low, high] = tenths([value], [0, 1]);
      expect(low).toBeLessThan(high);
    }
  });
});

describe('ticksOf', () => {
  it('marks each tenth while there are few', () => {
    expect(ticksOf([0.4, 0.8])).toEqual([0.4, 0.5, 0.6, 0.7, 0.8]);
  });

  it('never marks more than seven', () => {
    for (const high of [0.7, 1, 1.3, 4.2, 57.1, 1234.5])
      expect(ticksOf([0, high]).length).toBeLessThanOrEqual(7);
  });
});
