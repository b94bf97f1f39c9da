import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldWeights, mostHeld } from './held-shares.ts';

const claims = (...weights: number[]) => weights.map((weight) => ({ weight, confirmed: false }));
const sharesOf = (weights: readonly number[]): number[] => {
  const total = weights.reduce((sum, one) => sum + one, 0);
  return weights.map((one) => one / total);
};
const anyClaims = fc.array(
  fc.record({ weight: fc.integer({ min: 1, max: 1_000_000_000 }), confirmed: fc.boolean() }),
  { minLength: 3, maxLength: 12 },
);

describe('[G11] a claim', () => {
  it('over the share is held to exactly that share, and the others weigh what they say', () => {
    const weights = heldWeights(claims(1_000_000_000, 3000, 1000), 0.5);
    expect(weights).toEqual([4000, 3000, 1000]);
    expect(heldWeights(claims(1e9, 1e8, 10), 0.4)).toEqual([20, 20, 10].map((one) => expect.closeTo(one, 9)));
  });

  it('is nobody’s to hold where it is confirmed, where there are two, or where all keep to the share', () => {
    expect(heldWeights([{ weight: 1e9, confirmed: true }, ...claims(3, 1)], 0.5)).toEqual([1e9, 3, 1]);
    expect(heldWeights(claims(1e9, 1), 0.5)).toEqual([1e9, 1]);
    expect(heldWeights(claims(2, 1, 1), 0.5)).toEqual([2, 1, 1]);
    expect(heldWeights(claims(1e9, 1, 1), 1)).toEqual([1e9, 1, 1]);
  });

  it('leaves no unconfirmed one over the share, changes nobody under it, and keeps the order', () => {
    fc.assert(
      fc.property(anyClaims, fc.double({ min: 0.1, max: 1, noNaN: true }), (given, maxShare) => {
        const weights = heldWeights(given, maxShare);
        const limit = Math.max(maxShare, 1 / given.length);
        const shares = sharesOf(weights);
        let held = 0;
        given.forEach(({ weight, confirmed }, at) => {
          const now = weights[at] ?? Number.NaN;
          if (now !== weight) held++;
          if (confirmed) expect(now).toBe(weight);
          else expect(shares[at]).toBeLessThanOrEqual(limit * (1 + 1e-9));
          expect(now).toBeLessThanOrEqual(weight);
          if (now !== weight) expect(shares[at]).toBeCloseTo(limit, 9);
        });
        expect(held).toBeLessThanOrEqual(mostHeld(maxShare));
      }),
    );
  });
});
