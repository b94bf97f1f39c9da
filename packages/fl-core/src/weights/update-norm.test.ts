import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipUpdate, updateNorm } from './index.ts';

const vector = fc.float32Array({ minLength: 6, maxLength: 6, noNaN: true, min: -1000, max: 1000 });

describe('the norm of an update', () => {
  it('is the distance from the base', () => {
    expect(updateNorm([4, 6, 1], [1, 2, 1])).toBe(5);
    expect(updateNorm([1, 2], [1, 2])).toBe(0);
  });

  it('[G8] is brought to the limit in the same direction, and left alone below it', () => {
    fc.assert(
      fc.property(vector, vector, fc.double({ min: 0.1, max: 2000, noNaN: true }), (weights, base, most) => {
        const norm = updateNorm(weights, base);
        const clipped = clipUpdate(weights, base, most);
        if (norm <= most) {
          expect(clipped).toBe(weights);
          return;
        }
        expect(updateNorm(clipped, base)).toBeCloseTo(most, 2);
        weights.forEach((weight, i) => {
          const [from = 0, to = 0] = [base[i], clipped[i]];
          expect(to - from).toBeCloseTo(((weight - from) * most) / norm, 2);
        });
      }),
    );
  });
});
