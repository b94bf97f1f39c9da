import { emptySnapshot } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import type { SiteSnapshot } from '../../worker/api/api.ts';
import { roundSeries } from './round-series.ts';

const metrics = (auc: number | null, logLoss: number | null) => ({
  n: 1,
  accuracy: null,
  precision: null,
  recall: null,
  f1: null,
  auc,
  logLoss,
  brier: null,
  confusion: { tp: 0, fp: 0, tn: 1, fn: 0 },
});

describe('roundSeries', () => {
  it('is empty before the first round', () => {
    expect(roundSeries(emptySnapshot)).toEqual([]);
  });

  it('joins both sides by round, ascending, with null for what one side does not know', () => {
    const snapshot: Pick<SiteSnapshot, 'history' | 'run'> = {
      history: [
        { round: 2, metrics: metrics(0.7, 0.5), trainLoss: null },
        { round: 0, metrics: metrics(null, 0.7), trainLoss: null },
      ],
      run: {
        run: 'r',
        status: 'fitting',
        round: 3,
        rounds: 5,
        sites: 2,
        modelVersion: null,
        message: null,
        history: [{ round: 1, loss: 0.6, auc: 0.6, accuracy: null, sites: 2 }],
      },
    };
    expect(roundSeries(snapshot)).toEqual([
      { round: 0, ownAuc: null, ownLoss: 0.7, allAuc: null, allLoss: null },
      { round: 1, ownAuc: null, ownLoss: null, allAuc: 0.6, allLoss: 0.6 },
      { round: 2, ownAuc: 0.7, ownLoss: 0.5, allAuc: null, allLoss: null },
    ]);
  });
});
