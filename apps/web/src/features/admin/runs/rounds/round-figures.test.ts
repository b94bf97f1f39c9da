import type { RoundView } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import {
  answeredShare,
  globalPoints,
  lastCompleted,
  type MetricsView,
  newestAttempts,
  newestFigures,
  siteFigures,
} from './round-figures.ts';

const metrics = (auc: number | null): MetricsView => ({
  n: 100,
  accuracy: 0.8,
  precision: null,
  recall: 0.7,
  f1: null,
  auc,
  logLoss: 0.5,
  brier: 0.2,
  confusion: { tp: 1, fp: 2, tn: 3, fn: 4 },
});

const site = (
  siteId: string,
  auc: number | null,
  outcome: RoundView['sites'][number]['outcome'] = 'done',
) => ({
  siteId,
  name: `Hospital ${siteId}`,
  outcome,
  examples: 10,
  loss: 0.5,
  seconds: 1,
  bytes: 10_500,
  metrics: auc === null ? null : metrics(auc),
});

const round = (number: number, part: Partial<RoundView> = {}): RoundView => ({
  round: number,
  attempt: 1,
  status: 'completed',
  startedAt: '2026-01-01T00:00:00Z',
  finishedAt: '2026-01-01T00:00:09Z',
  seconds: 9,
  timing: { fit: 8, aggregate: 0.5, evaluate: 0.5 },
  trainLoss: 0.6 - number / 100,
  validation: metrics(0.7 + number / 100),
  combined: metrics(0.6 + number / 100),
  sites: [],
  ...part,
});

const run = (roundList: RoundView[]) => ({ roundList, finalCombined: null, finalSites: [] });

describe('newestAttempts', () => {
  it('keeps one entry for each round, the last attempt, in order', () => {
    const list = [round(2, { attempt: 2 }), round(1), round(2, { status: 'failed' })];
    expect(newestAttempts(run(list)).map(({ round, attempt }) => [round, attempt])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });
});

describe('globalPoints', () => {
  it('places site scores at the model that came in and validation at the model that was made', () => {
    const points = globalPoints(run([round(1), round(2)]));
    expect(points.map((point) => [point.round, point.validation?.auc, point.combined?.auc])).toEqual([
      [0, undefined, 0.61],
      [1, 0.71, 0.62],
      [2, 0.72, undefined],
    ]);
  });

  it('ends with the final score of the sites', () => {
    const points = globalPoints({ ...run([round(1), round(2)]), finalCombined: metrics(0.9) });
    expect(points.at(-1)).toMatchObject({ round: 2, combined: { auc: 0.9 }, validation: { auc: 0.72 } });
  });

  it('takes no model from a round that failed or goes on', () => {
    const points = globalPoints(run([round(1), round(2, { status: 'failed' })]));
    expect(points.map((point) => point.round)).toEqual([0, 1]);
    expect(points[1]?.combined?.auc).toBe(0.62);
    expect(lastCompleted(run([round(1), round(2, { status: 'fitting' })]))).toBe(1);
    expect(globalPoints(run([]))).toEqual([]);
  });
});

describe('siteFigures', () => {
  it('lines sites up by number, with null where a site sent nothing', () => {
    const figures = siteFigures({
      roundList: [
        round(1, { sites: [site('10', 0.5), site('9', 0.6)] }),
        round(2, { sites: [site('9', 0.7), site('10', null, 'lost')] }),
      ],
      finalCombined: null,
      finalSites: [{ siteId: '10', name: 'Hospital 10', metrics: metrics(0.8) }],
    });
    expect(figures.sites.map(({ siteId }) => siteId)).toEqual(['9', '10']);
    expect(figures.points).toEqual([
      { round: 0, aucs: [0.6, 0.5] },
      { round: 1, aucs: [0.7, null] },
      { round: 2, aucs: [null, 0.8] },
    ]);
  });

  it('lists a site that never had a figure', () => {
    const figures = siteFigures(run([round(1, { sites: [site('a', null, 'refused')] })]));
    expect(figures.sites).toHaveLength(1);
    expect(figures.points).toEqual([]);
  });
});

describe('newestFigures', () => {
  it('prefers the validation rows', () => {
    expect(newestFigures(run([round(1), round(2)]))).toMatchObject({ source: 'validation', round: 2 });
  });

  it('falls back to the sites, and to nothing', () => {
    const blind = [round(1, { validation: null }), round(2, { validation: null })];
    expect(newestFigures(run(blind))).toMatchObject({ source: 'combined', round: 1, metrics: { auc: 0.62 } });
    expect(newestFigures(run([]))).toBeNull();
  });
});

describe('answeredShare', () => {
  it('counts the sites of the current round that are through', () => {
    const sites = [
      site('a', 0.5),
      site('b', null, 'working'),
      site('c', null, 'late'),
      site('d', null, 'working'),
    ];
    expect(answeredShare(run([round(1), round(2, { status: 'fitting', sites })]))).toBe(0.5);
    const resting = [...sites, site('e', null, 'rested')];
    expect(answeredShare(run([round(1, { status: 'fitting', sites: resting })]))).toBe(0.5);
    expect(answeredShare(run([round(1, { sites })]))).toBe(0);
    expect(answeredShare(run([]))).toBe(0);
  });
});
