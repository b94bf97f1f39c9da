import type { Dataset } from '../lib/dataset.ts';
import { initializeWeights } from '../model/initialize.ts';
import type { Network } from '../model/network.ts';
import type { Study } from '../study/schema.ts';
import { fitOptions } from './fit-options.ts';
import type { FitResult, OnProgress, Trainer } from './trainer.ts';

/**
 * Trains a study's network on one dataset alone, from fresh weights: the baseline
 * a federated model is compared with. `epochs` is best the run's rounds × local
 * epochs, so that both have seen their rows equally often.
 */
export function trainLocally(
  trainer: Trainer,
  study: Study,
  network: Network,
  dataset: Dataset,
  plan: { readonly epochs: number; readonly seed: number },
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<FitResult> {
  const options = {
    ...fitOptions(study, network, dataset.labels, plan.seed),
    duration: { epochs: plan.epochs },
  };
  return trainer.fit(dataset, initializeWeights(network, plan.seed), options, onProgress, signal);
}
