import { describe, expect, it } from 'vitest';
import golden from './golden/classification.json' with { type: 'json' };
import { areaUnderRoc, classificationMetrics, confusionCounts, rocCurve } from './index.ts';

const FIGURES = ['accuracy', 'precision', 'recall', 'f1', 'auc', 'logLoss', 'brier'] as const;

describe('[M2] against scikit-learn', () => {
  it.each(golden)('$name', ({ scores, labels, threshold, expected }) => {
    const metrics = classificationMetrics(scores, labels, threshold);
    expect(metrics.n).toBe(expected.n);
    expect(metrics.confusion).toEqual(expected.confusion);
    for (const figure of FIGURES) {
      const value = expected[figure];
      if (value === null) expect(metrics[figure], figure).toBeNull();
      else expect(metrics[figure], figure).toBeCloseTo(value, 10);
    }
    const curve = rocCurve(scores, labels);
    expect(curve.fpr).toEqual(expected.roc.fpr);
    expect(curve.tpr).toEqual(expected.roc.tpr);
    expect(curve.thresholds.slice(1)).toEqual(expected.roc.thresholds);
    if (curve.thresholds.length > 0) expect(curve.thresholds[0]).toBe(Number.POSITIVE_INFINITY);
  });

  it('reads typed arrays as it reads lists', () => {
    const [scores, labels] = [
      [0.2, 0.8, 0.5, 0.5],
      [0, 1, 1, 0],
    ];
    const typed = classificationMetrics(Float64Array.from(scores), Uint8Array.from(labels), 0.5);
    expect(typed).toEqual(classificationMetrics(scores, labels, 0.5));
  });
});

describe('[M1] what the data cannot give', () => {
  it('is null without rows', () => {
    const none = {
      accuracy: null,
      precision: null,
      recall: null,
      f1: null,
      auc: null,
      logLoss: null,
      brier: null,
    };
    expect(classificationMetrics([], [], 0.5)).toEqual({
      n: 0,
      ...none,
      confusion: { tp: 0, fp: 0, tn: 0, fn: 0 },
    });
  });

  it('is null for precision without a positive decision', () => {
    expect(classificationMetrics([0.1, 0.2], [0, 1], 0.5)).toMatchObject({
      precision: null,
      recall: 0,
      f1: 0,
    });
  });
});

describe('input that cannot be used', () => {
  const bad: [string, number[], number[], RegExp][] = [
    ['a score that is not a number', [0.1, Number.NaN], [0, 1], /position 1 is not a number/],
    ['a label other than 0 or 1', [0.1, 0.3], [0, 2], /position 1 is 2/],
    ['a label that is not a number', [0.1, 0.3], [0, Number.NaN], /position 1 is NaN/],
    ['unequal lengths', [0.1], [0, 1], /1 scores for 2 labels/],
  ];
  it.each(bad)('%s is an error, never a figure', (_, scores, labels, message) => {
    expect(() => confusionCounts(scores, labels, 0.5)).toThrow(message);
    expect(() => classificationMetrics(scores, labels, 0.5)).toThrow(message);
    expect(() => rocCurve(scores, labels)).toThrow(message);
    expect(areaUnderRoc(scores, labels)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(message) },
    });
  });

  it('a score that is no probability has no log-loss', () => {
    expect(() => classificationMetrics([1.2], [1], 0.5)).toThrow(/from 0 to 1/);
  });
});
