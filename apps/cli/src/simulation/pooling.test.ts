import { metrics } from '@fedhealth/coordinator/testing/fixtures';
import type { Dataset } from '@fedhealth/fl-core/lib';
import { createNetwork } from '@fedhealth/fl-core/model';
import { createFakeTrainer } from '@fedhealth/testing/fake-trainer';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { evaluatePooled, trainCentralized } from './centralized.ts';
import { summariseRounds } from './summarise-rounds.ts';

const dataset = (...rows: readonly (readonly [number, number, 0 | 1])[]): Dataset => ({
  features: Float32Array.from(rows.flatMap((row) => row.slice(0, 2))),
  labels: Float32Array.from(rows.map(([, , label]) => label)),
  rows: rows.length,
  width: 2,
});

describe('pooling', () => {
  const sites = [
    { train: dataset([1, 2, 0], [3, 4, 1]), test: dataset([5, 6, 1]) },
    { train: dataset(), test: dataset([7, 8, 0], [9, 10, 1]) },
    { train: dataset([11, 12, 1]), test: dataset() },
  ];

  it('measures on all test rows together', async () => {
    const network = createNetwork({ ...tinyStudy().model, hidden: [] }, 2);
    const pooled = await evaluatePooled({ network, weights: Float32Array.of(1, -1, 0) }, sites);
    expect(pooled).toMatchObject({ n: 3, confusion: { tp: 0, fp: 0, tn: 1, fn: 2 }, auc: 0.5 });
  });

  it('trains the centralized model as long as the federation trained', async () => {
    const network = createNetwork(tinyStudy().model, 2);
    const duration = async (training: object) => {
      const trainer = createFakeTrainer();
      const plan = { rounds: 5, seed: 1 };
      await trainCentralized(trainer, tinyStudy({ training }), { network }, sites, plan);
      return trainer.fits.map((options) => options.duration);
    };
    expect(await duration({ localEpochs: 3 })).toEqual([{ epochs: 15 }]);
    // 4 steps × 5 rounds × 3 sites × 2 rows are 120 rows seen: 40 times these three.
    expect(await duration({ localSteps: 4, batchSize: 2 })).toEqual([{ epochs: 40 }]);
  });
});

describe('the rounds of a run, summarised', () => {
  const round = (number: number, status: 'completed' | 'failed', auc: number | null) => ({
    round: number,
    attempt: 1,
    status,
    startedAt: '',
    finishedAt: null,
    seconds: 1.5,
    timing: { fit: 1, aggregate: 0.1, evaluate: null },
    trainLoss: 0.5,
    validation: null,
    combined: auc === null ? null : metrics(auc),
    sites: [],
  });
  const run = {
    ...{
      id: 'r',
      number: 1,
      studyId: 's',
      studyVersion: 1,
      status: 'completed' as const,
      round: 2,
      sites: 0,
    },
    ...{ startedAt: '', finishedAt: null, auc: null, message: null, modelVersion: 1, finalSites: [] },
    plan: { rounds: 2, minSites: 1, roundTimeoutSeconds: 1 },
    roundList: [round(1, 'failed', 0.1), round(1, 'completed', 0.2), round(2, 'completed', 0.3)],
    finalCombined: metrics(0.4),
  };

  it('shows each model with the figures it was given when it was next seen, and no failed attempt', () => {
    expect(summariseRounds(run).map((one) => [one.round, one.auc])).toEqual([
      [1, 0.3],
      [2, 0.4],
    ]);
  });

  it('prefers the coordinator’s validation rows, and falls back on the training loss', () => {
    const validated = [{ ...round(1, 'completed', 0.2), validation: metrics(0.9) }];
    expect(summariseRounds({ ...run, roundList: validated })[0]).toMatchObject({ auc: 0.9 });
    const blind = { ...run, roundList: [round(1, 'completed', null)], finalCombined: null };
    expect(summariseRounds(blind)[0]).toMatchObject({ auc: null, accuracy: null, loss: 0.5 });
  });
});
