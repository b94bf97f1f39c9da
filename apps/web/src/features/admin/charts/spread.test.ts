import { describe, expect, it } from 'vitest';
import { medianOf, spreadOf } from './spread.ts';

describe('spreadOf and medianOf', () => {
  it('pass over what is not known', () => {
    expect(spreadOf([0.7, null, 0.1, 0.9])).toEqual([0.1, 0.9]);
    expect(medianOf([0.7, null, 0.1, 0.9])).toBe(0.7);
    expect(medianOf([0.2, 0.4, null])).toBeCloseTo(0.3);
  });

  it('are null without values', () => {
    for (const none of [[], [null, null]]) {
      expect(spreadOf(none)).toBeNull();
      expect(medianOf(none)).toBeNull();
    }
  });
});
