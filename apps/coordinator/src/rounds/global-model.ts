/** The model of a run as it grows: network, preprocessing, weights and the strategy's memory. */
import type { StrategyState } from '@fedhealth/fl-core/aggregation';
import { createNetwork, initializeWeights, type Network } from '@fedhealth/fl-core/model';
import type { Pipeline } from '@fedhealth/fl-core/preprocessing';
import type { Study } from '@fedhealth/fl-core/study';

export interface GlobalModel {
  readonly network: Network;
  readonly pipeline: Pipeline;
  readonly weights: Float32Array;
  readonly strategyState: StrategyState;
}

/** Fresh weights for a fitted pipeline; the same seed gives the same ones. */
export function createGlobalModel(study: Study, pipeline: Pipeline, seed: number): GlobalModel {
  const network = createNetwork(study.model, pipeline.inputs.length);
  return { network, pipeline, weights: initializeWeights(network, seed), strategyState: null };
}
