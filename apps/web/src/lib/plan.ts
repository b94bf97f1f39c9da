/** What a study's plan means in numbers, before any data is opened. */
import { createNetwork, parameterCount } from '@fedhealth/fl-core/model';
import type { Study } from '@fedhealth/fl-core/study';

export interface UpdateSize {
  readonly parameters: number;
  /** 4 bytes for each parameter. */
  readonly bytes: number;
  /** False when a categorical feature's values are known only once the hospitals have met. */
  readonly exact: boolean;
}

/** The size of one model update of a study. */
export function updateSize(study: Study): UpdateSize {
  let inputs = 0;
  let exact = true;
  for (const feature of study.features) {
    if (feature.kind === 'categorical') {
      inputs += feature.categories?.length ?? 1;
      if (!feature.categories) exact = false;
    } else inputs += 1;
  }
  const parameters = parameterCount(createNetwork(study.model, inputs));
  return { parameters, bytes: parameters * 4, exact };
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
