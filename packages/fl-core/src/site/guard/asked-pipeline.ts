/**
 * Whether preprocessing that comes with a model is what the study asks for (SPEC.md, Q13): only its figures come from the
 * federation. Ranges, outliers or categories of a coordinator's own would single out rows, in an update or between two
 * measurements.
 */
import { fail, ok, type Result } from '../../lib/result.ts';
import { fitPipeline, inputsOf } from '../../preprocessing/index.ts';
import type { FeatureStep, Pipeline } from '../../preprocessing/types.ts';
import { listedCategories } from '../../quality/index.ts';
import type { Study } from '../../study/schema.ts';

const refuse = (name: string) =>
  fail({
    code: 'PIPELINE_REFUSED',
    message: `The coordinator’s preprocessing of “${name}” is not what the study asks for. This hospital did not train on the model and did not measure it.`,
  });

export function checkPipeline(pipeline: Pipeline, study: Study): Result<null> {
  const known = fitPipeline({ rows: 0, positives: null, features: [] }, study).steps;
  for (const [index, step] of known.entries()) {
    const asked = pipeline.steps[index];
    if (!asked || !isAsStudied(asked, step, study)) return refuse(step.name);
  }
  const extra = pipeline.steps[known.length];
  if (extra) return refuse(extra.name);
  const inputs = pipeline.steps.flatMap(inputsOf);
  const isNamed =
    inputs.length === pipeline.inputs.length && inputs.every((name, i) => name === pipeline.inputs[i]);
  return isNamed ? ok(null) : refuse(pipeline.inputs.at(-1) ?? '');
}

function isAsStudied(asked: FeatureStep, known: FeatureStep, study: Study): boolean {
  if (asked.name !== known.name) return false;
  switch (known.kind) {
    case 'numeric': {
      if (asked.kind !== 'numeric' || asked.indicator !== known.indicator) return false;
      const { outliers } = study.preprocessing;
      const isTreated = asked.outliers === undefined || asked.outliers.treat === outliers;
      return isTreated && isSame(asked.range ?? [], known.range ?? []);
    }
    case 'categorical': {
      if (asked.kind !== 'categorical' || asked.indicator !== known.indicator) return false;
      const feature = study.features.find(({ name }) => name === known.name);
      const listed = feature && listedCategories(feature);
      return listed ? isSame(asked.categories, listed) : true;
    }
    case 'boolean':
      return asked.kind === 'boolean' && asked.indicator === known.indicator;
    case 'time':
      return asked.kind === 'time' && isSame(asked.parts, known.parts);
  }
}

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);
