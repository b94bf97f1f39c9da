import type { RoundView } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import type { MetricsView } from '../rounds/round-figures.ts';
import { figuresRows } from './figures-rows.ts';

const metrics = (auc: number): MetricsView => ({
  n: 10,
  accuracy: 0.8,
  precision: 0.8,
  recall: 0.8,
  f1: 0.8,
  auc,
  logLoss: 0.5,
  brier: 0.2,
  confusion: { tp: 4, fp: 1, tn: 4, fn: 1 },
});
const round = (number: number, sites: [string, number | null][]): RoundView => ({
  round: number,
  attempt: 1,
  status: 'completed',
  startedAt: '2026-01-01T00:00:00Z',
  finishedAt: null,
  seconds: 1,
  timing: { fit: 1, aggregate: 0, evaluate: 0 },
  trainLoss: 0.5,
  validation: metrics(number / 10),
  combined: metrics((number - 1) / 10),
  sites: sites.map(([name, auc]) => ({
    siteId: name,
    name,
    outcome: 'done',
    examples: 10,
    loss: 0.5,
    seconds: 1,
    bytes: 1,
    metrics: auc === null ? null : metrics(auc),
  })),
});
const roundList = [
  round(6, [
    ['Node B', 0.6],
    ['Node A', 0.5],
  ]),
  round(7, [
    ['Node B', null],
    ['Node A', 0.7],
  ]),
];
const told = (rows: ReturnType<typeof figuresRows>['rows']) =>
  rows.map(({ name, metrics }) => [name, metrics.auc]);

describe('figuresRows', () => {
  it('shows the newest of each while the run goes on', () => {
    const { final, rows } = figuresRows({ roundList, finalCombined: null, finalSites: [], sites: 1 });
    expect(final).toBe(false);
    expect(told(rows)).toEqual([
      ['Validation rows at the coordinator', 0.7],
      ['All hospitals’ test rows', 0.6],
      ['Node A', 0.7],
      ['Node B', 0.6],
    ]);
  });

  it('shows the final ones once they are there', () => {
    const finalSites = [
      { siteId: 'b', name: 'Node 10', metrics: metrics(0.85) },
      { siteId: 'a', name: 'Node 9', metrics: metrics(0.95) },
    ];
    const { final, rows } = figuresRows({ roundList, finalCombined: metrics(0.9), finalSites, sites: 2 });
    expect(final).toBe(true);
    expect(told(rows)).toEqual([
      ['Validation rows at the coordinator', 0.7],
      ['All hospitals’ test rows', 0.9],
      ['Node 9', 0.95],
      ['Node 10', 0.85],
    ]);
  });

  it('[V7] says of how many hospitals the merged figures are, where it is not of all', () => {
    const one = figuresRows({ roundList, finalCombined: null, finalSites: [], sites: 3 });
    expect(told(one.rows)[1]?.[0]).toBe('Test rows of 1 of 3 hospitals, merged');
    const finalSites = [{ siteId: 'a', name: 'Node A', metrics: metrics(0.95) }];
    const last = figuresRows({ roundList, finalCombined: metrics(0.9), finalSites, sites: 3 });
    expect(told(last.rows)[1]?.[0]).toBe('Test rows of 1 of 3 hospitals, merged');
  });

  it('is empty before the first round', () => {
    expect(figuresRows({ roundList: [], finalCombined: null, finalSites: [], sites: 0 }).rows).toEqual([]);
  });
});
