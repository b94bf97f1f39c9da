import type { ModelView } from '@fedhealth/fl-core/protocol';
import { NativeSelect } from '@mantine/core';
import { formatMetric } from '../../../../lib/format.ts';
import { bestFigures } from '../../models/model-figures.ts';
import { fieldId, fieldOrder } from '../../studies/draft-form.tsx';

interface StartFromFieldProps {
  /** Of the study, newest first. */
  models: readonly ModelView[];
  /** A model version; null: fresh weights. */
  value: number | null;
  onChange: (version: number | null) => void;
}

const FRESH = 'fresh';

const wordsOf = (model: ModelView): string => {
  const stage = model.stage === 'production' ? ', in production' : '';
  return `Model version ${model.version}${stage} (AUC ${formatMetric(bestFigures(model)?.auc)})`;
};

/** Whether the run learns from nothing, or trains a model version on. */
export function StartFromField({ models, value, onChange }: StartFromFieldProps) {
  return (
    <NativeSelect
      id={fieldId('startFrom')}
      {...fieldOrder}
      label="Begins with"
      description="A model version is trained on as it is: its weights and its preprocessing."
      data={[
        { value: FRESH, label: 'Fresh weights' },
        ...models.map((model) => ({ value: String(model.version), label: wordsOf(model) })),
      ]}
      value={value === null ? FRESH : String(value)}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === FRESH ? null : Number(currentTarget.value))
      }
    />
  );
}
