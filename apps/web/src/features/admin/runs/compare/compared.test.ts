import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { describe, expect, it } from 'vitest';
import { comparedCurves, usualRows } from './compared-curves.ts';
import { comparedFigures } from './compared-figures.ts';
import { comparedSettings } from './compared-settings.ts';

const metrics = (auc: number) => ({
  n: 100,
  accuracy: auc - 0.1,
  precision: null,
  recall: null,
  f1: null,
  auc,
  logLoss: 1 - auc,
  brier: null,
  confusion: { tp: 1, fp: 2, tn: 3, fn: 4 },
});

/** A run whose rounds gave these AUCs on the validation rows. */
const run = (number: number, aucs: readonly number[]): RunDetailView => ({
  id: `r${number}`,
  number,
  studyId: 'health-risk',
  studyVersion: 1,
  status: 'completed',
  plan: { rounds: aucs.length, minSites: 2, roundTimeoutSeconds: 60 },
  seed: 1,
  round: aucs.length,
  sites: 2,
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:30.000Z',
  auc: aucs.at(-1) ?? null,
  message: null,
  modelVersion: null,
  roundList: aucs.map((auc, index) => ({
    round: index + 1,
    attempt: 1,
    status: 'completed',
    startedAt: '',
    finishedAt: '',
    seconds: 1,
    timing: { fit: 1, aggregate: null, evaluate: null },
    trainLoss: 0.5,
    validation: metrics(auc),
    combined: null,
    sites: [
      {
        siteId: 's',
        name: 'S',
        outcome: 'done',
        examples: 1,
        loss: 1,
        seconds: 1,
        bytes: 1000,
        metrics: null,
      },
    ],
  })),
  finalSites: [],
  finalCombined: null,
});

describe('runs side by side', () => {
  it('lays the curves over each other, with a hole where a run has no such round', () => {
    const { series, points } = comparedCurves([run(3, [0.6, 0.7]), run(1, [0.5])], 'auc', 'validation');
    expect(series.map(({ label }) => label)).toEqual(['Run 3', 'Run 1']);
    expect(points).toEqual([
      { round: 1, values: [0.6, 0.5] },
      { round: 2, values: [0.7, null] },
    ]);
    expect(comparedCurves([run(1, [0.5])], 'auc', 'combined').points).toEqual([]);
  });

  it('compares on the validation rows only where every run was measured on them', () => {
    const without = { ...run(2, [0.5]), roundList: [] };
    expect(usualRows([run(1, [0.6]), run(2, [0.5])])).toBe('validation');
    expect(usualRows([run(1, [0.6]), without])).toBe('combined');
    expect(usualRows([])).toBe('combined');
  });

  it('has the last figures, the time and the bytes of each', () => {
    const [first, second] = comparedFigures([run(1, [0.6, 0.7]), run(2, [])], 'validation');
    expect(first).toMatchObject({ round: 2, seconds: 30, bytes: 2000, metrics: { auc: 0.7 } });
    expect(second).toMatchObject({ round: null, metrics: null, bytes: 0 });
  });

  it('puts the settings that differ first: of the plan, the overrides and the study', () => {
    const { plan } = run(1, [0.5, 0.6]);
    const rows = comparedSettings([
      { plan, seed: 1, study: healthRiskStudy },
      {
        plan: { ...plan, overrides: { strategy: { kind: 'fedProx', mu: 0.1 } } },
        seed: 2,
        study: { ...healthRiskStudy, version: 2, model: { ...healthRiskStudy.model, hidden: [] } },
      },
    ]);
    const differing = rows.filter(({ differs }) => differs);
    expect(differing.map(({ path, values }) => [path, ...values])).toEqual([
      ['version', '1', '2'],
      ['seed', '1', '2'],
      ['federation.strategy.kind', 'fedAvg', 'fedProx'],
      ['model.hidden', '64, 32', 'none'],
      ['federation.strategy.mu', null, '0.1'],
    ]);
    expect(rows.slice(0, differing.length)).toEqual(differing);
    expect(rows.find(({ path }) => path === 'federation.rounds')).toMatchObject({ values: ['2', '2'] });
  });
});
