import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWeightedLoss, crossEntropy } from './weighted-loss.ts';

describe('crossEntropy', () => {
  it('is −log of the probability given to the label', () => {
    const p = 1 / (1 + Math.exp(-0.7));
    expect(crossEntropy(0.7, 1)).toBeCloseTo(-Math.log(p), 14);
    expect(crossEntropy(0.7, 0)).toBeCloseTo(-Math.log(1 - p), 14);
  });

  it('stays finite however certain a score is', () => {
    expect(crossEntropy(1e6, 0)).toBe(1e6);
    expect(crossEntropy(-1e6, 1)).toBe(1e6);
    expect(crossEntropy(1e6, 1)).toBe(0);
  });
});

describe('addWeightedLoss', () => {
  it('is the same to the bit in one go and in parts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1 }),
        fc.nat(),
        (logits, place) => {
          const rows = Int32Array.from(logits, (_, row) => row);
          const labels = logits.map((_, row) => row % 2);
          const cut = place % (logits.length + 1);
          const first = addWeightedLoss(0, logits.slice(0, cut), rows.subarray(0, cut), labels, [1, 3]);
          const both = addWeightedLoss(first, logits.slice(cut), rows.subarray(cut), labels, [1, 3]);
          expect(both).toBe(addWeightedLoss(0, logits, rows, labels, [1, 3]));
        },
      ),
    );
  });
});
