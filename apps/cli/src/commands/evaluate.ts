import { loadValidation } from '@fedhealth/coordinator';
import type { Model } from '@fedhealth/fl-core/model';
import { parseStudy, type Study, type StudyInput } from '@fedhealth/fl-core/study';
import type { Command } from 'commander';
import { openModel } from './open-model.ts';

/** `fedhealth evaluate`: the figures of a model file on labelled rows, as JSON on stdout. */
export function registerEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('measure a model file on a CSV with outcomes; prints its metrics as JSON')
    .argument('<csv>', 'rows with the model’s columns and its outcome')
    .requiredOption('--model <file>', 'a model file of FedHealth (.json or .fhmodel)')
    .action(run);
}

async function run(csv: string, options: { readonly model: string }): Promise<void> {
  const model = await openModel(options.model);
  const rows = await loadValidation(csv, studyOf(model));
  if (!rows.ok) throw new Error(rows.error.message);
  const metrics = rows.value.evaluate(model.network, model.pipeline, model.weights);
  process.stdout.write(`${JSON.stringify(metrics)}\n`);
}

/** As much of the study as its model knows: the columns it reads and the outcome. */
function studyOf({ study, pipeline }: Model): Study {
  const features = pipeline.steps.flatMap((step): StudyInput['features'] => {
    if (step.kind === 'time') return [];
    const { name, kind } = step;
    if (kind === 'numeric') return [{ name, kind, ...(step.range ? { range: [...step.range] } : {}) }];
    if (kind === 'categorical' && step.categories.length > 0)
      return [{ name, kind, categories: [...step.categories] }];
    return [{ name, kind }];
  });
  const timestamp = pipeline.steps.find(({ kind }) => kind === 'time')?.name;
  const { id, version, title, label } = study;
  const parsed = parseStudy({ id, version, title, label, features, ...(timestamp ? { timestamp } : {}) });
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}
