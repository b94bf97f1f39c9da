import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderRoc, rocCurve } from './index.ts';

/** Scores with plenty of ties, and labels of both classes. */
const rows = fc
  .array(fc.record({ score: fc.integer({ min: -20, max: 20 }), label: fc.constantFrom(0, 1) }), {
    minLength: 2,
  })
  .filter((list) => list.some((row) => row.label === 0) && list.some((row) => row.label === 1))
  .map((list) => ({ scores: list.map((row) => row.score / 8), labels: list.map((row) => row.label) }));

function auc(scores: number[], labels: number[]): number {
  const result = areaUnderRoc(scores, labels);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('areaUnderRoc', () => {
  it('[M2] is the share of pairs in the right order, ties counting half', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels }) => {
        let sum = 0;
        let pairs = 0;
        scores.forEach((positive, i) => {
          scores.forEach((negative, j) => {
            if (labels[i] !== 1 || labels[j] !== 0) return;
            pairs++;
            sum += positive > negative ? 1 : positive === negative ? 0.5 : 0;
          });
        });
        expect(auc(scores, labels)).toBeCloseTo(sum / pairs, 12);
      }),
    );
  });

  it('of flipped scores is what is missing to 1', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels }) => {
        expect(auc(scores, labels)).toBeCloseTo(
          1 -
            auc(
              scores.map((score) => -score),
              labels,
            ),
          12,
        );
      }),
    );
  });

  it('does not change under a monotone transform', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels }) => {
        const before = auc(scores, labels);
        expect(
          auc(
            scores.map((score) => Math.exp(score) - 3),
            labels,
          ),
        ).toBe(before);
        expect(
          auc(
            scores.map((score) => score ** 3),
            labels,
          ),
        ).toBe(before);
      }),
    );
  });

  it('is the area under the curve by trapezia', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels }) => {
        const { fpr, tpr } = rocCurve(scores, labels);
        let area = 0;
        for (let i = 1; i < fpr.length; i++) {
          area += (((fpr[i] ?? 0) - (fpr[i - 1] ?? 0)) * ((tpr[i] ?? 0) + (tpr[i - 1] ?? 0))) / 2;
        }
        expect(auc(scores, labels)).toBeCloseTo(area, 12);
        expect([fpr.at(-1), tpr.at(-1)]).toEqual([1, 1]);
      }),
    );
  });

  it('orders infinite scores and −0 like any other', () => {
    expect(auc([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], [0, 1])).toBe(1);
    expect(auc([-0, 0], [1, 0])).toBe(0.5);
    expect(auc([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY], [1, 0])).toBe(0.5);
  });

  it.each([
    [[], [], /no rows/],
    [[0.1, 0.9], [1, 1], /same label/],
    [[0.1, 0.9], [0, 0], /same label/],
  ])('is an error value with one class only: %j %j', (scores, labels, message) => {
    expect(areaUnderRoc(scores, labels)).toEqual({
      ok: false,
      error: { code: 'ONE_CLASS', message: expect.stringMatching(message) },
    });
    expect(rocCurve(scores, labels)).toEqual({ fpr: [], tpr: [], thresholds: [] });
  });
});
