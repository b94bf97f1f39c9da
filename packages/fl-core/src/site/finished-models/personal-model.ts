/**
 * This hospital's own version of the finished model, which stays here. Fine-tuning trains the global model on for
 * some epochs; Ditto (Li et al. 2021) also pulls it back: min over v of the local loss + λ/2 ‖v − w‖², from v = w.
 */
import { ok, type Result } from '../../lib/result.ts';
import type { ClassificationMetrics } from '../../metrics/types.ts';
import { decodeArtifact } from '../../model/index.ts';
import type { FitInstructions } from '../../protocol/messages.ts';
import { fitOptions, type OnProgress, type Trainer } from '../../training/index.ts';
import type { SiteData } from '../data/site-data.ts';
import { evaluateOn } from '../tasks/task-runner.ts';

export interface Personalisation {
  /** λ; 0 trains the model on without a pull. */
  readonly lambda: number;
  /** Passes over the training rows; null: as many as the run's rounds had. */
  readonly epochs: number | null;
}

/** What a run's instructions say of personal models; null when it has none. */
export function personalisationOf(instructions: FitInstructions): Personalisation | null {
  const { personalLambda, personalEpochs } = instructions;
  if (personalLambda === undefined && personalEpochs === undefined) return null;
  return { lambda: personalLambda ?? 0, epochs: personalEpochs ?? null };
}

export interface PersonalTraining {
  readonly artifact: unknown;
  readonly personalisation: Personalisation;
  /** Rounds of the run. */
  readonly rounds: number;
  readonly data: SiteData;
  readonly trainer: Trainer;
  readonly seed: number;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** How it does on this hospital's test rows. Throws only when aborted. */
export async function trainPersonal(training: PersonalTraining): Promise<Result<ClassificationMetrics>> {
  const { data, personalisation, rounds, seed } = training;
  const model = decodeArtifact(training.artifact);
  if (!model.ok) return model;
  const { network, weights, pipeline } = model.value;
  const prepared = data.prepared(pipeline);
  if (!prepared.ok) return prepared;
  const { train } = prepared.value;
  const oneRound = fitOptions(data.study, network, train.labels, seed);
  const { lambda, epochs } = personalisation;
  const asTheRun =
    'epochs' in oneRound.duration
      ? { epochs: oneRound.duration.epochs * rounds }
      : { steps: oneRound.duration.steps * rounds };
  const options = {
    ...oneRound,
    duration: epochs === null ? asTheRun : { epochs },
    ...(lambda > 0 && { proximal: { mu: lambda, anchor: weights } }),
  };
  const fitted = await training.trainer.fit(train, weights, options, training.onProgress, training.signal);
  return ok(await evaluateOn(prepared.value, network, fitted.weights));
}
