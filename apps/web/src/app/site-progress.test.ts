import { emptySnapshot } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import type { DatasetState } from '../store/dataset-slice.ts';
import { siteProgress } from './site-progress.ts';

const ready = (usable: boolean): DatasetState => ({
  status: 'ready',
  summary: {
    fileName: 'a.csv',
    bytes: 1,
    rows: 1,
    usableRows: 1,
    trainRows: 1,
    testRows: 0,
    positives: 0,
    columns: [],
    findings: [],
    usable,
    withheld: {},
  },
});
const run = (status: 'fitting' | 'completed', modelVersion: number | null) => ({
  run: 'r',
  status,
  round: 5,
  rounds: 5,
  sites: 2,
  history: [],
  modelVersion,
  message: null,
});

describe('siteProgress', () => {
  it('asks for data first', () => {
    const progress = siteProgress({ pastRunId: null, dataset: { status: 'none' }, snapshot: emptySnapshot });
    expect(progress).toMatchObject({
      study: 'current',
      data: 'current',
      join: 'waiting',
      live: 'waiting',
      result: 'waiting',
    });
  });

  it('lets only a usable file go on to joining', () => {
    expect(siteProgress({ pastRunId: null, dataset: ready(false), snapshot: emptySnapshot })).toMatchObject({
      data: 'current',
      join: 'waiting',
    });
    expect(siteProgress({ pastRunId: null, dataset: ready(true), snapshot: emptySnapshot })).toMatchObject({
      data: 'done',
      join: 'current',
    });
  });

  it('offers the model of a run that was over before joining, and still waits for a run', () => {
    const late = { ...emptySnapshot, joined: true, run: run('completed', 1) };
    expect(siteProgress({ pastRunId: 'r', dataset: ready(true), snapshot: late })).toMatchObject({
      live: 'current',
      modelVersion: 1,
    });
  });

  it('shows the result once the run completed, and keeps it when the next run begins', () => {
    const metrics = {
      n: 1,
      accuracy: 1,
      precision: 1,
      recall: 1,
      f1: 1,
      auc: 1,
      logLoss: 0,
      brier: 0,
      confusion: { tp: 1, fp: 0, tn: 0, fn: 0 },
    };
    const joined = { ...emptySnapshot, joined: true };
    const completed = { ...joined, run: run('completed', 2) };
    expect(siteProgress({ pastRunId: null, dataset: ready(true), snapshot: completed })).toMatchObject({
      live: 'done',
      result: 'current',
      modelVersion: 2,
    });
    const next = {
      ...joined,
      run: run('fitting', null),
      comparison: { modelVersion: 2, global: metrics, local: null },
    };
    expect(siteProgress({ pastRunId: null, dataset: ready(true), snapshot: next })).toMatchObject({
      live: 'current',
      result: 'current',
      modelVersion: 2,
    });
    expect(
      siteProgress({
        pastRunId: null,
        dataset: ready(true),
        snapshot: { ...joined, run: run('fitting', null) },
      }).result,
    ).toBe('waiting');
  });
});
