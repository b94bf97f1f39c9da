import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classificationMetrics, fromEvaluation, mergeEvaluations, toEvaluation } from './index.ts';

const site = fc.array(
  fc.record({ score: fc.float({ min: 0, max: 1, noNaN: true }), label: fc.constantFrom(0, 1) }),
  { maxLength: 30 },
);
const measure = (rows: readonly { score: number; label: number }[]) =>
  classificationMetrics(
    rows.map((row) => row.score),
    rows.map((row) => row.label),
    0.5,
  );

describe('toEvaluation and fromEvaluation', () => {
  it('are each other’s inverse, by way of eight flat numbers', () => {
    fc.assert(
      fc.property(site, (rows) => {
        const metrics = measure(rows);
        const evaluation = toEvaluation(metrics);
        expect(Object.keys(evaluation).sort()).toEqual([
          'auc',
          'brier',
          'fn',
          'fp',
          'logLoss',
          'n',
          'tn',
          'tp',
        ]);
        const back = fromEvaluation(evaluation);
        expect({ ...back, logLoss: null, brier: null, auc: null }).toEqual({
          ...metrics,
          logLoss: null,
          brier: null,
          auc: null,
        });
        for (const figure of ['logLoss', 'brier', 'auc'] as const) {
          const value = metrics[figure];
          if (value === null) expect(back[figure]).toBeNull();
          else expect(back[figure]).toBeCloseTo(value, 12);
        }
      }),
    );
  });
});

describe('mergeEvaluations', () => {
  it('gives the figures of the pooled rows, but for AUC', () => {
    fc.assert(
      fc.property(fc.array(site, { minLength: 1, maxLength: 5 }), (sites) => {
        const pooled = measure(sites.flat());
        const merged = mergeEvaluations(sites.map((rows) => toEvaluation(measure(rows))));
        expect(merged.confusion).toEqual(pooled.confusion);
        expect(merged.n).toBe(pooled.n);
        for (const figure of ['accuracy', 'precision', 'recall', 'f1'] as const)
          expect(merged[figure]).toBe(pooled[figure]);
        for (const figure of ['logLoss', 'brier'] as const) {
          if (pooled[figure] === null) expect(merged[figure]).toBeNull();
          else expect(merged[figure]).toBeCloseTo(pooled[figure], 10);
        }
      }),
    );
  });

  it('weighs the sites’ AUCs by rows, over those that have one', () => {
    const counts = { tp: 0, fp: 0, tn: 0, fn: 0, logLoss: 0.5, brier: 0.2 };
    const merged = mergeEvaluations([
      { n: 30, ...counts, auc: 0.9 },
      { n: 10, ...counts, auc: 0.5 },
      { n: 1000, ...counts, auc: null },
    ]);
    expect(merged.auc).toBeCloseTo(0.8, 12);
  });

  it('of no sites, or sites without rows, has no figures', () => {
    const empty = { n: 0, tp: 0, fp: 0, tn: 0, fn: 0, logLoss: null, brier: null, auc: null };
    for (const merged of [mergeEvaluations([]), mergeEvaluations([empty, empty])]) {
      expect(merged).toMatchObject({
        n: 0,
        accuracy: null,
        precision: null,
        auc: null,
        logLoss: null,
        brier: null,
      });
    }
  });
});
