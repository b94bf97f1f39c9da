import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countScores } from './score-counts.ts';

describe('countScores', () => {
  it('counts what reaches each hundredth, exactly', () => {
    const scores = Float32Array.of(0, 0.29, 0.3, 0.7, 1);
    const { atLeast, rows, mean } = countScores(scores);
    expect(rows).toBe(5);
    expect([atLeast[0], atLeast[30], atLeast[71], atLeast[100]]).toEqual([5, 3, 1, 1]);
    expect(mean).toBeCloseTo(0.458, 6);
  });

  it('agrees with comparing every score, whatever float32 made of it', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }), (values) => {
        const scores = Float32Array.from([...values, 0.07, 0.14, 0.28, 0.57, 0.58]);
        const { atLeast } = countScores(scores);
        for (let t = 0; t <= 100; t++) expect(atLeast[t]).toBe(scores.filter((s) => s >= t / 100).length);
      }),
    );
  });

  it('is defined without rows', () => {
    expect(countScores(new Float32Array())).toMatchObject({ rows: 0, mean: null });
  });
});
