import { listedCategories } from '../quality/index.ts';
import type { Study } from '../study/schema.ts';
import { fitPipeline } from './fit-pipeline.ts';

/** The inputs of the network that a study trains, before any data are known. */
export interface PlannedInputs {
  /** With missing indicators, one for each listed category, and inputs from the time: as `fitPipeline` makes them. */
  readonly inputs: number;
  /** Categorical features without listed values: each adds inputs once the hospitals have told which there are. */
  readonly open: readonly string[];
}

export function plannedInputs(study: Study): PlannedInputs {
  const { inputs } = fitPipeline({ rows: 0, positives: null, features: [] }, study);
  const open = study.features.filter(
    (feature) => feature.kind === 'categorical' && listedCategories(feature) === undefined,
  );
  return { inputs: inputs.length, open: open.map(({ name }) => name) };
}
