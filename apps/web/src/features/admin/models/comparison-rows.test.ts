import type { ModelComparisonView } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import { figureRows, settingRows, signed } from './comparison-rows.ts';

const metrics = (auc: number | null) => ({
  ...{ n: 10, accuracy: 0.5, precision: null, recall: 1, f1: null, auc, logLoss: 0.4, brier: 0.2 },
  confusion: { tp: 1, fp: 1, tn: 1, fn: 1 },
});

describe('two versions line by line', () => {
  it('have the difference with its sign, and a dash where one is not known', () => {
    expect(signed(0.8, 0.812)).toBe('+0.012');
    expect(signed(0.8, 0.7)).toBe('−0.100');
    expect(signed(0.8, 0.80001)).toBe('0.000');
    expect(signed(null, 0.8)).toBe('—');
    const a = { metrics: { validation: metrics(0.8), combined: null } };
    const b = { metrics: { validation: metrics(null), combined: null } };
    const rows = figureRows({ a, b } as ModelComparisonView);
    expect(rows).toHaveLength(7);
    expect(rows[0]).toEqual({ name: 'AUC, validation rows', a: '0.800', b: '—', change: '—' });
  });

  it('write settings as a person reads them', () => {
    const differences = [
      { setting: 'strategy.kind', a: 'FedAvg', b: 'FedProx' },
      { setting: 'strategy.mu', a: null, b: 0.1 },
      { setting: 'model.hidden', a: [64, 32], b: [] },
    ];
    expect(settingRows({ differences })).toEqual([
      { name: 'strategy.kind', a: 'FedAvg', b: 'FedProx' },
      { name: 'strategy.mu', a: '—', b: '0.1' },
      { name: 'model.hidden', a: '[64,32]', b: '[]' },
    ]);
  });
});
