import type { ClassificationMetrics } from '@fedhealth/fl-core/metrics';
import { describe, expect, it } from 'vitest';
import { compareModels, verdict } from './compare.ts';

const metrics = (over: Partial<ClassificationMetrics>): ClassificationMetrics => ({
  n: 100,
  accuracy: 0.8,
  precision: null,
  recall: 0.5,
  f1: 0.6,
  auc: 0.8,
  logLoss: 0.4,
  brier: 0.1,
  confusion: { tp: 1, fp: 1, tn: 1, fn: 1 },
  ...over,
});
const measure = (shared: ClassificationMetrics, alone: ClassificationMetrics | null, key: string) =>
  compareModels(shared, alone).find((compared) => compared.key === key);

describe('compareModels', () => {
  it('counts higher AUC and lower log-loss as better', () => {
    const shared = metrics({ auc: 0.812, logLoss: 0.4 });
    const alone = metrics({ auc: 0.781, logLoss: 0.455 });
    expect(measure(shared, alone, 'auc')).toMatchObject({ verdict: 'better', difference: '0.031 better' });
    expect(measure(shared, alone, 'logLoss')).toMatchObject({
      verdict: 'better',
      difference: '0.055 better',
    });
    expect(measure(alone, shared, 'logLoss')).toMatchObject({ verdict: 'worse', difference: '0.055 worse' });
  });

  it('gives shares in percentage points', () => {
    expect(measure(metrics({ recall: 0.64 }), metrics({ recall: 0.55 }), 'recall')?.difference).toBe(
      '9.0 points better',
    );
  });

  it('calls a difference that the shown digits do not tell none', () => {
    expect(measure(metrics({ auc: 0.80004 }), metrics({ auc: 0.8 }), 'auc')?.difference).toBe('the same');
  });

  it('leaves unknown what either model lacks', () => {
    expect(measure(metrics({}), metrics({}), 'precision')).toMatchObject({ verdict: 'unknown', shared: '—' });
    expect(measure(metrics({}), null, 'auc')).toMatchObject({
      verdict: 'unknown',
      alone: '—',
      difference: '—',
    });
  });
});

describe('verdict', () => {
  it('says so when going alone was better', () => {
    expect(verdict(metrics({ auc: 0.7 }), metrics({ auc: 0.75 }))).toContain(
      'trained on your rows alone ranks the outcome better',
    );
    expect(verdict(metrics({ auc: 0.75 }), metrics({ auc: 0.7 }))).toContain('AUC 0.750 against 0.700');
    expect(verdict(metrics({}), metrics({}))).toContain('as well as');
    expect(verdict(metrics({ auc: null }), metrics({}))).toContain('cannot be ranked');
  });
});
