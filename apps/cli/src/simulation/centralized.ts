/** The baseline a hospital may not have: one model trained on everybody's rows in one place. */
import type { Dataset } from '@fedhealth/fl-core/lib';
import { type ClassificationMetrics, classificationMetrics } from '@fedhealth/fl-core/metrics';
import type { Model } from '@fedhealth/fl-core/model';
import type { PreparedData } from '@fedhealth/fl-core/site';
import type { Study } from '@fedhealth/fl-core/study';
import { openScorer, type Trainer, trainLocally } from '@fedhealth/fl-core/training';

/** Rows of several datasets, one after another. */
function poolDatasets(datasets: readonly Dataset[]): Dataset {
  const width = datasets[0]?.width ?? 0;
  const rows = datasets.reduce((sum, dataset) => sum + dataset.rows, 0);
  const features = new Float32Array(rows * width);
  const labels = new Float32Array(rows);
  let at = 0;
  for (const dataset of datasets) {
    features.set(dataset.features, at * width);
    labels.set(dataset.labels, at);
    at += dataset.rows;
  }
  return { features, labels, rows, width };
}

/** The model's figures on the pooled test rows of all sites. */
export async function evaluatePooled(
  model: Pick<Model, 'network' | 'weights'>,
  sites: readonly PreparedData[],
): Promise<ClassificationMetrics> {
  const score = await openScorer();
  const test = poolDatasets(sites.map((site) => site.test));
  return classificationMetrics(
    score(model.network, model.weights, test.features, test.rows),
    test.labels,
    0.5,
  );
}

/** Trains on the pooled training rows as long as the federation did, with the same preprocessing. */
export async function trainCentralized(
  trainer: Trainer,
  study: Study,
  model: Pick<Model, 'network'>,
  sites: readonly PreparedData[],
  plan: { rounds: number; seed: number },
): Promise<ClassificationMetrics> {
  const train = poolDatasets(sites.map((site) => site.train));
  const { localEpochs, localSteps, batchSize } = study.training;
  const epochs =
    localSteps === undefined
      ? localEpochs * plan.rounds
      : Math.max(1, Math.ceil((localSteps * plan.rounds * sites.length * batchSize) / train.rows));
  const fitted = await trainLocally(trainer, study, model.network, train, { epochs, seed: plan.seed });
  return evaluatePooled({ network: model.network, weights: fitted.weights }, sites);
}
