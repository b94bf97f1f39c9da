/** After a run: the global model beside one trained on this hospital alone, on this hospital's test rows. */
import { ok, type Result } from '../../lib/result.ts';
import type { ClassificationMetrics } from '../../metrics/types.ts';
import { createNetwork, decodeArtifact, initializeWeights } from '../../model/index.ts';
import { type FitProgress, fitOptions, type Trainer } from '../../training/index.ts';
import type { SiteData } from '../data/site-data.ts';
import { evaluateOn } from '../tasks/task-runner.ts';

/** The artifact's scores on this site's test rows, with the artifact's own preprocessing. */
export async function evaluateArtifact(
  artifact: unknown,
  data: SiteData,
): Promise<Result<ClassificationMetrics>> {
  const model = decodeArtifact(artifact);
  if (!model.ok) return model;
  const prepared = data.prepared(model.value.pipeline);
  if (!prepared.ok) return prepared;
  return ok(await evaluateOn(prepared.value, model.value.network, model.value.weights));
}

export interface LocalTraining {
  readonly data: SiteData;
  readonly trainer: Trainer;
  /** As many rounds as the federation trained, so that both models had the same training. */
  readonly rounds: number;
  readonly seed: number;
  /** A promise it gives back is waited for. */
  onProgress?(progress: FitProgress): unknown;
  readonly signal?: AbortSignal;
}

/** Trains the study's network on this hospital's training rows alone. Throws only when aborted. */
export async function trainAlone(training: LocalTraining): Promise<Result<ClassificationMetrics>> {
  const { data, trainer, rounds, seed } = training;
  const pipeline = data.localPipeline();
  const prepared = data.prepared(pipeline);
  if (!prepared.ok) return prepared;
  const network = createNetwork(data.study.model, pipeline.inputs.length);
  const oneRound = fitOptions(data.study, network, prepared.value.train.labels, seed);
  const duration =
    'epochs' in oneRound.duration
      ? { epochs: oneRound.duration.epochs * rounds }
      : { steps: oneRound.duration.steps * rounds };
  const fitted = await trainer.fit(
    prepared.value.train,
    initializeWeights(network, seed),
    { ...oneRound, duration },
    training.onProgress,
    training.signal,
  );
  return ok(await evaluateOn(prepared.value, network, fitted.weights));
}
