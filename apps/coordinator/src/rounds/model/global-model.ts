/** The model of a run as it grows: network, preprocessing, weights and the strategy's memory. */
import type { StrategyState } from '@fedhealth/fl-core/aggregation';
import { createNetwork, initializeWeights, type Network } from '@fedhealth/fl-core/model';
import type { Pipeline } from '@fedhealth/fl-core/preprocessing';
import type { Study } from '@fedhealth/fl-core/study';
import type { StartingPoint } from '../start/starting-point.ts';

export interface GlobalModel {
  readonly network: Network;
  readonly pipeline: Pipeline;
  readonly weights: Float32Array;
  readonly strategyState: StrategyState;
}

/** Where a run begins: at the model it trains on from, else at fresh weights; the same seed gives the same ones. */
export function createGlobalModel(
  study: Study,
  fitted: Pipeline,
  seed: number,
  start: StartingPoint | null,
): GlobalModel {
  const pipeline = start?.pipeline ?? fitted;
  const network = createNetwork(study.model, pipeline.inputs.length);
  const weights = start?.weights.slice() ?? initializeWeights(network, seed);
  return { network, pipeline, weights, strategyState: null };
}
