import type { ClassificationMetrics } from '@fedhealth/fl-core/metrics';
import { createNetwork, parameterCount } from '@fedhealth/fl-core/model';
import type { Pipeline } from '@fedhealth/fl-core/preprocessing';
import { type Study, type StudyInput, studySchema } from '@fedhealth/fl-core/study';
import type { RoundCommit, RoundSite } from '../storage/records.ts';

export const smallStudy = (changes: Partial<StudyInput> = {}): Study =>
  studySchema.parse({
    id: 'small',
    label: { column: 'risk', positive: 1 },
    features: [{ name: 'age' }, { name: 'sex', kind: 'categorical', categories: ['f', 'm'] }],
    model: { hidden: [2] },
    ...changes,
  });

export const smallPipeline: Pipeline = {
  version: 1,
  steps: [
    { kind: 'numeric', name: 'age', range: [0, 120], impute: 50, centre: 50, spread: 12.5 },
    { kind: 'categorical', name: 'sex', categories: ['f', 'm'], impute: 'f' },
  ],
  inputs: ['age', 'sex=f', 'sex=m'],
};

export const smallNetwork = createNetwork(smallStudy().model, 3);

/** Weights that no rounding to fewer bits would leave as they are. */
export const smallWeights = Float32Array.from(
  { length: parameterCount(smallNetwork) },
  (_, i) => Math.sin(i + 1) / 3,
);

export const metrics = (auc: number | null): ClassificationMetrics => ({
  n: 10,
  accuracy: 0.9,
  precision: null,
  recall: 0.5,
  f1: null,
  auc,
  logLoss: 0.1 + 0.2,
  brier: 0.1,
  confusion: { tp: 1, fp: 2, tn: 3, fn: 4 },
});

export const roundSite = (siteId: string, changes: Partial<RoundSite> = {}): RoundSite => ({
  siteId,
  outcome: 'done',
  examples: 80,
  loss: 0.5,
  seconds: 1.25,
  bytes: 10_528,
  metrics: metrics(0.7),
  ...changes,
});

export const roundCommit = (
  runId: string,
  round: number,
  changes: Partial<RoundCommit> = {},
): RoundCommit => ({
  runId,
  round,
  attempt: 1,
  status: 'completed',
  startedAt: '2026-01-01T10:00:00.000Z',
  finishedAt: '2026-01-01T10:00:02.500Z',
  timing: { fit: 2, aggregate: 0.25, evaluate: null },
  trainLoss: 0.6,
  validation: metrics(0.8),
  combined: metrics(0.75),
  sites: [roundSite('a'), roundSite('b')],
  weights: smallWeights,
  ...changes,
});
