/** What a study's plan means in numbers, before any data is opened. */
import { parseStrategy } from '@fedhealth/fl-core/aggregation';
import { createNetwork, parameterCount } from '@fedhealth/fl-core/model';
import { plannedInputs } from '@fedhealth/fl-core/preprocessing';
import type { Study } from '@fedhealth/fl-core/study';

export interface UpdateSize {
  /** Of the network as it will be; the fewest, where a column's values are known only once the hospitals have met. */
  readonly parameters: number;
  /** What a site sends in a round at most, all counted (SPEC, W1). */
  readonly bytes: number;
  /** Columns whose values decide how many parameters there are beyond that. */
  readonly open: readonly string[];
  /** SCAFFOLD: a control variate of the same size goes with the weights. */
  readonly controlVariate: boolean;
}

/** Beside the weights: frame, counts, times. */
const MESSAGE_BYTES = 512;
/** A number on the wire; eight bits and their scales come to at most 1.1 bytes. */
const NUMBER_BYTES = { float32: 4, float16: 2, int8: 1.1 } as const;

/** The size of one model update of a study. */
export function updateSize(study: Study): UpdateSize {
  const { inputs, open } = plannedInputs(study);
  const parameters = parameterCount(createNetwork(study.model, inputs));
  const strategy = parseStrategy(study.federation.strategy);
  const controlVariate = strategy.ok && strategy.value.controlVariates === true;
  const weights = parameters * NUMBER_BYTES[study.federation.compression.upload];
  const control = controlVariate ? parameters * NUMBER_BYTES.float32 : 0;
  return { parameters, bytes: Math.ceil(weights + control) + MESSAGE_BYTES, open, controlVariate };
}

/** How long a hospital trains in a round: "2 passes over your training rows", "50 steps of 32 rows". */
export function localWork(training: Study['training']): string {
  if (training.localSteps !== undefined) {
    return `${training.localSteps} ${training.localSteps === 1 ? 'step' : 'steps'} of ${training.batchSize} rows`;
  }
  return training.localEpochs === 1
    ? 'one pass over your training rows'
    : `${training.localEpochs} passes over your training rows`;
}
